namespace AdaptiveML.Pipeline;

/// <content>Labels that are classes, and classes that open: of the last stage alone, behind which everything is bound anew.</content>
internal sealed partial class EngineBinding<TSrc, TDst>
{
    /// <summary>A label that is a class, of a row that waits under a key.</summary>
    /// <returns>Whether there is such a row.</returns>
    public bool TryTell(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        _taker.Begin();
        ClassLabels? opened = null;
        bool mayLearn = _gate is null || _gate.MayLearn();
        for (int i = 0; i < _stages.Length; i++)
        {
            _labels[i] = float.NaN;
            if (IsLate(_stages[i]) && (mayLearn || !_stages[i].IsLimited))
            {
                (_labels[i], opened) = _stages[i].ClassOf(key, label);
            }
        }

        if (opened is null || _taker.IsKnown)
        {
            return Tell(key);
        }

        Open(opened);
        _labels[^1] = opened.TargetOf(label);
        bool isTold = Tell(key);
        SayOpened();
        return isTold;
    }

    /// <summary>Learns a row whose label opens a class of the last stage, which has read it.</summary>
    private void LearnOpening(ClassLabels classes)
    {
        Open(classes);
        _last.ReadOpened();
        Take(_last);
        EndRow();
        CountLearnt();
        SayOpened();
    }

    private void Open(ClassLabels classes)
    {
        _taker.Open(_stages, _stages.Length - 1, classes.LearntNames[^1]);
        _last.Become(_last.Learner.Latest, classes);
        BindWriterAnew();
    }

    private void SayOpened() => _last.Result = _last.Result with { OpenedClass = _last.Present.Columns.Classes!.LearntNames[^1] };
}
