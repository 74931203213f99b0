using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>A model from its online stage on, as ML.NET's permutation importance takes a predictor. Its features are those that go into the stage.</summary>
/// <param name="stage">The online stage.</param>
/// <param name="behind">What stands behind it, in order.</param>
internal sealed class ExaminedModel(OnlineTransformer stage, IEnumerable<ITransformer> behind) : ISingleFeaturePredictionTransformer<OnlineModel>
{
    private readonly ITransformer[] _stages = [stage, .. behind];

    public OnlineModel Model => stage.Model;

    public string FeatureColumnName => Model.Columns.Features!;

    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, Model.InputSize - Model.Columns.BehindFeatures);

    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _stages.Aggregate(inputSchema, (schema, part) => part.GetOutputSchema(schema));

    public IDataView Transform(IDataView input) => _stages.Aggregate(input, (rows, part) => part.Transform(rows));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException("An examined model is read as a view.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("An examined model is not saved.");
}
