namespace AdaptiveML.PlantYear;

/// <summary>Rows as a plant recorded them, beside what they truly were.</summary>
public sealed class Recording
{
    /// <summary>Makes rows of one group, in the unit 1.</summary>
    public Recording(int rows, int inputs)
    {
        Inputs = [.. Enumerable.Range(0, rows).Select(_ => new float[inputs])];
        (Labels, Truth, Groups, Unit) = (new float[rows], new double[rows], new int[rows], new double[rows]);
        Array.Fill(Unit, 1);
    }

    /// <summary>Rows.</summary>
    public int Count => Labels.Length;

    /// <summary>Inputs of a row as recorded; NaN where not known.</summary>
    public float[][] Inputs { get; }

    /// <summary>Labels as recorded; NaN where not known.</summary>
    public float[] Labels { get; }

    /// <summary>What a sound meter would have read.</summary>
    public double[] Truth { get; }

    /// <summary>Whose row it is.</summary>
    public int[] Groups { get; }

    /// <summary>What the unit of the truth is worth in that of the first row: errors are divided by it.</summary>
    public double[] Unit { get; }

    /// <summary>Sets truth and record of a row.</summary>
    public void Set(int row, double value) => Labels[row] = (float)(Truth[row] = value);

    /// <summary>
    /// Whether a row's error says anything of a method. Where the recorded label is wrong it does not: a method that follows its labels, as it is asked to,
    /// cannot be told there from one that errs. What such labels do to the rows behind them is scored.
    /// </summary>
    public bool IsScored(int row) => float.IsNaN(Labels[row]) || Labels[row] == (float)Truth[row];

    /// <summary>
    /// The deviation that tolerances are measured in: that of the labels, or five times that of their changes where this is less, as in a random walk.
    /// </summary>
    public double Deviation(int from, int to)
    {
        var last = new Dictionary<int, double>();
        double count = 0, sum = 0, squares = 0, changes = 0;
        for (int t = from; t < to; t++)
        {
            double value = Truth[t], change = value - last.GetValueOrDefault(Groups[t], value);
            last[Groups[t]] = value;
            (count, sum, squares, changes) = (count + 1, sum + value, squares + (value * value), changes + (change * change));
        }

        double variance = (squares / count) - (sum / count * (sum / count));
        return Math.Sqrt(Math.Min(Math.Max(variance, 0), 25 * changes / count));
    }

    /// <summary>Deviation of an input.</summary>
    public double InputDeviation(int input)
    {
        double mean = Inputs.Average(row => (double)row[input]);
        return Math.Sqrt(Inputs.Average(row => (row[input] - mean) * (row[input] - mean)));
    }
}
