using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// Cleans the tokens of one stretch, in standardised units, one after the other: a missing input becomes its last good value, an extreme one is drawn in.
/// </summary>
internal sealed class TokenCleaner<T>(int dimension, GateOptions options, TokenScale<T> scale)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _lastGood = new T[dimension];
    private readonly T _largest = T.CreateTruncating(GateOptions.LargestInput);

    /// <summary>Another stretch begins.</summary>
    public void Begin() => _lastGood.AsSpan().Clear();

    /// <summary>Cleans a token in place.</summary>
    /// <returns>What is left of it: <see cref="InputQuality.NonFinite"/> if nothing is, or not all that must be.</returns>
    public InputQuality Clean(LearnerMemory memory, Span<T> token)
    {
        bool isKnown = scale.Mask(memory, token);
        int known = 0;
        foreach (T value in token)
        {
            known += T.IsFinite(value) ? 1 : 0;
        }

        if (!isKnown || (known < dimension && options.MissingInput == MissingInput.Refuse))
        {
            return InputQuality.NonFinite;
        }

        for (int i = 0; i < token.Length; i++)
        {
            token[i] = _lastGood[i] = T.IsFinite(token[i]) ? T.Clamp(token[i], -_largest, _largest) : _lastGood[i];
        }

        scale.Compress(token);

        return known == dimension ? InputQuality.Clean : InputQuality.Imputed;
    }
}
