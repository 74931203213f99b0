using System.Globalization;
using System.IO.Compression;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Tool;

/// <summary>Says what is in a saved model, or in a saved learner.</summary>
internal static class InspectModel
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static async Task RunAsync(string path, TextWriter output)
    {
        var file = new FileInfo(path);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {file.Length} bytes, written {TextTable.Time(file.LastWriteTimeUtc)}"));
        if (IsLearner(path))
        {
            await using var learner = File.OpenRead(path);
            await LearnerLines.WriteAsync(output, SavedLearner.Load(learner));
            return;
        }

        using (var archive = Open(path))
        {
            string signature = archive.GetEntry(ModelSignature.EntryName) is null ? "not signed" : "signed; whether rightly so 'verify --key' says";
            await output.WriteLineAsync($"  entries      {archive.Entries.Count}; {signature}");
        }

        foreach (string older in OlderCheckpoints(path))
        {
            await output.WriteLineAsync($"  older        {older}, written {TextTable.Time(File.GetLastWriteTimeUtc(older))}");
        }

        int number = 0;
        foreach (var stage in Stages(path))
        {
            await output.WriteLineAsync(
                $"stage {number++}: {stage.GetType().Name}{(stage is OnlineTransformer { AdaptsInTransform: true } ? ", adapts in Transform" : "")}");
            if (stage is OnlineTransformer online)
            {
                var model = online.Model;
                await output.WriteLineAsync($"""
                      component    {model.Component.Contract}
                      columns      {Columns(model.Columns)}
                    """);
                await LearnerLines.WriteAsync(output, model.CreateLearner());
            }
        }
    }

    /// <summary>Whether a file begins as a learner without ML.NET.</summary>
    public static bool IsLearner(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> begin = stackalloc byte[8];
        return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.SequenceEqual("AdaptvML"u8);
    }

    /// <summary>The file as a zip.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' is neither a model, which is a zip, nor a saved learner: {exception.Message}", exception);
        }
    }

    /// <summary>The stages of a model that score, ours with their types. ML.NET loads the assemblies that it names, where this command has them.</summary>
    /// <exception cref="InvalidDataException">ML.NET cannot load it, or a payload in it is damaged.</exception>
    public static ITransformer[] Stages(string path)
    {
        var context = new MLContext();
        ITransformer loaded;
        try
        {
            loaded = context.Model.Load(path, out _);
        }
        catch (Exception exception)
        {
            throw new InvalidDataException($"ML.NET cannot load '{path}' here: {exception.Message}", exception);
        }

        return [.. Chain.ScoringStages(context.Model.Rehydrate(loaded))];
    }

    private static IEnumerable<string> OlderCheckpoints(string path) => Enumerable.Range(1, int.MaxValue)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{path}.{number}")).TakeWhile(File.Exists);

    private static string Columns(OnlineColumns columns) => string.Join(", ", new[]
    {
        Named("features", columns.Features), Named(columns.LabelIsInput ? "input and label" : "label", columns.Label), Named("group", columns.Group),
        Named("time", columns.Time), Named("weight", columns.Weight), Named("end of sequence", columns.EndOfSequence), Named("writes", columns.Output),
    }.OfType<string>());

    private static string? Named(string role, string? name) => name is null ? null : $"{role} '{name}'";
}
