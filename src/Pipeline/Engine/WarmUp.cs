using System.Diagnostics;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Runs a twin of an engine until the just-in-time compiler has caught up with it. .NET compiles a method quickly when it is first called, and again, well,
/// once it has been called often and no new methods have come for a tenth of a second.
/// </summary>
internal static class WarmUp
{
    private const int RowsOfRound = 300;
    private const int MostRounds = 12;

    /// <summary>A round that is not this much faster than the best before it has nothing to wait for.</summary>
    private const double Faster = 0.9;

    /// <summary>The compiler's patience, and the time that it needs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(130);

    /// <param name="twin">The twin, which is used up.</param>
    /// <param name="row">A row.</param>
    /// <param name="token">Ends the warm-up between two rounds.</param>
    public static void Run<TSrc, TDst>(EngineBinding<TSrc, TDst> twin, TSrc row, CancellationToken token)
        where TSrc : class
        where TDst : class, new()
    {
        double best = double.PositiveInfinity;
        int slower = 0;
        for (int round = 0; round < MostRounds && slower < 2; round++)
        {
            token.ThrowIfCancellationRequested();
            double time = Round(twin, row);
            slower = time < Faster * best ? 0 : slower + 1;
            best = Math.Min(best, time);
            token.WaitHandle.WaitOne(Pause);
        }
    }

    private static double Round<TSrc, TDst>(EngineBinding<TSrc, TDst> twin, TSrc row)
        where TSrc : class
        where TDst : class, new()
    {
        bool isLearnable = true;
        foreach (var stage in twin.Stages)
        {
            isLearnable &= stage.Columns.IsLearnable;
        }

        var answer = new TDst();
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < RowsOfRound; i++)
        {
            twin.Predict(row, ref answer);
            twin.Observe(row);
            if (isLearnable)
            {
                twin.Learn(row, ref answer);
            }
        }

        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    }
}
