using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Reads all that a learner learns of a view, row by row in its order.</summary>
internal sealed class LabelledRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<float> _getLabel;
    private readonly FeatureReader _reader;
    private readonly RowContextReader _context;
    private VBuffer<float> _features;
    private float _label;

    /// <summary>Begins before the first row.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="size">Elements that the feature vector must have, or null for any.</param>
    /// <param name="others">What is to be read of <see cref="Row"/> besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type or size.</exception>
    public LabelledRows(IDataView data, OnlineColumns columns, int? size = null, params IEnumerable<DataViewSchema.Column> others)
    {
        FeatureColumn = ColumnChecks.Features(data.Schema, columns.Features, size);
        var label = ColumnChecks.Label(data.Schema, columns.Label);
        var context = ContextColumns.ToLearn(data.Schema, columns);
        FeatureCount = ((VectorDataViewType)FeatureColumn.Type).Size;
        _reader = new(FeatureCount);
        _cursor = data.GetRowCursor([FeatureColumn, label, .. context.All, .. others]);
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(FeatureColumn);
        _getLabel = _cursor.GetGetter<float>(label);
        _context = new(_cursor, context);
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

    /// <summary>Whose the present row is, when it was, and how much it counts.</summary>
    public RowContext ReadContext() => _context.Read();

    public void Dispose() => _cursor.Dispose();
}
