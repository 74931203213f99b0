using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Where everything of a task lies. Units are padded to whole tiles; what is not used has no elements.</summary>
internal sealed class TaskFields<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly Field _coupling;
    private readonly Field _weight;
    private readonly Field _bias;
    private readonly Field _direct;
    private readonly Field _gain;
    private readonly Field _first;
    private readonly Field _second;
    private readonly Field _powers;
    private readonly Field _counters;
    private readonly Field _derivedCoupling;
    private readonly Field _factor;
    private readonly Field _scale;

    /// <summary>Adds the fields to layouts.</summary>
    /// <param name="parameters">Of what is learnt.</param>
    /// <param name="state">Of what else moves.</param>
    /// <param name="prefix">Begins every name.</param>
    /// <param name="shape">The base's sizes.</param>
    /// <param name="descriptor">The task.</param>
    public TaskFields(Layout parameters, Layout state, string prefix, NetworkShape shape, TaskDescriptor descriptor)
    {
        Descriptor = descriptor;
        int units = descriptor.HasCoupling ? Tile.Pad(shape.Modulated) : 0, last = Tile.Pad(shape.Last);
        int classes = descriptor.HasReadout ? descriptor.Classes : 0;
        _coupling = parameters.Add<T>(prefix + "u", units);
        _weight = parameters.Add<T>(prefix + "V", descriptor.HasBase ? classes : 0, last);
        _bias = parameters.Add<T>(prefix + "v", Tile.Pad(classes));
        _direct = parameters.Add<T>(prefix + "U", descriptor.HasDirect ? classes : 0, Tile.Pad(shape.Sizes[0]));
        int moments = _coupling.Length + _weight.Length + _bias.Length + _direct.Length;
        _gain = state.Add<T>(prefix + "g", descriptor.HasGain ? last : 0);
        _first = state.Add<T>(prefix + "first", moments);
        _second = state.Add<T>(prefix + "second", moments);
        _powers = state.AddStruct<BetaPowers, double>(prefix + "beta_powers");
        _counters = state.AddCounts<TaskCounters>(prefix + "counters");
        state.Require(_powers, 0.0, 1.0);
        _derivedCoupling = state.Add<T>(prefix + "derived.c", units);
        _factor = state.Add<T>(prefix + "derived.factor", units);
        _scale = state.Add<T>(prefix + "scale", 1);
    }

    /// <summary>The task.</summary>
    public TaskDescriptor Descriptor { get; }

    /// <summary>The task's part of a memory.</summary>
    public TaskSpans<T> In(LearnerMemory memory) => Spans(memory.Parameters, memory);

    /// <summary>The same with the gradient in place of the parameters.</summary>
    public TaskSpans<T> GradientIn(LearnerMemory memory) => Spans(memory.Gradients, memory);

    /// <summary>Copies a task from one memory to another, where its fields may have other names.</summary>
    public void Copy(LearnerMemory source, TaskFields<T> to, LearnerMemory target)
    {
        foreach (var (own, others) in ((Field, Field)[])[(_coupling, to._coupling), (_weight, to._weight), (_bias, to._bias), (_direct, to._direct)])
        {
            source.Parameters.View<T>(own).CopyTo(target.Parameters.View<T>(others));
        }

        (Field, Field)[] pairs =
        [
            (_gain, to._gain), (_first, to._first), (_second, to._second),
            (_derivedCoupling, to._derivedCoupling), (_factor, to._factor), (_scale, to._scale),
        ];
        foreach (var (own, others) in pairs)
        {
            source.State.View<T>(own).CopyTo(target.State.View<T>(others));
        }

        target.State.Ref<BetaPowers>(to._powers) = source.State.Ref<BetaPowers>(_powers);
        target.State.Ref<TaskCounters>(to._counters) = source.State.Ref<TaskCounters>(_counters);
    }

    private TaskSpans<T> Spans(FlatBuffer parameters, LearnerMemory memory)
    {
        ref var counters = ref memory.State.Ref<TaskCounters>(_counters);
        return new()
        {
            Parameter = parameters.View<T>(_coupling),
            Weight = parameters.View<T>(_weight),
            Bias = parameters.View<T>(_bias),
            Direct = parameters.View<T>(_direct),
            Gain = memory.State.View<T>(_gain),
            First = memory.State.View<T>(_first),
            Second = memory.State.View<T>(_second),
            Powers = ref memory.State.Ref<BetaPowers>(_powers),
            GainMemory = ref counters.GainMemory,
            Gathered = ref counters.Gathered,
            Coupling = memory.State.View<T>(_derivedCoupling),
            Factor = memory.State.View<T>(_factor),
            Scale = ref memory.State.View<T>(_scale)[0],
        };
    }

    private struct TaskCounters
    {
        public long GainMemory;
        public long Gathered;
    }
}
