using AdaptiveML.Kernels;

namespace AdaptiveML.Learners;

/// <summary>
/// Logistic regression of K classes on all rows at once.
/// <code>
/// Σ ω (−ln softmax(W x + b)[label]) + penalty/2 (|W|² + ε |b|²)      least, by L-BFGS
/// </code>
/// </summary>
/// <remarks>
/// Of two classes this is the binary regression with half the penalty on w = W₁ − W₀. The constants are hardly held (ε = 0.001), so that there is an answer
/// even where all rows are of one class. Everything in double; nothing is drawn by chance.
/// </remarks>
internal sealed class LogisticRegression
{
    private const double ConstantShare = 1e-3, Tolerance = 1e-4;
    private const int MostSteps = 200;

    private readonly LimitedMemoryMinimizer _minimizer;
    private readonly double[] _parameters;
    private readonly double[] _logits;
    private readonly int _stride;

    /// <summary>Makes a regression whose weights are 0.</summary>
    /// <param name="inputs">Elements of an input.</param>
    /// <param name="classes">K, at least 2.</param>
    public LogisticRegression(int inputs, int classes)
    {
        (Inputs, Classes, _stride) = (inputs, classes, Tile.Pad(inputs + 1));
        _parameters = new double[classes * _stride];
        _logits = new double[classes];
        _minimizer = new(_parameters.Length);
    }

    /// <summary>Elements of an input.</summary>
    public int Inputs { get; }

    /// <summary>K.</summary>
    public int Classes { get; }

    /// <summary>Length of a row of what is learnt: the inputs, 1, and zeros up to a whole tile.</summary>
    public int Stride => _stride;

    /// <summary>W of a class.</summary>
    public ReadOnlySpan<double> Weights(int k) => _parameters.AsSpan(k * _stride, Inputs);

    /// <summary>b of a class.</summary>
    public double Constant(int k) => _parameters[(k * _stride) + Inputs];

    /// <summary>Learns, from the weights as they are.</summary>
    /// <param name="rows">The rows, one after the other, each of <see cref="Stride"/> elements: the inputs, 1, zeros.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="weights">How much each counts.</param>
    /// <param name="penalty">What holds the weights back, above 0.</param>
    /// <param name="cancellation">Is looked at with every row.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Fit(double[] rows, int[] labels, double[] weights, double penalty, CancellationToken cancellation = default)
    {
        double scale = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            scale += weights[row] * Math.Sqrt(Reductions.SumOfSquares<double>(rows.AsSpan(row * _stride, _stride)));
        }

        _minimizer.Minimize(Value, _parameters, MostSteps, Tolerance, scale / Math.Sqrt(Classes));

        double Value(ReadOnlySpan<double> place, Span<double> gradient)
        {
            double loss = 0;
            for (int k = 0; k < Classes; k++)
            {
                var own = place.Slice(k * _stride, _stride);
                var slope = gradient.Slice(k * _stride, _stride);
                slope.Clear();
                SpanSums.AddScaled(own, penalty, slope);
                slope[Inputs] *= ConstantShare;
                loss += penalty / 2 * (Reductions.SumOfSquares(own) - ((1 - ConstantShare) * own[Inputs] * own[Inputs]));
            }

            for (int row = 0; row < labels.Length; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                var input = rows.AsSpan(row * _stride, _stride);
                DenseRows.Forward(place, [], input, _logits);
                loss += weights[row] * Softmax.Gradient<double>(_logits, labels[row], weights[row], _logits);
                DenseRows.AddGradient(input, _logits, gradient, []);
            }

            return loss;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Array.Clear(_parameters);

    /// <summary>W x + b.</summary>
    /// <param name="row">The row, as in <see cref="Fit"/>.</param>
    /// <param name="logits">Receives one a class.</param>
    public void Predict(ReadOnlySpan<double> row, Span<double> logits) => DenseRows.Forward(_parameters, [], row, logits);
}
