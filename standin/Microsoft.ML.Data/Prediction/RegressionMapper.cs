using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

internal sealed class RegressionMapper(DataViewSchema inputSchema, DataViewSchema.Column features, ModelParametersBase<float> model) : RowMapper(inputSchema)
{
    public override IReadOnlyList<DataViewSchema.DetachedColumn> Outputs { get; } =
        [new("Score", NumberDataViewType.Single, TrainedScore.Annotations("Regression", TrainedScore.NextSetId(inputSchema)))];

    public override IEnumerable<int> DependenciesOf(bool[] activeOutputs) => activeOutputs[0] ? [features.Index] : [];

    public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs) => [activeOutputs[0] ? model.CreateGetter(input, features) : null];
}
