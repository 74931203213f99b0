using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using BenchmarkDotNet.Attributes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Benchmarks.Pipeline;

/// <summary>What ML.NET and the seam add to the bare learner, per row: nine features, 32 states. All times are for one row.</summary>
[MemoryDiagnoser]
public class SeamOverhead
{
    private const int Rows = 1000;

    private readonly float[] _prediction = new float[1];
    private readonly float[] _unknown = [float.NaN];
    private Row[] _rows = null!;
    private IOnlineLearner<float> _following = null!;
    private IOnlineLearner<float> _learning = null!;
    private IDataView _typed = null!;
    private IDataView _loaded = null!;
    private OnlineEngine<Row, Score> _engine = null!;
    private Score _score = new();
    private int _row;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(3);
        _rows = [.. Enumerable.Range(0, Rows).Select(_ => new Row
        {
            Features = [.. Enumerable.Range(0, 9).Select(_ => (float)random.NextDouble())],
            Label = (float)random.NextDouble(),
        })];
        var context = new MLContext();
        var data = context.Data.LoadFromEnumerable(_rows);
        var model = context.Regression.Trainers.OnlineLru(new OnlineLruOptions { ModelKind = LruModelKind.Unit }).Fit(data);
        using var stream = new MemoryStream();
        context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        _typed = model.Transform(data);
        _loaded = context.Model.Load(stream, out _).Transform(data);
        _engine = context.Model.CreateOnlineEngine<Row, Score>(model);
        _learning = model.CreateLearner();
        _following = model.CreateLearner();
        _following.Mode = UpdateMode.StateOnly;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public float BareFollow()
    {
        foreach (var row in _rows)
        {
            _following.Learn(row.Features, _unknown, _prediction);
        }

        return _prediction[0];
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public float Transform() => Read(_typed);

    [Benchmark(OperationsPerInvoke = Rows)]
    public float LoadedChain() => Read(_loaded);

    [Benchmark]
    public float BareLearn()
    {
        var row = _rows[_row++ % Rows];
        _learning.Learn(row.Features, new ReadOnlySpan<float>(ref row.Label), _prediction);
        return _prediction[0];
    }

    [Benchmark]
    public float EngineLearn()
    {
        _engine.Learn(_rows[_row++ % Rows], ref _score);
        return _score.Value;
    }

    private static float Read(IDataView view)
    {
        var column = view.Schema["Score"];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        float score = 0;
        while (cursor.MoveNext())
        {
            getter(ref score);
        }

        return score;
    }

    public sealed class Row
    {
        [VectorType(9)]
        public float[] Features = [];

        public float Label;
    }

    public sealed class Score
    {
        [ColumnName("Score")]
        public float Value;
    }
}
