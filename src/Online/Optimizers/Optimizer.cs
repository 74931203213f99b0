using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;

namespace AdaptiveML.Online;

/// <summary>Steps the parameters of a learner; its moments and counters are fields of the learner's state.</summary>
internal sealed class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly UpdateOptions _options;
    private readonly ParameterGroup[] _groups;
    private readonly int _start;
    private readonly Field _first;
    private readonly Field _second;
    private readonly Field _betaPowers;
    private readonly Field _learningRate;

    /// <summary>Adds the fields of an optimiser of all parameters to <paramref name="state"/>.</summary>
    public Optimizer(UpdateOptions options, ParameterLayout<T> parameters, Layout state)
        : this(options, (parameters ?? throw new ArgumentNullException(nameof(parameters))).Groups, state, "optimizer")
    {
    }

    /// <summary>Adds the fields of an optimiser of some parameters to <paramref name="state"/>.</summary>
    /// <param name="options">How to step.</param>
    /// <param name="groups">The parameters: groups that follow each other.</param>
    /// <param name="state">Where the fields go.</param>
    /// <param name="name">Begins the fields' names.</param>
    public Optimizer(UpdateOptions options, IReadOnlyList<ParameterGroup> groups, Layout state, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(state);
        _options = options;
        _groups = [.. groups];
        _start = _groups is [var leading, ..] ? leading.Offset : 0;
        int moments = options.Optimizer == OptimizerKind.Sgd ? 0 : _groups.Sum(group => group.Length);
        _first = state.Add<T>(name + ".first", moments);
        _second = state.Add<T>(name + ".second", moments);
        _betaPowers = state.AddStruct<BetaPowers, double>(name + ".beta_powers");
        _learningRate = state.Add<double>(name + ".learning_rate", 1);
        state.Require(_betaPowers, 0.0, 1.0);
        state.Require(_learningRate, 0.0, UpdateOptions.LargestLearningRate);
    }

    /// <summary>Sets the counters of a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        memory.State.Ref<BetaPowers>(_betaPowers) = BetaPowers.Start;
        LearningRate(memory) = _options.LearningRate;
    }

    /// <summary>First element among the parameters.</summary>
    public int Start => _start;

    /// <summary>Adam's first moments of the parameters from <see cref="Start"/> on; empty where there are none.</summary>
    public Span<T> First(LearnerMemory memory) => memory.State.View<T>(_first);

    /// <summary>The second moments.</summary>
    public Span<T> Second(LearnerMemory memory) => memory.State.View<T>(_second);

    /// <summary>The step size in force.</summary>
    public ref double LearningRate(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return ref memory.State.View<double>(_learningRate)[0];
    }

    /// <summary>One step along the gradient times <paramref name="gradientScale"/>.</summary>
    public void Step(LearnerMemory memory, double gradientScale)
    {
        ArgumentNullException.ThrowIfNull(memory);
        var parameters = memory.Parameters.All<T>();
        var gradients = memory.Gradients.All<T>();
        if (_options.Optimizer == OptimizerKind.Sgd)
        {
            StepSgd(parameters, gradients, LearningRate(memory), gradientScale);
        }
        else
        {
            StepAdam(parameters, gradients, memory.State, LearningRate(memory), gradientScale);
        }
    }

    private void StepSgd(Span<T> parameters, ReadOnlySpan<T> gradients, double learningRate, double gradientScale)
    {
        foreach (ref readonly var group in _groups.AsSpan())
        {
            if (group.LearningRateFactor != 0)
            {
                T factor = T.CreateTruncating(-learningRate * group.LearningRateFactor * gradientScale);
                var run = parameters.Slice(group.Offset, group.Length);
                TensorPrimitives.FusedMultiplyAdd(gradients.Slice(group.Offset, group.Length), factor, run, run);
            }
        }
    }

    private void StepAdam(Span<T> parameters, ReadOnlySpan<T> gradients, FlatBuffer state, double learningRate, double gradientScale)
    {
        ref var powers = ref state.Ref<BetaPowers>(_betaPowers);
        powers.Advance(_options.Beta1, _options.Beta2);
        var first = state.View<T>(_first);
        var second = state.View<T>(_second);
        foreach (ref readonly var group in _groups.AsSpan())
        {
            if (group.LearningRateFactor == 0)
            {
                continue;
            }

            double rate = learningRate * group.LearningRateFactor;
            bool decays = group.Decays && _options.Optimizer == OptimizerKind.AdamW;
            var step = new AdamStep<T>
            {
                LearningRate = T.CreateTruncating(rate),
                Shrink = T.CreateTruncating(decays ? 1 - (rate * _options.WeightDecay) : 1),
                GradientScale = T.CreateTruncating(gradientScale),
                Beta1 = T.CreateTruncating(_options.Beta1),
                Beta2 = T.CreateTruncating(_options.Beta2),
                Epsilon = T.CreateTruncating(_options.Epsilon),
                Correction1 = T.CreateTruncating(1 / (1 - powers.First)),
                Correction2 = T.CreateTruncating(1 / (1 - powers.Second)),
            };
            step.Apply(
                gradients.Slice(group.Offset, group.Length),
                parameters.Slice(group.Offset, group.Length),
                first.Slice(group.Offset - _start, group.Length),
                second.Slice(group.Offset - _start, group.Length));
        }
    }
}
