using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Baselines;

/// <summary>
/// Makes φ, what a linear baseline regresses on: a constant, the input, and what else was asked for. What it remembers are fields of the sequence.
/// </summary>
internal sealed class RegressionFeatureMap<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecursiveLeastSquaresOptions _options;
    private readonly Field _lastInput;
    private readonly Field _lastTarget;

    public RegressionFeatureMap(int inputSize, int outputSize, RecursiveLeastSquaresOptions options, Layout sequence)
    {
        _options = options;
        int perInput = 1 + (options.SeesSquares ? 1 : 0) + (options.SeesDifferences ? 1 : 0);
        Count = 1 + (perInput * inputSize) + (options.SeesLastTarget ? outputSize : 0);
        _lastInput = sequence.Add<double>("last_input", inputSize);
        _lastTarget = sequence.Add<double>("last_target", outputSize);
    }

    /// <summary>Number of features.</summary>
    public int Count { get; }

    /// <summary>Sets what a sequence begins with: no last row.</summary>
    public void Initialize(LearnerMemory memory) => memory.Blank.View<double>(_lastInput).Fill(double.NaN);

    /// <summary>φ of a row, in standardised units.</summary>
    public void Make(LearnerMemory memory, ReadOnlySpan<T> input, Span<double> features)
    {
        var last = memory.Sequence.View<double>(_lastInput);
        int next = 0;
        features[next++] = 1;
        foreach (T value in input)
        {
            features[next++] = double.CreateTruncating(value);
        }

        if (_options.SeesSquares)
        {
            foreach (T value in input)
            {
                features[next++] = double.CreateTruncating(value) * double.CreateTruncating(value);
            }
        }

        if (_options.SeesDifferences)
        {
            for (int i = 0; i < input.Length; i++)
            {
                features[next++] = double.IsNaN(last[i]) ? 0 : double.CreateTruncating(input[i]) - last[i];
            }
        }

        if (_options.SeesLastTarget)
        {
            memory.Sequence.View<double>(_lastTarget).CopyTo(features[next..]);
        }
    }

    public void RememberInput(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        var last = memory.Sequence.View<double>(_lastInput);
        for (int i = 0; i < input.Length; i++)
        {
            last[i] = double.CreateTruncating(input[i]);
        }
    }

    /// <summary>Remembers the targets that are known.</summary>
    public void RememberTarget(LearnerMemory memory, ReadOnlySpan<T> target)
    {
        var last = memory.Sequence.View<double>(_lastTarget);
        for (int p = 0; p < target.Length; p++)
        {
            if (T.IsFinite(target[p]))
            {
                last[p] = double.CreateTruncating(target[p]);
            }
        }
    }
}
