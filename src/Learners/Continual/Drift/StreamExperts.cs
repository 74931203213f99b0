using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// What a continual learner does about drift where it learns row by row: beside it stand experts that forget, and an <see cref="ExpertPanel"/> follows
/// whichever is best. Before the first row, and after every task, the learner speaks alone; so it does about classes that have not come for long.
/// <code>
/// P = (1 − trust) p₀ + trust · panel      trust: <see cref="ClassAges"/> of the learner's own class      p₀: the learner's
/// </code>
/// </summary>
/// <remarks>
/// Where the class of each row is known before the next row comes, a second panel looks at the classes too. It needs no input to be right where classes come in
/// runs, and so has nothing to say of rows that are scored without them.
/// </remarks>
internal sealed class StreamExperts
{
    /// <summary>Most inputs of the experts whose work grows with their square.</summary>
    private const int MostInputsOfLinear = 256;

    private readonly StreamExpert[] _experts;
    private readonly int _ofInputs;
    private readonly ExpertPanel _inputs;
    private readonly ExpertPanel _labels;
    private readonly ClassAges _ages;
    private readonly Field _begun;
    private readonly double[] _own;
    private readonly double[] _panel;

    /// <summary>Adds the fields.</summary>
    public StreamExperts(StreamShape shape)
    {
        int classes = shape.Classes;
        _begun = shape.State.Add<long>("stream.has_begun", 1);
        shape.State.Require(_begun, 0L, 1L);
        _ages = new("stream.classes", shape);
        StreamExpert[] ofInputs = shape.Inputs > MostInputsOfLinear
            ? [new ForestExpert("stream.forest", shape)]
            : [new ForestExpert("stream.forest", shape), new LinearExpert("stream.fast", 100, shape), new LinearExpert("stream.slow", 1000, shape)];
        _experts =
        [
            .. ofInputs,
            new LabelExpert("stream.repeat", 200, repeats: true, shape),
            new LabelExpert("stream.majority", 200, repeats: false, shape),
        ];
        _ofInputs = ofInputs.Length;
        (_inputs, _labels) = (new("stream.inputs", 1 + _ofInputs, shape), new("stream.labels", 1 + _experts.Length, shape));
        (_own, _panel) = (new double[classes], new double[classes]);
        shape.State.Require(Check);
    }

    /// <summary>Gives way to the learner alone: a task was learnt, or the learner's units have moved.</summary>
    public void End(LearnerMemory memory) => memory.State.View<long>(_begun)[0] = 0;

    /// <summary>Mixes the learner's probabilities with the experts', in place. Writes no memory.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The row in the learner's units, not cut back.</param>
    /// <param name="probabilities">The learner's; receives the mixed ones.</param>
    /// <param name="knowsLast">Whether the class of the row before is the last that was learnt.</param>
    public void Mix(LearnerMemory memory, ReadOnlySpan<double> input, Span<double> probabilities, bool knowsLast)
    {
        probabilities.CopyTo(_own);
        if (HasBegun(memory))
        {
            Predict(memory, input, knowsLast);
            double trust = _ages.Trust(memory, BestClass.Of<double>(_own));
            for (int c = 0; c < probabilities.Length; c++)
            {
                probabilities[c] = ((1 - trust) * _own[c]) + (trust * _panel[c]);
            }
        }
    }

    /// <summary>Learns the row that was mixed last.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="input">The row.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="knowsLast">As it was when the row was mixed.</param>
    public void Learn(LearnerMemory memory, ReadOnlySpan<double> input, int label, double weight, bool knowsLast)
    {
        if (!HasBegun(memory))
        {
            Begin(memory);
            Predict(memory, input, knowsLast);
        }

        _inputs.Learn(memory, label, weight);
        if (knowsLast)
        {
            _labels.Learn(memory, label, weight);
        }

        foreach (var expert in _experts)
        {
            expert.Learn(memory, input, label, weight);
        }

        _ages.Learn(memory, label);
    }

    private bool HasBegun(LearnerMemory memory) => memory.State.View<long>(_begun)[0] != 0;

    private void Check(FlatBuffer state)
    {
        if (state.View<long>(_begun)[0] != 0)
        {
            Array.ForEach(_experts, expert => expert.Check(state));
        }
    }

    private void Begin(LearnerMemory memory)
    {
        memory.State.View<long>(_begun)[0] = 1;
        Array.ForEach(_experts, expert => expert.Begin(memory));
        _inputs.Begin(memory);
        _labels.Begin(memory);
        _ages.Begin(memory);
    }

    private void Predict(LearnerMemory memory, ReadOnlySpan<double> input, bool knowsLast)
    {
        _own.CopyTo(_inputs.Of(0));
        for (int k = 0; k < _ofInputs; k++)
        {
            _experts[k].Predict(memory, input, _inputs.Of(k + 1));
            _inputs.Of(k + 1).CopyTo(_labels.Of(k + 1));
        }

        _inputs.Predict(memory, _panel);
        if (!knowsLast)
        {
            return;
        }

        _panel.CopyTo(_labels.Of(0));
        for (int k = _ofInputs; k < _experts.Length; k++)
        {
            _experts[k].Predict(memory, input, _labels.Of(k + 1));
        }

        _labels.Predict(memory, _panel);
    }
}
