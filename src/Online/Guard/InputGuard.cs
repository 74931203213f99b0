using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <summary>
/// Cleans a row's inputs before they reach the state. Its running estimates are fields of the state; last good values and quarantine are the sequence's.
/// </summary>
internal sealed class InputGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A spike is an input this many times beyond the limit.</summary>
    private const double SpikeFactor = 2;

    /// <summary>A sensor that stood still for long has not spiked when it moves as it did in the fit.</summary>
    private const double SmallestDeviation = 0.5;

    private readonly GateOptions _options;
    private readonly RobustScale<T>? _scale;
    private readonly Field _lastGood;
    private readonly Field _quarantine;
    private readonly T _limit;
    private readonly T _spike;

    public InputGuard(int size, GateOptions options, MachineLayout<T> layout)
    {
        _options = options;
        _lastGood = layout.Sequence.Add<T>("gate.last_good", size);
        _quarantine = layout.Sequence.Add<long>("gate.quarantine", 1);
        if (options.WinsorizeLimit is { } limit)
        {
            _scale = new("gate.input", size, limit, SmallestDeviation, options.HalfLife, layout.State);
            (_limit, _spike) = (T.CreateTruncating(limit), T.CreateTruncating(SpikeFactor * limit));
        }
    }

    /// <summary>Rows of the sequence to come that are not to be learnt from.</summary>
    public ref long Quarantine(LearnerMemory memory) => ref memory.Sequence.View<long>(_quarantine)[0];

    public void Initialize(LearnerMemory memory) => _scale?.Initialize(memory);

    /// <summary>Cleans a row in place, in standardised units, and judges it with what came before it; changes no memory.</summary>
    public InputQuality Judge(LearnerMemory memory, Span<T> input)
    {
        var quality = Clean(memory, input);
        return quality == InputQuality.Clean && Quarantine(memory) > 0 ? InputQuality.Quarantined : quality;
    }

    /// <summary>Cleans a row in place, in standardised units; changes no memory.</summary>
    public InputQuality Clean(LearnerMemory memory, Span<T> input)
    {
        var quality = InputQuality.Clean;
        if (!T.IsFinite(TensorPrimitives.MaxMagnitude<T>(input)))
        {
            if (_options.MissingInput == MissingInput.Refuse)
            {
                return InputQuality.NonFinite;
            }

            Impute(memory.Sequence.View<T>(_lastGood), input);
            quality = InputQuality.Imputed;
        }

        if (_scale is not null)
        {
            T extremity = _scale.Extremity(memory, input);
            if (extremity > _limit)
            {
                _scale.Clamp(memory, input);
                quality = extremity > _spike ? InputQuality.Spike : quality;
            }
        }

        return T.Abs(TensorPrimitives.MaxMagnitude<T>(input)) <= T.CreateTruncating(GateOptions.LargestInput) ? quality : InputQuality.OutOfRange;
    }

    /// <summary>Keeps a cleaned row, and begins or shortens the quarantine. Values put in the place of missing ones teach nothing about the scale.</summary>
    public void Commit(LearnerMemory memory, ReadOnlySpan<T> cleaned, InputQuality quality)
    {
        if (quality != InputQuality.Imputed)
        {
            cleaned.CopyTo(memory.Sequence.View<T>(_lastGood));
            _scale?.Update(memory, cleaned);
        }

        ref long quarantine = ref Quarantine(memory);
        quarantine = quality == InputQuality.Spike ? _options.QuarantineRows : Math.Max(0, quarantine - 1);
    }

    private static void Impute(ReadOnlySpan<T> lastGood, Span<T> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = T.IsFinite(input[i]) ? input[i] : lastGood[i];
        }
    }
}
