using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Makes and joins schema shapes: what an estimator promises before it is fitted.</summary>
internal static class SchemaShapes
{
    /// <summary>The shape with further columns; a column of a name that is there already takes its place.</summary>
    public static SchemaShape With(this SchemaShape shape, params SchemaShape.Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var all = shape.ToDictionary(column => column.Name);
        foreach (var column in columns)
        {
            all[column.Name] = column;
        }

        return new(all.Values);
    }

    /// <summary>A column that holds a Single.</summary>
    public static SchemaShape.Column Scalar(string name) => Column<OneNumber>(name, static _ => { });

    /// <summary>A column that holds a vector of Single of known size, with slot names.</summary>
    public static SchemaShape.Column Vector(string name) => Column<OneSlot>(name, SlotNames.Promise);

    /// <summary>A column of a kind: a single value, or with slot names a vector of known size.</summary>
    public static SchemaShape.Column Of(string name, OutputKind kind, bool isVector) => (kind, isVector) switch
    {
        (OutputKind.Alarm, false) => Column<OneAlarm>(name, static _ => { }),
        (OutputKind.Alarm, true) => Column<AlarmSlot>(name, SlotNames.Promise),
        (OutputKind.AlarmReason, false) => Column<OneReason>(name, static _ => { }),
        (OutputKind.AlarmReason, true) => Column<ReasonSlot>(name, SlotNames.Promise),
        (OutputKind.TimesAhead, _) => Column<TimeSlot>(name, SlotNames.Promise),
        (_, false) => Scalar(name),
        _ => Vector(name),
    };

    /// <summary>Describes a column.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="annotate">Adds annotations to the column, the one member of <typeparamref name="TColumn"/>.</param>
    internal static SchemaDefinition Define<TColumn>(string name, Action<SchemaDefinition.Column> annotate)
    {
        var definition = SchemaDefinition.Create(typeof(TColumn));
        definition[0].ColumnName = name;
        annotate(definition[0]);
        return definition;
    }

    /// <summary>
    /// The shape of the one column that is described. ML.NET keeps the constructor of <see cref="SchemaShape.Column"/> to itself, so a built-in estimator
    /// that would write such a column is asked what it promises.
    /// </summary>
    internal static SchemaShape.Column Column<TColumn>(SchemaDefinition definition)
        where TColumn : class, new() => new MLContext().Transforms.CustomMapping<Nothing, TColumn>(static (_, _) => { }, null, null, definition)
            .GetOutputSchema(new SchemaShape([])).Single();

    /// <summary>The annotations of the one column that is described.</summary>
    internal static DataViewSchema.Annotations Annotations<TColumn>(SchemaDefinition definition)
        where TColumn : class => new MLContext().Data.LoadFromEnumerable(Array.Empty<TColumn>(), definition).Schema[0].Annotations;

    private static SchemaShape.Column Column<TColumn>(string name, Action<SchemaDefinition.Column> annotate)
        where TColumn : class, new() => Column<TColumn>(Define<TColumn>(name, annotate));

    /// <summary>A row with one number.</summary>
    internal sealed class OneNumber
    {
        public float Value { get; set; }
    }

    private sealed class Nothing;

    private sealed class OneSlot
    {
        [VectorType(1)]
        public VBuffer<float> Values { get; set; }
    }

    private sealed class OneAlarm
    {
        public bool Value { get; set; }
    }

    private sealed class AlarmSlot
    {
        [VectorType(1)]
        public VBuffer<bool> Values { get; set; }
    }

    private sealed class OneReason
    {
        public ReadOnlyMemory<char> Value { get; set; }
    }

    private sealed class TimeSlot
    {
        [VectorType(1)]
        public VBuffer<DateTime> Values { get; set; }
    }

    private sealed class ReasonSlot
    {
        [VectorType(1)]
        public VBuffer<ReadOnlyMemory<char>> Values { get; set; }
    }
}
