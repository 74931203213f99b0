using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>Reads all that a learner learns of a view, row by row in its order.</summary>
internal sealed class LabelledRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly InputReader _input;
    private readonly DataViewSchema.Column? _label;
    private readonly RowContextReader _context;
    private readonly float[] _target;
    private OnlineColumns _columns;
    private ValueGetter<float>? _getLabel;
    private Func<string>? _getName;

    /// <summary>Begins before the first row.</summary>
    /// <param name="data">The view.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="size">Elements that the input must have, or null for any.</param>
    /// <param name="others">What is to be read of <see cref="Row"/> besides.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type or size.</exception>
    public LabelledRows(IDataView data, OnlineColumns columns, int? size = null, params IEnumerable<DataViewSchema.Column> others)
    {
        var inputs = OnlineColumnChecks.Inputs(data.Schema, columns, size);
        DataViewSchema.Column[] label = columns.Target is null ? [] : [OnlineColumnChecks.Label(data.Schema, columns)];
        var context = ContextColumns.ToLearn(data.Schema, columns);
        InputNames = [.. columns.Inputs.SelectMany(name => SlotNames.Of(data.Schema[name])), .. columns.Calendar?.Names(columns.Time!) ?? []];
        _cursor = data.GetRowCursor([.. inputs, .. label, .. context.All, .. others]);
        _input = new(_cursor, inputs, columns);
        _target = new float[label.Length];
        _columns = columns;
        _label = label is [var column] ? column : null;
        _getLabel = _label is { } target ? LabelReader.Create(_cursor, target, columns) : null;
        _context = new(_cursor, context);
    }

    /// <summary>The names of the input's elements.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Elements of a target.</summary>
    public int TargetSize => _target.Length;

    /// <summary>The classes of the labels, those that <see cref="OpenClass"/> has opened included; null where the labels are numbers.</summary>
    public ClassLabels? Classes => _columns.Classes;

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

    /// <summary>
    /// Makes a further class of the present row's label, of which there is none; gives whether that can be. Where there are too many, its target says so.
    /// </summary>
    public bool OpenClass()
    {
        var label = _label!.Value;
        string name = (_getName ??= ClassLabels.CreateNameReader(_cursor, label))();
        if (Classes!.TryAppend(name) is not { } classes)
        {
            _target[0] = Classes.TargetUnopened(name);
            return false;
        }

        _columns = _columns with { Classes = classes };
        _getLabel = LabelReader.Create(_cursor, label, _columns);
        return true;
    }

    /// <summary>Whose the present row is, when it was, and how much it counts.</summary>
    public RowContext ReadContext() => _context.Read();

    public void Dispose() => _cursor.Dispose();
}
