using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>The columns that an engine learns from. Prediction does without them, so a missing one is an error only when a row is to be learnt.</summary>
internal sealed class EngineColumns
{
    private readonly OnlineColumns _columns;
    private readonly DataViewSchema _schema;

    /// <param name="columns">The model's columns.</param>
    /// <param name="schema">The columns of the rows that come to the model.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column that scoring needs is missing or of another type.</exception>
    public EngineColumns(OnlineColumns columns, DataViewSchema schema)
    {
        (_columns, _schema) = (columns, schema);
        Label = Find(columns.LabelRole(), columns.Target);
        Context = ContextColumns.ToScore(schema, columns) with
        {
            Time = Find(ColumnRole.Time, columns.Time),
            Weight = Find(ColumnRole.Weight, columns.Weight),
        };
        IsLearnable = (columns.Target is null || Label is not null) && (columns.Time is null || Context.Time is not null)
            && (columns.Weight is null || Context.Weight is not null);
    }

    /// <summary>The label column, or null where there is none to read.</summary>
    public DataViewSchema.Column? Label { get; }

    /// <summary>The group, time, weight and end-of-sequence columns.</summary>
    public ContextColumns Context { get; }

    /// <summary>Whether the rows have all that the model learns from.</summary>
    public bool IsLearnable { get; }

    /// <summary>Throws unless the rows have all that the model learns from.</summary>
    /// <exception cref="InvalidOperationException">The label, time or weight column is missing or of another type.</exception>
    public void RequireLearnable()
    {
        // Asked at every row: a learnable one goes no further.
        if (!IsLearnable)
        {
            Require(_columns.LabelRole(), _columns.Target, Label);
            RequireContext();
        }
    }

    /// <summary>Throws unless the rows have the time and weight columns that the model names.</summary>
    /// <exception cref="InvalidOperationException">One is missing or of another type.</exception>
    public void RequireContext()
    {
        Require(ColumnRole.Time, _columns.Time, Context.Time);
        Require(ColumnRole.Weight, _columns.Weight, Context.Weight);
    }

    /// <summary>Throws unless labels may come later than their rows.</summary>
    /// <exception cref="InvalidOperationException">The label is an input, or there is none.</exception>
    public void RequireLateLabels()
    {
        if (_columns.Target is null)
        {
            throw new InvalidOperationException(_columns.Label is { } label
                ? $"No label comes late: the label column '{label}' is an input, and each row the target of those before it."
                : "No label comes late: the model takes none.");
        }
    }

    private DataViewSchema.Column? Find(ColumnRole role, string? name) =>
        name is not null && _schema.GetColumnOrNull(name) is { } column && role.Fits(column) ? column : null;

    private void Require(ColumnRole role, string? name, DataViewSchema.Column? found)
    {
        if (name is not null && found is null)
        {
            string problem = _schema.GetColumnOrNull(name) is { Type: var type }
                ? $"column '{name}' is of type {type}, not {role.Expected}."
                : $"there is no column '{name}'.";
            throw new InvalidOperationException($"The rows have no {role.Name} to learn from: {problem}");
        }
    }
}
