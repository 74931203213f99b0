namespace AdaptiveML.Contract.Data;

/// <summary>A row with a label; it is the type's default where nobody has set it.</summary>
public class Row<TLabel> : Drive
{
    public TLabel Label { get; set; } = default!;
}
