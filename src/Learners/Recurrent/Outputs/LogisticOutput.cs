using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Probabilities of events that need not exclude each other; targets are 0 or 1. The gradient by y is σ(y) − t.</summary>
internal sealed class LogisticOutput<T> : DenseOutput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _writesOdds;

    /// <summary>Adds the fields.</summary>
    public LogisticOutput(MachineLayout<T> layout, string prefix, int events, RecurrentOptions options)
        : base(layout, prefix, events, options) => _writesOdds = options.Output == RecurrentOutput.LogOdds;

    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction)
    {
        if (_writesOdds)
        {
            Values.CopyTo(prediction);
        }
        else
        {
            Activations.Sigmoid<T>(Values, prediction);
        }
    }

    /// <inheritdoc/>
    public override TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss)
    {
        loss = double.NaN;
        Activations.Sigmoid<T>(Values, Gradient);
        for (int i = 0; i < target.Length; i++)
        {
            T label = target[i];
            if (T.IsNaN(label))
            {
                Gradient[i] = T.Zero;
            }
            else if (label == T.Zero || label == T.One)
            {
                // −log σ(±y) = max(∓y, 0) + log(1 + e^−|y|)
                double against = double.CreateTruncating(label == T.One ? -Values[i] : Values[i]);
                loss = (double.IsNaN(loss) ? 0 : loss) + Math.Max(against, 0) + Elementary.Log(1 + Elementary.Exp(-Math.Abs(against)));
                Gradient[i] -= label;
            }
            else
            {
                loss = double.NaN;
                return TargetQuality.UnknownClass;
            }
        }

        return double.IsNaN(loss) ? TargetQuality.Missing : TargetQuality.Known;
    }

    /// <inheritdoc/>
    public override void Tell(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> told)
    {
        Activations.Sigmoid<T>(Values, told);
        for (int i = 0; i < told.Length; i++)
        {
            T chance = T.IsNaN(target[i]) ? told[i] : target[i];
            told[i] = chance + chance - T.One;
        }
    }
}
