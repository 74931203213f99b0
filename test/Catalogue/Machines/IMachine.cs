namespace AdaptiveML.PlantYear;

/// <summary>A machine as its users get it, and the streams that it is for.</summary>
public interface IMachine
{
    /// <summary>What it is called in tables and commands.</summary>
    string Name { get; }

    /// <summary>What it is run on.</summary>
    IReadOnlyList<StreamKind> Streams { get; }

    /// <summary>Fits the machine to the first rows, and goes over the others row by row, as plain methods do over all of them.</summary>
    Run Go(Recording rows, Cell cell);
}
