namespace Microsoft.ML.Data;

// Sums over the scored rows. A row with a missing label or a missing score does not count.
internal sealed class RegressionEvaluation
{
    private long _rows;
    private double _absolute;
    private double _squared;
    private double _loss;
    private double _labels;
    private double _squaredLabels;

    public static RegressionMetrics Of(IDataView data, string labelColumnName, string scoreColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        var label = ScoredColumns.Find(data.Schema, labelColumnName, "Label");
        var score = ScoredColumns.Find(data.Schema, scoreColumnName, "Score");
        ScoredColumns.Require(score.Type == NumberDataViewType.Single, score, "score", "Single");
        ScoredColumns.Require(label.Type == NumberDataViewType.Single, label, "label", "Single");

        var sums = new RegressionEvaluation();
        sums.Read(data, label, score);
        return sums.Metrics();
    }

    private void Read(IDataView data, DataViewSchema.Column labelColumn, DataViewSchema.Column scoreColumn)
    {
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var getLabel = cursor.GetGetter<float>(labelColumn);
        var getScore = cursor.GetGetter<float>(scoreColumn);
        float label = 0, score = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            if (!float.IsNaN(label) && !float.IsNaN(score))
                Add(label, score);
        }
    }

    private void Add(float label, float score)
    {
        var error = Math.Abs((double)label - score);
        var loss = score - label;
        _rows++;
        _absolute += error;
        _squared += error * error;
        _loss += loss * loss;
        _labels += label;
        _squaredLabels += label * label;
    }

    private RegressionMetrics Metrics()
    {
        if (_rows == 0)
            return new(0, 0, 0, 0);
        var spread = _squaredLabels - _labels * _labels / _rows;
        return new(_absolute / _rows, _squared / _rows, _loss / _rows, spread == 0 ? double.NaN : 1 - _squared / spread);
    }
}
