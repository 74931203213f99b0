using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The probabilities that a model gives to classes; NaN where its scores are none.</summary>
internal sealed class ClassProbabilities
{
    /// <summary>How far from 1 the sum of probabilities may be that were rounded.</summary>
    private const double Rounding = 1e-3;

    private readonly ValueGetter<float>? _positive;
    private readonly ValueGetter<VBuffer<float>>? _scores;
    private readonly int[] _slots;
    private VBuffer<float> _buffer;
    private float[] _values = [];
    private float _probability = float.NaN;

    private ClassProbabilities(ValueGetter<float>? positive, ValueGetter<VBuffer<float>>? scores, int[] slots) =>
        (_positive, _scores, _slots) = (positive, scores, slots);

    /// <summary>The probabilities of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="classes">The classes to be told apart.</param>
    /// <param name="isBinary">Whether they are false and true.</param>
    public static ClassProbabilities Of(EvaluatedModel model, ClassLabels classes, bool isBinary)
    {
        var schema = model.Output.Schema;
        if (isBinary)
        {
            bool isThere = schema.GetColumnOrNull(model.Entry.ProbabilityColumnName) is { Type: var type } && type == NumberDataViewType.Single;
            return new(isThere ? model.Output.GetGetter<float>(schema[model.Entry.ProbabilityColumnName]) : null, null, []);
        }

        var score = schema.GetColumnOrNull(model.Entry.ScoreColumnName ?? DefaultColumnNames.Score);
        if (score is not { Type: VectorDataViewType { ItemType: var item } } column || item != NumberDataViewType.Single)
        {
            return new(null, null, []);
        }

        string[] names = [.. model.Stages.LastOrDefault(stage => stage.Present.Columns.Classes is not null)?.Present.Columns.Classes!.Names
            ?? (IEnumerable<string>)KeyValues(model)];
        int[] slots = [.. classes.Names.Select(name => Array.FindIndex(names, other => classes.SlotOf(other) == classes.SlotOf(name)))];
        return new(null, model.Output.GetGetter<VBuffer<float>>(column), slots);
    }

    /// <summary>
    /// The classes that the slots of a model's scores stand for: what the keys of its predictions do, or where they are none the names of the slots.
    /// </summary>
    public static string[] KeyValues(EvaluatedModel model)
    {
        var schema = model.Output.Schema;
        var predicted = schema[model.Entry.PredictedLabelColumnName];
        return predicted.Type is KeyDataViewType ? LabelTypes.Of(predicted)!.ReadKeyValues(predicted)
            : schema.GetColumnOrNull(model.Entry.ScoreColumnName ?? DefaultColumnNames.Score) is { } score ? [.. SlotNames.Of(score)]
            : [];
    }

    /// <summary>Reads those of the present row.</summary>
    public void Read()
    {
        _positive?.Invoke(ref _probability);
        if (_scores is not null)
        {
            _scores(ref _buffer);
            if (_values.Length != _buffer.Length)
            {
                _values = new float[_buffer.Length];
            }

            _buffer.CopyTo(_values);
        }
    }

    /// <summary>The probability given to a class; NaN where there is none.</summary>
    public double Of(int label)
    {
        if (_positive is not null)
        {
            return label == 1 ? _probability : 1 - _probability;
        }

        double sum = 0;
        foreach (float value in _values)
        {
            sum += value >= 0 ? value : double.NaN;
        }

        return _scores is null || !(Math.Abs(sum - 1) <= Rounding) ? double.NaN : _slots[label] < 0 ? 0 : _values[_slots[label]];
    }
}
