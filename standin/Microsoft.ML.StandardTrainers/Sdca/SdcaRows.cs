using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

// The rows to train on, features about their mean. Those with a feature, label or weight that is not finite are left out.
internal sealed class SdcaRows
{
    private readonly List<float[]> _features = [];
    private readonly List<float> _labels = [];
    private readonly List<float> _weights = [];

    private SdcaRows(int featureCount)
    {
        Mean = new double[featureCount];
    }

    public int Count => _labels.Count;

    public int FeatureCount => Mean.Length;

    public double[] Mean { get; }

    public static SdcaRows Read(IDataView data, string features, string label, string? weight)
    {
        var featureColumn = data.Schema[features];
        var columns = new List<DataViewSchema.Column> { featureColumn, data.Schema[label] };
        if (weight is not null)
            columns.Add(data.Schema[weight]);

        var rows = new SdcaRows(((VectorDataViewType)featureColumn.Type).Size);
        using var cursor = data.GetRowCursor(columns);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(featureColumn);
        var getLabel = cursor.GetGetter<float>(columns[1]);
        var getWeight = weight is null ? null : cursor.GetGetter<float>(columns[2]);
        var buffer = default(VBuffer<float>);
        float y = 0, importance = 1;
        while (cursor.MoveNext())
        {
            getFeatures(ref buffer);
            getLabel(ref y);
            getWeight?.Invoke(ref importance);
            rows.Add(buffer, y, importance);
        }

        if (rows.Count == 0)
            throw new InvalidOperationException("Training set has 0 instances, aborting training.");
        rows.Centre();
        return rows;
    }

    public ReadOnlySpan<float> Features(int row) => _features[row];

    public float Label(int row) => _labels[row];

    public float Weight(int row) => _weights[row];

    private void Add(in VBuffer<float> features, float label, float weight)
    {
        if (!float.IsFinite(label) || !float.IsFinite(weight))
            return;
        foreach (var value in features.GetValues())
        {
            if (!float.IsFinite(value))
                return;
        }

        var values = new float[FeatureCount];
        features.CopyTo(values);
        _features.Add(values);
        _labels.Add(label);
        _weights.Add(weight);
    }

    private void Centre()
    {
        var total = _weights.Sum(weight => (double)weight);
        for (var j = 0; j < FeatureCount && total > 0; j++)
        {
            for (var i = 0; i < Count; i++)
                Mean[j] += _weights[i] * (double)_features[i][j] / total;
            foreach (var row in _features)
                row[j] = (float)(row[j] - Mean[j]);
        }
    }
}
