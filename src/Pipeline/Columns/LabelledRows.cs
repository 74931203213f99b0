using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads all that a learner learns of a view, row by row in its order.</summary>
internal sealed class LabelledRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly InputReader _input;
    private readonly ValueGetter<float>? _getLabel;
    private readonly RowContextReader _context;
    private readonly float[] _target;

    /// <summary>Begins before the first row.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="size">Elements that the input must have, or null for any.</param>
    /// <param name="others">What is to be read of <see cref="Row"/> besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type or size.</exception>
    public LabelledRows(IDataView data, OnlineColumns columns, int? size = null, params IEnumerable<DataViewSchema.Column> others)
    {
        var inputs = ColumnChecks.Inputs(data.Schema, columns, size);
        DataViewSchema.Column[] label = columns.Target is null ? [] : [ColumnChecks.Label(data.Schema, columns)];
        var context = ContextColumns.ToLearn(data.Schema, columns);
        InputNames = [.. columns.Inputs.SelectMany(name => SlotNames.Of(data.Schema[name])), .. columns.Calendar?.Names(columns.Time!) ?? []];
        _cursor = data.GetRowCursor([.. inputs, .. label, .. context.All, .. others]);
        _input = new(_cursor, inputs, columns.Calendar);
        _target = new float[label.Length];
        _getLabel = label is [var column] ? LabelReader.Create(_cursor, column, columns) : null;
        _context = new(_cursor, context);
    }

    /// <summary>The names of the input's elements.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Elements of a target.</summary>
    public int TargetSize => _target.Length;

    /// <summary>The present row.</summary>
    public DataViewRow Row => _cursor;

    public bool MoveNext() => _cursor.MoveNext();

    /// <summary>Input of the present row, until the next is read.</summary>
    public ReadOnlySpan<float> ReadInput() => _input.Read();

    /// <summary>Target of the present row, until the next is read; empty where the model takes none.</summary>
    public ReadOnlySpan<float> ReadTarget()
    {
        _getLabel?.Invoke(ref _target[0]);
        return _target;
    }

    /// <summary>Whose the present row is, when it was, and how much it counts.</summary>
    public RowContext ReadContext() => _context.Read();

    public void Dispose() => _cursor.Dispose();
}
