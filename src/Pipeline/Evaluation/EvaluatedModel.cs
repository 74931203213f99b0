using System.Diagnostics;
using System.Globalization;
using AdaptiveML.Online;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// A model bound to the rows of a view, as an engine binds it to those of a class: each of its online stages predicts a row and learns it, or keeps it until
/// its label is told; the stages around them are bound by their row mappers.
/// </summary>
internal sealed class EvaluatedModel : IDisposable
{
    private readonly DataViewRowCursor _shared;
    private readonly DataViewRowCursor? _own;
    private readonly ValueGetter<DataViewRowId>? _sharedId;
    private readonly ValueGetter<DataViewRowId>? _ownId;
    private readonly List<StageBinding> _stages = [];
    private readonly string[] _keys;
    private readonly float[] _labels;
    private readonly string? _label;
    private readonly bool _learns;
    private readonly bool _isLate;
    private long _begun;
    private long _ticks;
    private long _bytes;
    private long _bytesBegun;
    private long _rows;

    /// <param name="entry">The model and its name.</param>
    /// <param name="view">The rows.</param>
    /// <param name="cursor">A cursor over them, with all columns.</param>
    /// <param name="pending">Most rows whose labels are missing at a time; 0 where no label comes late.</param>
    public EvaluatedModel(PrequentialModel entry, IDataView view, DataViewRowCursor cursor, int pending)
    {
        (Name, Entry, _shared, _learns, _isLate) = (entry.Name, entry, cursor, entry.Learns, pending > 0);
        ITransformer[] stages = [.. Chain.TestingStages(entry.Model)];
        _label = stages.OfType<OnlineTransformer>().LastOrDefault(stage => stage.Model.Columns.Target is not null)?.Model.Columns.Target;
        int bySequence = Array.FindLastIndex(stages, static stage => stage is not OnlineTransformer && !stage.IsRowToRowMapper) + 1;
        if (bySequence > 0)
        {
            if (Array.FindIndex(stages, static stage => stage is OnlineTransformer) is >= 0 and var online && online < bySequence)
            {
                throw new InvalidOperationException(
                    $"'{Name}' has a stage behind an online one that ML.NET cannot take single rows through: {stages[bySequence - 1].GetType().Name}.");
            }

            var rows = stages[..bySequence].Aggregate(view, (rows, stage) => stage.Transform(rows));
            _own = rows.GetRowCursor(rows.Schema);
            (_sharedId, _ownId) = (cursor.GetIdGetter(), _own.GetIdGetter());
        }

        DataViewRow row = _own ?? cursor;
        List<ITransformer> between = [];
        foreach (var stage in stages[bySequence..])
        {
            if (stage is OnlineTransformer online)
            {
                row = Bind(online, Map(row, between), pending);
                between.Clear();
            }
            else
            {
                between.Add(stage);
            }
        }

        Output = Map(row, between);
        _keys = [.. Enumerable.Range(0, pending).Select(slot => slot.ToString(CultureInfo.InvariantCulture))];
        _labels = new float[pending * _stages.Count];
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>What was asked for.</summary>
    public PrequentialModel Entry { get; }

    /// <summary>The present row with all that the model writes.</summary>
    public DataViewRow Output { get; }

    /// <summary>Its online stages, in their order.</summary>
    public IReadOnlyList<StageBinding> Stages => _stages;

    /// <summary>How long rows took.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Bytes allocated a row.</summary>
    public double BytesPerRow => (double)_bytes / _rows;

    /// <summary>Begins what its time is taken of.</summary>
    public void Start() => (_bytesBegun, _begun) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

    /// <summary>Ends it.</summary>
    public void Stop()
    {
        _ticks += Stopwatch.GetTimestamp() - _begun;
        _bytes += GC.GetAllocatedBytesForCurrentThread() - _bytesBegun;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        Latencies.Add(_ticks);
        _ticks = 0;
        _rows++;
    }

    /// <summary>Predicts the present row, and learns it or keeps it until its label is told.</summary>
    /// <param name="row">Its number.</param>
    public void Take(long row)
    {
        if (_own is not null)
        {
            RequireSameRow(_own.MoveNext());
        }

        for (int i = 0; i < _stages.Count; i++)
        {
            var stage = _stages[i];
            if (!_learns)
            {
                stage.Read();
                stage.LearnRead();
                continue;
            }

            stage.ReadToLearn(mayLearn: true);
            if (_isLate && IsLate(stage))
            {
                int slot = (int)(row % _keys.Length);
                _labels[(slot * _stages.Count) + i] = stage.Label;
                stage.AwaitRead(_keys[slot]);
            }
            else
            {
                stage.LearnRead();
            }
        }
    }

    /// <summary>Tells the label of a row that was kept.</summary>
    public void Tell(long row)
    {
        int slot = (int)(row % _keys.Length);
        for (int i = 0; i < _stages.Count; i++)
        {
            if (_learns && IsLate(_stages[i]))
            {
                _stages[i].TryTell(_keys[slot], _labels[(slot * _stages.Count) + i]);
            }
        }
    }

    /// <summary>Throws if rows of the view are left that the model has not come to, or the other way round.</summary>
    public void RequireEnd()
    {
        if (_own?.MoveNext() == true)
        {
            throw OtherRows();
        }
    }

    public void Dispose()
    {
        Output.Dispose();
        _own?.Dispose();
    }

    /// <summary>As in an engine: the stages whose label is the one that comes late.</summary>
    private bool IsLate(StageBinding stage) => stage.Present.Columns.Target is { } label && label == _label;

    private OnlineRow Bind(OnlineTransformer stage, DataViewRow row, int pending)
    {
        var learner = stage.Model.CreateLearner();
        learner.Mode = _learns ? learner.Mode : UpdateMode.StateOnly;
        var binding = new StageBinding(stage, new(learner, new(Math.Max(pending, 1), static () => 0)), row, opensClasses: false);
        if (_learns)
        {
            binding.Columns.RequireLearnable();
        }

        _stages.Add(binding);
        var schema = binding.CreateSchema();
        return binding.CreateRow(schema, schema.Output);
    }

    private static DataViewRow Map(DataViewRow row, List<ITransformer> stages)
    {
        if (stages.Count == 0)
        {
            return row;
        }

        var mapper = ((ITransformer)new TransformerChain<ITransformer>([.. stages])).GetRowToRowMapper(row.Schema);
        return mapper.GetRow(row, mapper.OutputSchema);
    }

    private void RequireSameRow(bool isRow)
    {
        DataViewRowId shared = default, own = default;
        if (isRow)
        {
            _sharedId!(ref shared);
            _ownId!(ref own);
        }

        if (!isRow || !shared.Equals(own))
        {
            throw OtherRows();
        }
    }

    private InvalidOperationException OtherRows() => new($"'{Name}' leaves rows out, or brings them in another order: it cannot be evaluated row by row.");
}
