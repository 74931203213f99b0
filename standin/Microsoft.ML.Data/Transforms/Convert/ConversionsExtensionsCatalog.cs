using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public static class ConversionsExtensionsCatalog
{
    private const int MaximumNumberOfKeys = 1_000_000;

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        DataKind outputKind = DataKind.Single) =>
        new([new(outputColumnName, inputColumnName)], outputKind);

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single) =>
        new(columns, outputKind);

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null) =>
        new([new(outputColumnName, inputColumnName)]);

    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns) =>
        new(columns);

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int maximumNumberOfKeys = MaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null) =>
        new([new(outputColumnName, inputColumnName)], maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = MaximumNumberOfKeys,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView? keyData = null) =>
        new(columns, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText, keyData);

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string? inputColumnName = null,
        bool treatValuesAsKeyType = false) =>
        new(PairMaps.Create(keyValuePairs, treatValuesAsKeyType), [new(outputColumnName, inputColumnName)]);

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string? inputColumnName = null) =>
        new(PairMaps.Create(keyValuePairs), [new(outputColumnName, inputColumnName)]);

    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(lookupMap);
        return new(ValueMap.Read(lookupMap, keyColumn, valueColumn), [new(outputColumnName, inputColumnName)]);
    }
}
