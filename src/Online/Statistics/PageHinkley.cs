namespace AdaptiveML.Online;

/// <summary>
/// Page's test, in the form of H. Hinkley (1971), for a mean that has grown; its memory is a field of a learner's state.
/// <code>
/// m ← m + (x − m) / n      S ← max(0, a S + x − m − δ)      n ← n + 1      alarm where n ≥ minimum and S ≥ threshold
/// </code>
/// n begins at 1; the value after an alarm begins anew.
/// </summary>
/// <param name="name">Begins the field's name.</param>
/// <param name="options">Threshold and tolerance, in units of the values.</param>
/// <param name="state">The layout that the field is added to.</param>
internal sealed class PageHinkley(string name, PageHinkleyOptions options, Layout state)
{
    private readonly PageHinkleyOptions _options = Checked(options);
    private readonly Field _field = (state ?? throw new ArgumentNullException(nameof(state))).AddStruct<TestState, double>(name);

    /// <summary>S after the value taken in last.</summary>
    public double CumulativeSum(LearnerMemory memory) => State(memory).Sum;

    /// <summary>Takes a value in.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="value">Finite.</param>
    /// <returns>Whether the mean has grown.</returns>
    public bool Add(LearnerMemory memory, double value)
    {
        ref var values = ref State(memory);
        if (values.Alarm != 0 || values.Count == 0)
        {
            Reset(memory);
        }

        values.Mean += (value - values.Mean) / values.Count;
        values.Sum = Math.Max(0, (_options.Decay * values.Sum) + value - values.Mean - _options.Tolerance);
        values.Count++;
        bool isAlarm = values.Count >= _options.MinimumCount && values.Sum >= _options.Threshold;
        values.Alarm = isAlarm ? 1 : 0;
        return isAlarm;
    }

    /// <summary>Begins anew.</summary>
    public void Reset(LearnerMemory memory)
    {
        ref var values = ref State(memory);
        values = default;
        values.Count = 1;
    }

    private static PageHinkleyOptions Checked(PageHinkleyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return options;
    }

    private ref TestState State(LearnerMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return ref memory.State.Ref<TestState>(_field);
    }

    private struct TestState
    {
        public double Count;
        public double Mean;
        public double Sum;
        public double Alarm;
    }
}
