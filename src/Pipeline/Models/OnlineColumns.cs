using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>The columns that an online model reads and writes.</summary>
public sealed record OnlineColumns
{
    /// <summary>The input: a vector of Single of known size.</summary>
    public required string Features { get; init; }

    /// <summary>The target: Single, NaN where it is not known. Scoring never needs it.</summary>
    public required string Label { get; init; }

    /// <summary>The prediction.</summary>
    public required string Output { get; init; }

    /// <summary>
    /// Whether the data that the model was fitted to had a column named Probability. The saved model passes through a built-in calibrator,
    /// which writes a column of that name; this says that there is one to be preserved.
    /// </summary>
    public bool PreservesProbability { get; init; }

    /// <summary>The columns of a model fitted to data of a schema.</summary>
    public static OnlineColumns For(DataViewSchema schema, string features, string label, string output)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new()
        {
            Features = features,
            Label = label,
            Output = output,
            PreservesProbability = schema.GetColumnOrNull(DefaultColumnNames.Probability) is not null,
        };
    }

    internal void WriteTo(IDictionary<string, string> attributes)
    {
        attributes["columns.features"] = Features;
        attributes["columns.label"] = Label;
        attributes["columns.output"] = Output;
        attributes["columns.probability"] = PreservesProbability ? "preserve" : "none";
    }

    internal static OnlineColumns ReadFrom(PayloadHeader header) => new()
    {
        Features = header.Attribute("columns.features"),
        Label = header.Attribute("columns.label"),
        Output = header.Attribute("columns.output"),
        PreservesProbability = header.Attribute("columns.probability") == "preserve",
    };
}
