using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>Numbers with squared error, in standardised units.</summary>
internal sealed class LinearOutput<T> : DenseOutput<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Standardizer<T> _standardizer;
    private readonly ErrorGuard<T> _errors;

    /// <summary>Adds the fields.</summary>
    public LinearOutput(MachineLayout<T> layout, string prefix, int outputSize, Standardizer<T> standardizer, RecurrentOptions options)
        : base(layout, prefix, outputSize, options)
    {
        _standardizer = standardizer;
        _errors = new(outputSize, options.Update.Gate, layout.State, prefix + "gate.error");
    }

    /// <inheritdoc/>
    public override void Draw(LearnerMemory memory, Kernels.Xoshiro256 random)
    {
        base.Draw(memory, random);
        _errors.Initialize(memory);
    }

    /// <inheritdoc/>
    public override void Write(LearnerMemory memory, Span<T> prediction) => _standardizer.UnscalePrediction(memory, Values, prediction);

    /// <inheritdoc/>
    public override TargetQuality Judge(LearnerMemory memory, ReadOnlySpan<T> target, out double loss)
    {
        _standardizer.ScaleTarget(memory, target, Gradient);
        return SquaredError.Judge<T>(Values, Gradient, out loss);
    }

    /// <inheritdoc/>
    public override void Tell(LearnerMemory memory, ReadOnlySpan<T> target, Span<T> told) => ToldNumbers.Write(memory, _standardizer, Values, target, told);

    /// <inheritdoc/>
    protected override void Bound(LearnerMemory memory) => _errors.Bound(memory, Gradient);
}
