using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

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

    /// <summary>The share of surprising labels that is taken for granted.</summary>
    private const double LeastUsual = 0.01;

    private static readonly double SurpriseRate = HalfLife.Rate(200);

    private readonly GateOptions _options;
    private readonly bool _believesLevels;
    private readonly RobustScale<T>? _scale;
    private readonly InputMemory<T> _memory;
    private readonly Field _quarantine;
    private readonly Field _evidence;
    private readonly Field _surprises;
    private readonly T[] _known;
    private readonly ExtremeValue<T>[] _extremes;

    /// <summary>How far values that others have confirmed lie from the one before, which may be of another unit than before.</summary>
    private readonly T[] _spreads;
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
        (_extremes, _spreads) = (new ExtremeValue<T>[size], new T[size]);
        _memory = new(size, layout);
        _quarantine = layout.Sequence.Add<long>("gate.quarantine", 1);
        layout.Sequence.RequireCounts(_quarantine);
        if (options.WinsorizeLimit is { } limit)
        {
            _scale = new("gate.input", size, limit, SmallestDeviation, options.HalfLife, layout.State);
            (_limit, _spike) = (T.CreateTruncating(limit), T.CreateTruncating(SpikeFactor * limit));
        }

        if (believesLevels && _scale is not null)
        {
            _surprises = layout.State.Add<T>("gate.surprises", 1);
            _evidence = layout.State.AddStructs<ExtremeEvidence<T>, T>("gate.evidence", size);
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
        if (_believesLevels)
        {
            _extremes.AsSpan().Clear();
            _spreads.AsSpan().Clear();
        }

        _memory.Begin(input);
        ReadOnlySpan<T> means = _scale is null ? [] : _scale.Means(memory), deviations = _scale is null ? [] : _scale.Deviations(memory);
        if (!means.IsEmpty && RunningScale.CountBeyond(input, means, deviations, _limit) == 0)
        {
            return IsWithinReason(input) ? InputQuality.Clean : InputQuality.OutOfRange;
        }

        for (int i = 0; i < input.Length; i++)
        {
            if (!T.IsFinite(input[i]))
            {
                missing++;
                (_known[i], input[i]) = (T.NaN, _memory.Expected(memory, i, means));
            }
            else if (!means.IsEmpty)
            {
                T extremity = T.Abs(input[i] - means[i]) / deviations[i];
                if (extremity > _limit && !IsBelieved(memory, i, input[i]))
                {
                    spikes += extremity > _spike ? 1 : 0;
                    Hide(memory, i, ref input[i], isSpike: extremity > _spike);
                }
            }
        }

        return missing > 0 && _options.MissingInput == MissingInput.Refuse ? InputQuality.NonFinite
            : !IsWithinReason(input) ? InputQuality.OutOfRange
            : spikes > 0 ? InputQuality.Spike
            : missing > 0 ? InputQuality.Imputed
            : InputQuality.Clean;
    }

    /// <summary>Takes in what the label of the row cleaned last says of its extreme values. Of those that follow each other the first is judged: what a sensor
    /// does not tell for long is missed ever more.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="surprise">What the label says.</param>
    public void Learn(LearnerMemory memory, in LabelSurprise surprise)
    {
        if (!_believesLevels || _scale is null)
        {
            return;
        }

        ref T share = ref memory.State.View<T>(_surprises)[0];
        double usual = LeastUsual + double.CreateTruncating(share);
        bool isExtreme = false;
        for (int i = 0; i < _extremes.Length; i++)
        {
            isExtreme |= _extremes[i].Distance != T.Zero;
            if (_extremes[i].Distance != T.Zero && _memory.WasKnown(memory, i))
            {
                memory.State.Refs<ExtremeEvidence<T>>(_evidence)[i].Update(_extremes[i], surprise, usual);
            }
        }

        share += isExtreme ? T.Zero : T.CreateTruncating(SurpriseRate) * ((surprise.IsSurprise ? T.One : T.Zero) - share);
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
            _scale?.WidenTo(memory, _spreads);
        }

        _scale?.Update(memory, _known);
        ref long quarantine = ref Quarantine(memory);
        quarantine = quality == InputQuality.Spike ? _options.QuarantineRows : Math.Max(0, quarantine - 1);
    }

    private static bool IsWithinReason(ReadOnlySpan<T> input) =>
        T.Abs(TensorPrimitives.MaxMagnitude(input)) <= T.CreateTruncating(GateOptions.LargestInput);

    /// <summary>Puts in the place of a value beyond the limit what is to be seen of it.</summary>
    private void Hide(LearnerMemory memory, int place, ref T value, bool isSpike)
    {
        bool isDoubted = isSpike && _believesLevels;
        T raw = value;
        ReadOnlySpan<T> means = _scale!.Means(memory);
        value = _extremes[place].IsBelieved ? Near(memory, place, raw, means[place])
            : isDoubted ? _memory.Expected(memory, place, means) : _scale.Clamp(memory, place, raw);
        _known[place] = isDoubted ? T.NaN : value;
        _extremes[place] = _extremes[place] with { Hidden = raw - value };
    }

    /// <summary>Whether a value beyond the limit is seen as it is: those on end before it confirm it, or the labels of others like it do.</summary>
    private bool IsBelieved(LearnerMemory memory, int input, T value)
    {
        if (!_believesLevels || T.Abs(value) > T.CreateTruncating(GateOptions.LargestInput))
        {
            return false;
        }

        T distance = value - _scale!.Means(memory)[input], believed = memory.State.Refs<ExtremeEvidence<T>>(_evidence)[input].Believed;
        _extremes[input] = new(distance, T.Zero, believed > T.Zero);
        bool isConfirmed = _memory.Confirms(memory, input, value);
        _spreads[input] = isConfirmed ? T.Abs(value - _memory.Candidate(memory, input)) : T.Zero;
        return T.Abs(distance) <= believed || isConfirmed;
    }

    /// <summary>A value beyond all that is believed of an input whose extreme values are: as far as is believed.</summary>
    private T Near(LearnerMemory memory, int input, T value, T mean)
    {
        T room = memory.State.Refs<ExtremeEvidence<T>>(_evidence)[input].Believed;
        return T.Clamp(value, mean - room, mean + room);
    }
}
