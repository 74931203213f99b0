using AdaptiveML.Online;

namespace AdaptiveML.Online.Tests;

/// <summary>The smallest gradient learner there is: y = w · x, one weight, no state.</summary>
internal sealed class WeightLearner : GradientLearner<double>
{
    private readonly Field _weight;
    private readonly UpdateOptions _options;

    public WeightLearner(UpdateOptions options)
        : this(options, new MachineLayout<double>())
    {
    }

    private WeightLearner(UpdateOptions options, MachineLayout<double> layout)
        : this(options, layout, layout.Parameters.Add("w", 1, true, 1))
    {
    }

    private WeightLearner(UpdateOptions options, MachineLayout<double> layout, Field weight)
        : base(1, 1, layout, options)
    {
        (_options, _weight) = (options, weight);
        Memory.Keep();
    }

    public double Weight => Memory.Parameters.View<double>(_weight)[0];

    public UpdateResult Learn(double input, double target) => Learn([input], [target], new double[1]);

    private protected override OnlineLearner<double> CreateEmpty() => new WeightLearner(_options);

    private protected override bool Forward(ReadOnlySpan<double> input, Span<double> output)
    {
        output[0] = Weight * input[0];
        return double.IsFinite(output[0]);
    }

    private protected override void Advance(ReadOnlySpan<double> input)
    {
    }

    private protected override void AdvanceAndDifferentiate(ReadOnlySpan<double> input, ReadOnlySpan<double> outputGradient) =>
        Memory.Gradients.View<double>(_weight)[0] += outputGradient[0] * input[0];

    private protected override void ParametersChanged()
    {
    }
}
