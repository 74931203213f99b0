namespace AdaptiveML.Contract.Data;

/// <summary>A row with a column of the user's own, of a name that ML.NET's calibrators write to.</summary>
public sealed class RowWithProbability<TLabel> : Row<TLabel>
{
    public float Probability { get; set; }
}
