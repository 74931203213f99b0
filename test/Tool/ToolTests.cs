using System.Text.Json.Nodes;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Tool.Tests;

/// <summary>The command's own entry, in process, on files that each test makes.</summary>
[TestClass]
public sealed class ToolTests
{
    private const int Rows = 40;

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];

    private string _folder = "";

    private string Journal => Path.Combine(_folder, "journal");

    [TestInitialize]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("adaptiveml-tool-").FullName;

    [TestCleanup]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task A_journal_is_inspected_verified_and_shown_and_no_file_changes()
    {
        await WriteJournalAsync();
        var before = Contents();

        string inspected = await RunAsync("inspect", Journal);
        Assert.Contains("stream 'unit'", inspected);
        Assert.Contains("head         43", inspected);
        Assert.Contains("1 Await, 1 Tell, 1 Freeze", inspected.Replace("40 Learn, ", "", StringComparison.Ordinal));
        Assert.Contains("owner        somebody", inspected);
        Assert.Contains("machine      lru-regressor: 2 inputs", inspected);
        Assert.Contains("intact", await RunAsync("verify", Journal));

        string[] table = (await RunAsync("show", Journal, "--from", "41", "--to", "42")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(3, table);
        Assert.Contains("key 'sample', 2 inputs", table[1]);
        var row = JsonNode.Parse(await RunAsync("show", Journal, "--from", "3", "--to", "3", "--json"))!;
        Assert.AreEqual("Learn", (string)row["kind"]!);
        Assert.HasCount(2, row["rows"]![0]!["input"]!.AsArray());
        CollectionAssert.AreEqual(before, Contents());
    }

    [TestMethod]
    public async Task A_stream_goes_back_to_an_operation_and_to_a_time()
    {
        await WriteJournalAsync();
        string then = await HashAsync(30);

        Assert.Contains("behind operation 30; the way back is operation 44", await RunAsync("rewind", Journal, "--to", "30"));
        Assert.AreEqual(then, await HashAsync(44));
        Assert.Contains("behind operation 0", await RunAsync("rewind", Journal, "--to", "2001-01-01T00:00Z"));
        Assert.Contains("intact", await RunAsync("verify", Path.Combine(Journal, "unit")));
    }

    [TestMethod]
    public async Task Other_options_are_compared_with_those_of_the_stream()
    {
        await WriteJournalAsync();
        string options = Path.Combine(_folder, "options.json");
        await File.WriteAllTextAsync(options, """{"Unit": {"StateSize": 8}}""");

        string[] lines = (await RunAsync("replay", Journal, "--with", options)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("41 rows with labels", lines[0]);
        string[] errors = [.. lines[2..].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2..]))];
        Assert.AreEqual(errors[0], errors[1], "A stream from its beginning is what a new learner of its options makes of it.");
        Assert.AreNotEqual(errors[0], errors[2]);
    }

    [TestMethod]
    public async Task A_model_is_inspected_and_verified()
    {
        string model = Model();
        string inspected = await RunAsync("inspect", model);
        Assert.Contains("signed", inspected);
        Assert.Contains("machine      lru-regressor: 2 inputs", inspected);
        Assert.Contains("label 'Label'", inspected);

        string key = Path.Combine(_folder, "key");
        await File.WriteAllBytesAsync(key, Key);
        Assert.Contains("signature: right", await RunAsync("verify", model, "--key", key));
        await File.WriteAllBytesAsync(key, [.. Key.Reverse()]);
        Assert.Contains("not intact: The signature of the model is wrong", await RunAsync(ExitCode.Found, "verify", model, "--key", key));
    }

    [TestMethod]
    public async Task What_the_user_did_wrong_is_said_in_one_line()
    {
        await WriteJournalAsync();
        string options = Path.Combine(_folder, "options.json"), foreign = Path.Combine(_folder, "foreign.zip");
        await File.WriteAllTextAsync(options, """{"Colour": "red"}""");
        await File.WriteAllTextAsync(foreign, "no zip");

        await FailsAsync("no file and no folder", "inspect", Path.Combine(_folder, "nothing"));
        await FailsAsync("no stream 'other'", "show", Journal, "--stream", "other");
        await FailsAsync("no option 'Colour'", "replay", Journal, "--with", options);
        await FailsAsync("neither a model", "inspect", foreign);
        await FailsAsync("neither the number of an operation nor a time", "rewind", Journal, "--to", "yesterday noon");
        await FailsAsync("There is no operation 99", "rewind", Journal, "--to", "99");
        await FailsAsync("--help", "inspect", Journal, "--colour");
        await FailsAsync("no operations 5 to 2", "show", Journal, "--from", "5", "--to", "2");
    }

    [TestMethod]
    public async Task Damage_is_found()
    {
        await WriteJournalAsync();
        string segment = Directory.GetFiles(Journal, "*.journal", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(segment);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes);

        Assert.Contains("not intact", await RunAsync(ExitCode.Found, "verify", Journal));
        await FailsAsync("The journal is damaged", "inspect", Journal);
    }

    private static Task<string> RunAsync(params string[] arguments) => RunAsync(ExitCode.Well, arguments);

    private static async Task<string> RunAsync(int code, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        Assert.AreEqual(code, await ToolCommand.RunAsync(arguments, output, error), $"{error}{output}");
        return output.ToString();
    }

    private static async Task FailsAsync(string message, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        Assert.AreEqual(ExitCode.Failed, await ToolCommand.RunAsync(arguments, output, error), $"{error}{output}");
        Assert.Contains(message, error.ToString());
        Assert.AreEqual(1, error.ToString().Count(character => character == '\n'), error.ToString());
    }

    private string[] Contents() => [.. Directory.EnumerateFiles(Journal, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];

    private static ValueTask<StreamLearner> OpenAsync(FileStore store) => StreamLearner.OpenAsync(
        store, "unit", () => [new LruRegressor<float>(2, new() { Unit = new() { StateSize = 4 } })], LearnerFormat.Default,
        new() { Owner = "somebody", MarkEvery = 0 });

    private async Task WriteJournalAsync()
    {
        await using var store = new FileStore(Journal);
        await using var stream = await OpenAsync(store);
        for (int i = 0; i < Rows; i++)
        {
            stream.Learn(default, [MathF.Sin(i), MathF.Cos(i)], MathF.Sin(i + 1));
        }

        stream.Await("sample", new(), [0.1f, 0.2f]);
        stream.Tell("sample", 0.3f);
        stream.Freeze();
        await stream.CommitAsync();
    }

    private async Task<string> HashAsync(long sequence)
    {
        await using var store = new FileStore(Journal);
        await using var stream = await OpenAsync(store);
        return Convert.ToHexString((await stream.ReplayAsync(sequence)).Hash());
    }

    private string Model()
    {
        var context = new MLContext(1);
        var rows = context.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Row { Features = [i % 5, i % 7], Label = i % 5 }));
        string path = Path.Combine(_folder, "model.zip");
        context.Model.SaveSigned(context.Regression.Trainers.OnlineLru().Fit(rows), rows.Schema, path, Key);
        return path;
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; init; } = [];

        public float Label { get; init; }
    }
}
