using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <summary>
/// Cleans a row's inputs, each by itself, before they reach the state. Its running estimates are fields of the state; what is expected of each input, and the
/// quarantine, are the sequence's.
/// <code>
/// expected ← m + ρ (expected − m) where the input is missing, ρ = E[d d′] / E[d²] of its deviations d from m, from 0 to 1
/// </code>
/// </summary>
/// <remarks>An input that is missing takes its last good value at first, and nears its running mean as fast as its own past says that a value is forgotten; one
/// that is dead for long is as if it had never been there.</remarks>
internal sealed class InputGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A spike is an input this many times beyond the limit.</summary>
    private const double SpikeFactor = 2;

    /// <summary>A sensor that stood still for long has not spiked when it moves as it did in the fit.</summary>
    private const double SmallestDeviation = 0.5;

    private readonly GateOptions _options;
    private readonly bool _believesLevels;
    private readonly RobustScale<T>? _scale;
    private readonly InputMemory<T> _memory;
    private readonly Field _quarantine;
    private readonly T[] _known;
    private readonly T _limit;
    private readonly T _spike;

    /// <summary>Adds the fields to <paramref name="layout"/>.</summary>
    /// <param name="size">Elements of an input.</param>
    /// <param name="options">The limits.</param>
    /// <param name="layout">Where to.</param>
    /// <param name="believesLevels">Whether a spike counts as missing until others have confirmed it, and is believed then; else it is cut back.</param>
    public InputGuard(int size, GateOptions options, MachineLayout<T> layout, bool believesLevels = false)
    {
        (_options, _believesLevels, _known) = (options, believesLevels, new T[size]);
        _memory = new(size, layout);
        _quarantine = layout.Sequence.Add<long>("gate.quarantine", 1);
        if (options.WinsorizeLimit is { } limit)
        {
            _scale = new("gate.input", size, limit, SmallestDeviation, options.HalfLife, layout.State);
            (_limit, _spike) = (T.CreateTruncating(limit), T.CreateTruncating(SpikeFactor * limit));
        }
    }

    /// <summary>The row cleaned last, with NaN in the place of what was missing, or was a spike that nothing has confirmed.</summary>
    public ReadOnlySpan<T> Known => _known;

    /// <summary>Rows of the sequence to come that are not to be learnt from.</summary>
    public ref long Quarantine(LearnerMemory memory) => ref memory.Sequence.View<long>(_quarantine)[0];

    /// <summary>Sets what is known before the first row.</summary>
    public void Initialize(LearnerMemory memory) => _scale?.Initialize(memory);

    /// <summary>Cleans a row in place, in standardised units, and judges it with what came before it; changes no memory.</summary>
    public InputQuality Judge(LearnerMemory memory, Span<T> input)
    {
        var quality = Clean(memory, input);
        return quality <= InputQuality.Imputed && Quarantine(memory) > 0 ? InputQuality.Quarantined : quality;
    }

    /// <summary>Cleans a row in place, in standardised units; changes no memory.</summary>
    public InputQuality Clean(LearnerMemory memory, Span<T> input)
    {
        int missing = 0, spikes = 0;
        input.CopyTo(_known);
        _memory.Begin(input);
        ReadOnlySpan<T> means = _scale is null ? [] : _scale.Means(memory);
        for (int i = 0; i < input.Length; i++)
        {
            if (!T.IsFinite(input[i]))
            {
                missing++;
                (_known[i], input[i]) = (T.NaN, _memory.Expected(memory, i, means));
                continue;
            }

            T extremity = _scale is null ? T.Zero : _scale.Extremity(memory, i, input[i]);
            if (extremity > _limit && _scale is not null && !(_believesLevels && _memory.Confirms(memory, i, input[i])))
            {
                bool isSpike = extremity > _spike;
                spikes += isSpike ? 1 : 0;
                bool isDoubted = isSpike && _believesLevels;
                input[i] = isDoubted ? _memory.Expected(memory, i, means) : _scale.Clamp(memory, i, input[i]);
                _known[i] = isDoubted ? T.NaN : input[i];
            }
        }

        return missing > 0 && _options.MissingInput == MissingInput.Refuse ? InputQuality.NonFinite
            : !(T.Abs(TensorPrimitives.MaxMagnitude<T>(input)) <= T.CreateTruncating(GateOptions.LargestInput)) ? InputQuality.OutOfRange
            : spikes > 0 ? InputQuality.Spike
            : missing > 0 ? InputQuality.Imputed
            : InputQuality.Clean;
    }

    /// <summary>Keeps the row cleaned last, and begins or shortens the quarantine. What took the place of missing inputs teaches nothing about the
    /// scale.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="cleaned">The row as it was cleaned.</param>
    /// <param name="quality">What was found in it.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<T> cleaned, InputQuality quality)
    {
        _memory.Commit(memory, cleaned, _known, _scale is null ? [] : _scale.Means(memory));
        if (_believesLevels)
        {
            _scale?.Widen(memory, _known);
        }

        _scale?.Update(memory, _known);
        ref long quarantine = ref Quarantine(memory);
        quarantine = quality == InputQuality.Spike ? _options.QuarantineRows : Math.Max(0, quarantine - 1);
    }
}
