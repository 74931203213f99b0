using AdaptiveML.Online;

namespace EmissionMonitor;

/// <summary>Shows how far the work is.</summary>
internal sealed class ProgressLine : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => Console.WriteLine(FormattableString.Invariant(
        $"  pass {value.Pass,2} of at most {value.MaximumPasses}   training loss {value.TrainingLoss:F4}   validation loss {value.ValidationLoss:F4}{(value.IsBest ? "   best so far" : "")}"));

    /// <summary>A bar that grows in place; on anything but a terminal nothing, since there it would not.</summary>
    public static void Show(string what, double share)
    {
        if (!Console.IsOutputRedirected)
        {
            int done = (int)(share * 30);
            Console.Write(FormattableString.Invariant($"\r  {what} [{new string('#', done)}{new string('.', 30 - done)}] {100 * share,3:F0} %{(done == 30 ? Environment.NewLine : "")}"));
        }
    }
}
