using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public abstract class TrainerEstimatorBase<TTransformer, TModel> : IEstimator<TTransformer>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;

    public readonly SchemaShape.Column LabelColumn;

    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
    {
        FeatureColumn = feature;
        LabelColumn = label;
        WeightColumn = weight;
    }

    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check(SchemaShape.Create(input.Schema));
        return Train(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        Check(inputSchema);
        return inputSchema.With(Outputs);
    }

    private protected abstract SchemaShape.Column[] Outputs { get; }

    private protected abstract TTransformer Train(IDataView input);

    private void Check(SchemaShape inputSchema)
    {
        Check(inputSchema, FeatureColumn, "feature");
        if (WeightColumn.IsValid)
            Check(inputSchema, WeightColumn, "weight");
        Check(inputSchema, LabelColumn, "label");
    }

    private static void Check(SchemaShape inputSchema, SchemaShape.Column wanted, string role)
    {
        var column = inputSchema.Require(role, wanted.Name);
        if (!wanted.IsCompatibleWith(column))
            throw Errors.ColumnMismatch(nameof(inputSchema), role, wanted.Name, wanted.GetTypeString(), column.GetTypeString());
    }
}
