namespace Microsoft.ML.Data;

// Sums over the scored rows. A row with a missing label, or with a score that is not finite, does not count. Of equal scores the first is the higher one.
internal sealed class MulticlassEvaluation
{
    private const float LeastProbability = (float)1e-15;

    private readonly float[] _scores;
    private readonly double[] _rowsOf;
    private readonly double[] _lossOf;
    private readonly double[] _ranks;
    private readonly double[][] _confusion;
    private double _rows;
    private double _loss;

    private MulticlassEvaluation(int classes)
    {
        _scores = new float[classes];
        _rowsOf = new double[classes];
        _lossOf = new double[classes];
        _ranks = new double[classes + 1];
        _confusion = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];
    }

    public static MulticlassClassificationMetrics Of(IDataView data, string labelColumnName, string scoreColumnName, string predictedLabelColumnName, int topKPredictionCount)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(predictedLabelColumnName);
        ArgumentOutOfRangeException.ThrowIfNegative(topKPredictionCount);
        var label = ScoredColumns.Find(data.Schema, labelColumnName, "Label");
        var score = ScoredColumns.Find(data.Schema, scoreColumnName, "Score");
        ScoredColumns.Find(data.Schema, predictedLabelColumnName, "PredictedLabel");
        ScoredColumns.Require(
            score.Type is VectorDataViewType { Size: > 1 } vector && vector.ItemType == NumberDataViewType.Single, score, "score", "vector of two or more items of type Single");
        ScoredColumns.Require(label.Type == NumberDataViewType.Single || label.Type is KeyDataViewType, label, "label", "Single or Key");

        var sums = new MulticlassEvaluation(((VectorDataViewType)score.Type).Size);
        sums.Read(data, label, score);
        return sums.Metrics(NamesOf(score), topKPredictionCount);
    }

    private static ReadOnlyMemory<char>[] NamesOf(DataViewSchema.Column score)
    {
        if (!score.HasSlotNames())
            return [.. Enumerable.Range(0, ((VectorDataViewType)score.Type).Size).Select(i => $"{i}".AsMemory())];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        score.GetSlotNames(ref names);
        return [.. names.DenseValues()];
    }

    private void Read(IDataView data, DataViewSchema.Column labelColumn, DataViewSchema.Column scoreColumn)
    {
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var getLabel = ScoredColumns.LabelGetter(cursor, labelColumn);
        var getScores = cursor.GetGetter<VBuffer<float>>(scoreColumn);
        var label = 0f;
        var scores = default(VBuffer<float>);
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScores(ref scores);
            scores.CopyTo(_scores);
            if (label >= 0 && float.IsInteger(label) && Array.TrueForAll(_scores, float.IsFinite))
                Add((int)label);
        }
    }

    private void Add(int label)
    {
        _rows++;
        if (label >= _scores.Length)
        {
            // A class that the model does not know: no score is as bad as none, and all that are not negative rank before it.
            _loss -= Math.Log(LeastProbability);
            _ranks[_scores.Count(score => score >= 0)]++;
            return;
        }

        var own = _scores[label];
        var loss = -Math.Log(Math.Min(1, Math.Max(LeastProbability, own)));
        _loss += loss;
        _lossOf[label] += loss;
        _rowsOf[label]++;
        _ranks[_scores.Where((score, i) => score > own || (score == own && i < label)).Count()]++;
        _confusion[label][Array.IndexOf(_scores, _scores.Max())]++;
    }

    private MulticlassClassificationMetrics Metrics(ReadOnlyMemory<char>[] names, int topKPredictionCount)
    {
        var entropy = -_rowsOf.Where(rows => rows > 0).Sum(rows => rows * Math.Log(rows / _rows)) / _rows;
        var loss = _rows > 0 ? _loss / _rows : 0;
        return new(new(_confusion, names, isBinary: false))
        {
            MicroAccuracy = _rows > 0 ? _ranks[0] / _rows : 0,
            MacroAccuracy = _rowsOf.Select((rows, i) => (rows, hits: _confusion[i][i])).Where(of => of.rows > 0).Select(of => of.hits / of.rows).DefaultIfEmpty().Average(),
            LogLoss = loss,
            LogLossReduction = (entropy - loss) / entropy,
            TopKPredictionCount = topKPredictionCount,
            TopKAccuracyForAllK = topKPredictionCount > 0 ? [.. TopK(topKPredictionCount)] : null!,
            PerClassLogLoss = [.. _lossOf.Zip(_rowsOf, (sum, rows) => rows > 0 ? sum / rows : 0)],
        };
    }

    private IEnumerable<double> TopK(int count)
    {
        var share = 0.0;
        foreach (var rank in _ranks.Take(count))
            yield return share += rank / _rows;
    }
}
