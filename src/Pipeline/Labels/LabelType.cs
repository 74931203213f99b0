using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What the values of a label column are: how they are read, and how they are written as text, by which they are told apart.</summary>
/// <param name="name">The name in saved models.</param>
/// <param name="type">ML.NET's type of the values.</param>
internal abstract class LabelType(string name, PrimitiveDataViewType type)
{
    /// <summary>The name in saved models.</summary>
    public string Name { get; } = name;

    /// <summary>ML.NET's type of the values.</summary>
    public PrimitiveDataViewType Type { get; } = type;

    /// <summary>A value as text.</summary>
    public abstract string Example { get; }

    /// <summary>The type in words, for a message.</summary>
    public virtual string InWords => Type switch
    {
        TextDataViewType => "text",
        BooleanDataViewType => "Boolean",
        _ => "a number",
    };

    /// <summary>Whether values of two types may be the same: numbers may, whatever their width.</summary>
    public bool Meets(LabelType other) => InWords == other.InWords;

    /// <summary>The values of a column as text, row by row, without those that are missing.</summary>
    public abstract IEnumerable<string> ReadRows(IDataView data, DataViewSchema.Column column);

    /// <summary>The values that a column's keys stand for, as text; empty where one is missing.</summary>
    public abstract string[] ReadKeyValues(DataViewSchema.Column column);

    /// <summary>Whether a text is that of a value.</summary>
    public abstract bool IsValue(string text);

    /// <summary>Reads the class of a column's present value: its index, NaN where the value is missing, −1 where it is no class.</summary>
    public abstract ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column, ClassLabels classes);

    /// <summary>Reads a column's present value as text, empty where it is missing.</summary>
    public abstract Func<string> CreateNameReader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Adds an annotation that lists values.</summary>
    public abstract void Annotate(SchemaDefinition.Column column, string kind, IReadOnlyList<string> values);
}
