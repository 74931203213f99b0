namespace Microsoft.ML.Data;

public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(TModel model, string featureColumnName, DataViewType featureColumnType)
        : base(model)
    {
        FeatureColumnName = featureColumnName;
        FeatureColumnType = featureColumnType;
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new BoundMapper(MakeRowMapper(inputSchema)).OutputSchema;
    }

    private protected DataViewSchema.Column FeaturesOf(DataViewSchema inputSchema)
    {
        var features = inputSchema.GetColumnOrNull(FeatureColumnName) ?? throw Errors.MissingColumn(nameof(inputSchema), "feature", FeatureColumnName);
        return features.Type.Equals(FeatureColumnType)
            ? features
            : throw Errors.ColumnMismatch(nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString()!, features.Type.ToString()!);
    }
}
