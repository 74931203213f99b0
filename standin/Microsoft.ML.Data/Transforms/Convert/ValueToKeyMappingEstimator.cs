using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _keyOrdinality;
    private readonly bool _asText;
    private readonly IDataView? _keyData;

    internal ValueToKeyMappingEstimator(
        InputOutputColumnPair[] columns, int maximumNumberOfKeys, KeyOrdinality keyOrdinality, bool asText, IDataView? keyData)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumNumberOfKeys);
        if (keyData is not null && keyData.Schema.Count != 1)
            throw new ArgumentOutOfRangeException(nameof(keyData), $"The key data are to have one column, the keys, not {keyData.Schema.Count}.");
        _columns = columns;
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _keyOrdinality = keyOrdinality;
        _asText = asText;
        _keyData = keyData;
    }

#pragma warning disable CA1028 // the real one is a byte too
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }
#pragma warning restore CA1028

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ValueToKeyMappingTransformer(_columns, Array.ConvertAll(_columns, column => FitKeys(input, column)), _asText);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(_columns.Select(column => ShapeOf(inputSchema, column)));

    private KeyTable FitKeys(IDataView input, InputOutputColumnPair column)
    {
        var source = input.Schema.GetColumnOrNull(column.InputColumnName)
            ?? throw Errors.MissingColumn(nameof(input), "input", column.InputColumnName);
        if (_keyData is null)
            return KeyTable.Fit(input, source, _maximumNumberOfKeys, _keyOrdinality);

        var keys = _keyData.Schema[0];
        if (!keys.Type.ItemType().Equals(source.Type.ItemType()))
            throw Errors.ColumnMismatch(nameof(input), "input", source.Name, keys.Type.ItemType().ToString()!, source.Type.ToString()!);
        return KeyTable.Fit(_keyData, keys, int.MaxValue, KeyOrdinality.ByOccurrence);
    }

    private SchemaShape.Column ShapeOf(SchemaShape inputSchema, InputOutputColumnPair column)
    {
        var input = inputSchema.Require("input", column.InputColumnName);
        var keyValues = new SchemaShape.Column(
            AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, _asText ? TextDataViewType.Instance : input.ItemType, input.IsKey);
        SchemaShape.Column[] annotations = input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames)
            ? [slotNames, keyValues]
            : [keyValues];
        return new SchemaShape.Column(column.OutputColumnName, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }
}
