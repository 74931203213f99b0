using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Online;

/// <summary>Cleans a row's inputs before they reach the state. Its running estimates and last good values are fields of the state.</summary>
internal sealed class InputGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A spike is an input this many times beyond the limit.</summary>
    private const double SpikeFactor = 2;

    private readonly GateOptions _options;
    private readonly RobustScale<T>? _scale;
    private readonly Field _lastGood;
    private readonly T _limit;
    private readonly T _spike;

    public InputGuard(int size, GateOptions options, Layout state)
    {
        _options = options;
        _lastGood = state.Add<T>("gate.last_good", size);
        if (options.WinsorizeAt is { } limit)
        {
            _scale = new("gate.input", size, limit, options.HalfLife, state);
            (_limit, _spike) = (T.CreateTruncating(limit), T.CreateTruncating(SpikeFactor * limit));
        }
    }

    public void Initialize(LearnerMemory memory) => _scale?.Initialize(memory);

    /// <summary>Cleans a row in place, in standardised units; changes no memory.</summary>
    public Admission Clean(LearnerMemory memory, Span<T> input)
    {
        var admission = Admission.Clean;
        if (!T.IsFinite(TensorPrimitives.MaxMagnitude<T>(input)))
        {
            if (_options.MissingInput == MissingInput.Refuse)
            {
                return Admission.NonFinite;
            }

            Impute(memory.State.View<T>(_lastGood), input);
            admission = Admission.Imputed;
        }

        if (_scale is not null)
        {
            T extremity = _scale.Extremity(memory, input);
            if (extremity > _limit)
            {
                _scale.Clamp(memory, input);
                admission = extremity > _spike ? Admission.Spike : admission;
            }
        }

        return T.Abs(TensorPrimitives.MaxMagnitude<T>(input)) <= T.CreateTruncating(GradientLearner<T>.LargestInput) ? admission : Admission.OutOfRange;
    }

    /// <summary>Remembers a cleaned row. Values put in the place of missing ones teach nothing about the scale.</summary>
    public void Remember(LearnerMemory memory, ReadOnlySpan<T> cleaned, Admission admission)
    {
        if (admission != Admission.Imputed)
        {
            cleaned.CopyTo(memory.State.View<T>(_lastGood));
            _scale?.Update(memory, cleaned);
        }
    }

    private static void Impute(ReadOnlySpan<T> lastGood, Span<T> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = T.IsFinite(input[i]) ? input[i] : lastGood[i];
        }
    }
}
