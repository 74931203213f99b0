namespace AdaptiveML.Benchmarks.Ttt.Faults;

/// <summary>A score of rows in order that is to be high where something is wrong.</summary>
internal interface IMonitor
{
    /// <summary>Learns what is usual.</summary>
    void Fit(float[][] rows);

    /// <summary>A stretch of rows begins.</summary>
    void Begin();

    /// <summary>The score of the next row.</summary>
    double Next(float[] row);

    /// <summary>One that goes on from here by itself.</summary>
    IMonitor Copy();
}
