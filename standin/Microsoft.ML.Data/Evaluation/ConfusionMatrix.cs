namespace Microsoft.ML.Data;

public sealed class ConfusionMatrix
{
    private readonly ReadOnlyMemory<char>[] _names;
    private readonly bool _isBinary;

    // Counts: a row for each true class, a column for each predicted one.
    internal ConfusionMatrix(double[][] counts, ReadOnlyMemory<char>[] names, bool isBinary)
    {
        Counts = Array.AsReadOnly(Array.ConvertAll(counts, row => (IReadOnlyList<double>)Array.AsReadOnly(row)));
        PerClassRecall = [.. counts.Select((row, i) => Share(row[i], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, i) => Share(row[i], counts.Sum(other => other[i])))];
        _names = names;
        _isBinary = isBinary;
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public string GetFormattedConfusionTable() => new ConfusionTable(this, Array.ConvertAll(_names, name => name.ToString()), _isBinary).ToString();

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        CheckIndex(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        CheckIndex(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    private void CheckIndex(int index, string name)
    {
        if (index < 0 || index >= NumberOfClasses)
            throw new ArgumentOutOfRangeException(name, $"{index} is the index of none of {NumberOfClasses} classes.");
    }
}
