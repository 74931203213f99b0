using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Gathers the tokens of a stretch as a featurizer would see them: missing inputs replaced by their last good values, extremes cut back to the fit's own scale,
/// tokens without any input left out.
/// </summary>
internal sealed class TokenRunBuilder<T>(TttFeaturizer<T> learner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _row = Tile.Pad(learner.Parts.TokenSize);
    private readonly List<T> _inputs = [];
    private readonly List<T> _known = [];
    private readonly List<T> _labels = [];
    private readonly T[] _token = new T[Tile.Pad(learner.Parts.TokenSize)];
    private readonly T[] _own = new T[learner.Dimension];
    private readonly T[] _recent = new T[learner.Dimension * learner.Options.LagsInForce];
    private readonly T[] _seen = new T[learner.Dimension];
    private readonly TokenCleaner<T> _cleaner = new(learner.Dimension, learner.Options.Gate, learner.Parts.TokenScale);
    private readonly T[] _scaled = new T[learner.TargetSize];

    /// <summary>Number of tokens so far.</summary>
    public int Count => _inputs.Count / _row;

    /// <summary>Appends a token; empty labels are not known.</summary>
    public void Add(ReadOnlySpan<T> input, ReadOnlySpan<T> label, double weight)
    {
        var token = _own.AsSpan();
        learner.Parts.Standardizer.ScaleInput(learner.Memory, input, token);
        token.CopyTo(_seen);
        if (_cleaner.Clean(learner.Memory, token) == InputQuality.NonFinite)
        {
            return;
        }

        bool isFirst = _inputs.Count == 0;
        LaggedToken.Write<T>(token, _recent, isFirst, _token);
        LaggedToken.Keep<T>(token, _recent, isFirst);
        _inputs.AddRange(_token);
        for (int i = 0; i < learner.PredictionSize && learner.Options.Objective == TttObjective.NextRow; i++)
        {
            _known.Add(T.IsFinite(_seen[i]) ? token[i] : T.NaN);
        }

        _scaled.AsSpan().Fill(T.NaN);
        if (!label.IsEmpty && weight > 0)
        {
            learner.Parts.Standardizer.ScaleTarget(learner.Memory, label, _scaled);
        }

        foreach (T value in _scaled)
        {
            _labels.Add(T.IsFinite(value) ? value : T.NaN);
        }
    }

    /// <summary>The stretch.</summary>
    public TokenRun<T> Build()
    {
        int count = Count, size = learner.PredictionSize, ahead = learner.Options.Horizon;
        if (learner.Options.Objective == TttObjective.Label)
        {
            return new([.. _inputs], [.. _labels], count);
        }

        var targets = new T[count * size];
        targets.AsSpan().Fill(T.NaN);
        for (int t = 0; t < (count - ahead) * size; t++)
        {
            targets[t] = _known[t + (ahead * size)];
        }

        return new([.. _inputs], targets, count);
    }
}
