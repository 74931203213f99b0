using System.Globalization;

namespace AdaptiveML.Tool;

/// <summary>Errors of predictions that were made before their labels were learnt.</summary>
internal sealed class ReplayErrors(bool isClassifier)
{
    private double _absolute;
    private double _squared;
    private long _wrong;

    /// <summary>Rows that were counted.</summary>
    public long Rows { get; private set; }

    /// <summary>Names of what <see cref="Figures"/> gives.</summary>
    public static string[] Names(bool isClassifier) => isClassifier ? ["share of errors"] : ["mean absolute error", "root mean square"];

    /// <summary>Counts a row.</summary>
    /// <param name="scores">The number that was predicted, or a score for each class.</param>
    /// <param name="label">The label.</param>
    public void Add(ReadOnlySpan<float> scores, float label)
    {
        Rows++;
        if (isClassifier)
        {
            _wrong += System.Numerics.Tensors.TensorPrimitives.IndexOfMax(scores) == (int)label ? 0 : 1;
            return;
        }

        double error = (double)scores[0] - label;
        _absolute += Math.Abs(error);
        _squared += error * error;
    }

    /// <summary>The errors, in the order of their names.</summary>
    public string[] Figures() => isClassifier
        ? [Text(_wrong / (double)Rows)]
        : [Text(_absolute / Rows), Text(Math.Sqrt(_squared / Rows))];

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("0.####", CultureInfo.InvariantCulture);
}
