namespace AdaptiveML.Pipeline;

/// <summary>Names of the columns that a saved model uses between its stages and drops at its end.</summary>
internal static class ReservedNames
{
    public const string Features = "__adaptiveml.features";
    public const string Group = "__adaptiveml.group";
    public const string Time = "__adaptiveml.time";
    public const string EndOfSequence = "__adaptiveml.end";
    public const string Key = "__adaptiveml.key";
    public const string Payload = "__adaptiveml.payload";
    public const string Score = "__adaptiveml.score";
    public const string Columns = "__adaptiveml.columns";
    public const string Scalar = "__adaptiveml.scalar";
    public const string Slots = "__adaptiveml.slots.";
    public const string KeptProbability = "__adaptiveml.probability";
}
