using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads the features and labels of a view, row by row in its order.</summary>
internal sealed class LabelledRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<float> _getLabel;
    private readonly FeatureReader _reader;
    private VBuffer<float> _features;
    private float _label;

    /// <summary>Begins before the first row.</summary>
    /// <param name="data">The view.</param>
    /// <param name="features">Name of the feature column.</param>
    /// <param name="label">Name of the label column.</param>
    /// <param name="size">Elements that the feature vector must have, or null for any.</param>
    /// <param name="others">What is to be read of <see cref="Row"/> besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type or size.</exception>
    public LabelledRows(IDataView data, string features, string label, int? size = null, params IEnumerable<DataViewSchema.Column> others)
    {
        FeatureColumn = ColumnChecks.Features(data.Schema, features, size);
        var labelColumn = ColumnChecks.Label(data.Schema, label);
        FeatureCount = ((VectorDataViewType)FeatureColumn.Type).Size;
        _reader = new(FeatureCount);
        _cursor = data.GetRowCursor([FeatureColumn, labelColumn, .. others]);
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(FeatureColumn);
        _getLabel = _cursor.GetGetter<float>(labelColumn);
    }

    public DataViewSchema.Column FeatureColumn { get; }

    public int FeatureCount { get; }

    /// <summary>The present row.</summary>
    public DataViewRow Row => _cursor;

    public bool MoveNext() => _cursor.MoveNext();

    /// <summary>Features of the present row, until the next is read.</summary>
    public ReadOnlySpan<float> ReadFeatures()
    {
        _getFeatures(ref _features);
        return _reader.Read(_features);
    }

    public float ReadLabel()
    {
        _getLabel(ref _label);
        return _label;
    }

    public void Dispose() => _cursor.Dispose();
}
