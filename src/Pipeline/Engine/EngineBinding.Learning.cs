using System.Runtime.CompilerServices;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>Rows whose label is known.</content>
internal sealed partial class EngineBinding<TSrc, TDst>
{
    /// <summary>Predicts a row, then learns from it. A label that opens a class is learnt once the learner has room for it.</summary>
    public UpdateResult Learn(TSrc source)
    {
        if (Take(source) is { } classes)
        {
            LearnOpening(classes);
        }

        return Main.Result;
    }

    /// <summary>The same, and writes what was predicted.</summary>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        if (Take(source) is { } classes)
        {
            _last.PredictRead();
            _writer.Predict(source, ref destination);
            LearnOpening(classes);
        }
        else
        {
            WriteLearnt(source, ref destination);
        }

        return Main.Result;
    }

    /// <summary>Reads a row, and learns it unless its label is to open a class.</summary>
    /// <returns>The classes with that one more, where the last stage has read the row and not learnt it; else null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ClassLabels? Take(TSrc source)
    {
        _taker.Begin();
        foreach (var stage in _stages)
        {
            stage.Columns.RequireLearnable();
        }

        Read(source);
        bool mayLearn = _gate is null || _gate.MayLearn();
        foreach (var stage in _stages)
        {
            if (stage.ReadToLearn(mayLearn) is { } classes && !_taker.IsKnown)
            {
                return classes;
            }

            // The way of a row to what learns it is short enough to be read in a stack trace.
            if (_takesAtOnce)
            {
                stage.LearnRead();
            }
            else
            {
                stage.PredictRead();
            }
        }

        EndRow();
        CountLearnt();
        return null;
    }

    /// <summary>A row, or a label, that a limited learner has learnt is one of those that it may learn.</summary>
    private void CountLearnt()
    {
        if (_gate is not null && Array.Exists(_stages, static stage => stage.IsLimited && stage.Result.Verdict == UpdateVerdict.Applied))
        {
            _gate.Take();
        }
    }

    /// <summary>Writes what was predicted of a row that has been learnt since.</summary>
    private void WriteLearnt(TSrc source, ref TDst destination)
    {
        try
        {
            _writer.Predict(source, ref destination);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"The row was learnt, and must not be learnt again; its result could not be written to a {typeof(TDst).Name}: {exception.Message}", exception);
        }
    }
}
