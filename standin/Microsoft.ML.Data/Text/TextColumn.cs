namespace Microsoft.ML.Data;

// A column and the fields of a line that it is made of.
internal sealed class TextColumn
{
    public TextColumn(TextLoader.Column column)
    {
        if (string.IsNullOrWhiteSpace(column.Name))
            throw new ArgumentOutOfRangeException(nameof(column), "A column has a name.");
        if (column.Source is not { Length: > 0 } ranges)
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' has no fields.");

        Name = column.Name.Trim();
        Fields = [.. ranges.SelectMany(range => Enumerable.Range(range.Min, (range.Max ?? range.Min) - range.Min + 1))];
        if (Fields.Distinct().Count() < Fields.Length)
            throw new ArgumentOutOfRangeException(nameof(column), $"Intervals specified for column '{Name}' overlap.");

        ItemType = column.DataKind.ToType();
        if (column.KeyCount is { } keys)
            ItemType = new KeyDataViewType(ItemType.RawType, keys.Count ?? KeyDataViewType.MaxCount(ItemType.RawType));
        IsVector = Fields.Length > 1 || ranges[0].ForceVector;
        Type = IsVector ? new VectorDataViewType(ItemType, Fields.Length) : ItemType;
    }

    public string Name { get; }

    public int[] Fields { get; }

    public PrimitiveDataViewType ItemType { get; }

    public bool IsVector { get; }

    public DataViewType Type { get; }
}
