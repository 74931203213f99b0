using System.CommandLine;

namespace AdaptiveML.Tool;

/// <summary>The command `adaptiveml`: its words, and what becomes of errors.</summary>
internal static class ToolCommand
{
    private const string ModelOrJournal = "A model (.zip), or the folder of a journal: that of a store, or of one of its streams.";

    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What it is told.</param>
    /// <param name="output">Where its answer goes.</param>
    /// <param name="error">Where it says, in one line, why it could not.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        try
        {
            var parsed = Build().Parse(arguments);
            if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
            {
                throw new InvalidOperationException($"{parsed.Errors[0].Message} 'adaptiveml --help' says what there is.");
            }

            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception)
        {
            // Whatever it is, the user gets one sentence; nothing was changed that a message should not name.
            await error.WriteLineAsync($"adaptiveml: {exception.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Build() => new("Looks into models and journals of AdaptiveML. Only 'rewind' changes files.")
    {
        Inspect(), Verify(), Show(), Rewind(), Replay(),
    };

    private static Command Inspect()
    {
        var path = new Argument<string>("PATH") { Description = ModelOrJournal };
        var stream = StreamOption();
        var command = new Command("inspect", "Says what is in a model or a journal.") { path, stream };
        command.SetAction(async (parsed, cancellation) =>
        {
            string at = parsed.GetRequiredValue(path);
            await (File.Exists(at)
                ? InspectModel.RunAsync(at, Output(parsed))
                : InspectJournal.RunAsync(JournalFolder.Find(at, parsed.GetValue(stream)), Output(parsed), cancellation));
            return ExitCode.Well;
        });
        return command;
    }

    private static Command Verify()
    {
        var path = new Argument<string>("PATH") { Description = ModelOrJournal };
        var stream = StreamOption();
        var key = new Option<string>("--key") { Description = "A file with the key that the model is signed with." };
        var command = new Command("verify", "Checks digests and signature of a model, or replays all that is kept of a journal.") { path, stream, key };
        command.SetAction((parsed, cancellation) =>
        {
            string at = parsed.GetRequiredValue(path);
            return File.Exists(at)
                ? VerifyModel.RunAsync(at, parsed.GetValue(key), Output(parsed))
                : VerifyJournal.RunAsync(JournalFolder.Find(at, parsed.GetValue(stream)), Output(parsed), cancellation);
        });
        return command;
    }

    private static Command Show()
    {
        var path = JournalArgument();
        var stream = StreamOption();
        var from = new Option<long>("--from") { Description = "The first operation.", DefaultValueFactory = _ => 1 };
        var to = new Option<long>("--to") { Description = "The last operation.", DefaultValueFactory = _ => long.MaxValue };
        var json = new Option<bool>("--json") { Description = "A line of JSON an operation, with inputs." };
        var command = new Command("show", "Lists operations of a stream.") { path, stream, from, to, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await ShowOperations.RunAsync(
                JournalFolder.One(parsed.GetRequiredValue(path), parsed.GetValue(stream)),
                (parsed.GetValue(from), parsed.GetValue(to)), parsed.GetValue(json), Output(parsed), cancellation);
            return ExitCode.Well;
        });
        return command;
    }

    private static Command Rewind()
    {
        var path = JournalArgument();
        var stream = StreamOption();
        var to = new Option<string>("--to")
        {
            Description = "The operation to go back behind, 0 for the beginning; or a time, such as 2026-03-01T12:00Z.", Required = true,
        };
        var command = new Command("rewind", "Takes a stream back; the way back is an operation too, and nothing is erased.") { path, stream, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            await RewindStream.RunAsync(
                JournalFolder.One(parsed.GetRequiredValue(path), parsed.GetValue(stream)), parsed.GetRequiredValue(to), Output(parsed), cancellation);
            return ExitCode.Well;
        });
        return command;
    }

    private static Command Replay()
    {
        var path = JournalArgument();
        var stream = StreamOption();
        var with = new Option<string>("--with") { Description = "A file with options in JSON; those that it does not name stay.", Required = true };
        var learner = new Option<int>("--learner") { Description = "The learner of the stream, from 0." };
        var command = new Command("replay", "Replays a stream to a learner of other options, and compares the errors.") { path, stream, with, learner };
        command.SetAction(async (parsed, cancellation) =>
        {
            await ReplayWith.RunAsync(
                JournalFolder.One(parsed.GetRequiredValue(path), parsed.GetValue(stream)),
                parsed.GetRequiredValue(with), parsed.GetValue(learner), Output(parsed), cancellation);
            return ExitCode.Well;
        });
        return command;
    }

    private static Argument<string> JournalArgument() => new("JOURNAL") { Description = "The folder of a journal: that of a store, or of one of its streams." };

    private static Option<string> StreamOption() => new("--stream") { Description = "The stream's name, where the folder has several." };

    private static TextWriter Output(ParseResult parsed) => parsed.InvocationConfiguration.Output;
}
