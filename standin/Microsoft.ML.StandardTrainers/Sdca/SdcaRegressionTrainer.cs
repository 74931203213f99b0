using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

// Takes the rows into memory, those with a value that is not finite left out, and works with one thread, whatever the options allow.
public sealed partial class SdcaRegressionTrainer
    : SdcaTrainerBase<SdcaRegressionTrainer.Options, RegressionPredictionTransformer<LinearRegressionModelParameters>, LinearRegressionModelParameters>
{
    private readonly Random _random;

    internal SdcaRegressionTrainer(IHost host, Options options)
        : base(options)
    {
        _random = host.Rand;
    }

    private protected override SchemaShape.Column[] Outputs =>
        [new("Score", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, TrainedScore.Shape)];

    private protected override RegressionPredictionTransformer<LinearRegressionModelParameters> Train(IDataView input)
    {
        var rows = SdcaRows.Read(input, FeatureColumn.Name, LabelColumn.Name, WeightColumn.Name);
        var solver = new SdcaSolver(
            rows,
            Settings.LossFunction ?? new SquaredLoss(),
            Math.Max(Settings.L2Regularization ?? DefaultL2(rows.Count), SmallestL2),
            Settings.L1Regularization ?? DefaultL1(rows.FeatureCount),
            Settings.BiasLearningRate);
        solver.Run(
            Settings.MaximumNumberOfIterations ?? Math.Max(2, 3 * Math.Max(1, DefaultSteps / rows.Count)),
            Settings.ConvergenceCheckFrequency ?? 1,
            Settings.ConvergenceTolerance,
            Settings.Shuffle ? _random : null);
        return new(new LinearRegressionModelParameters(solver.Weights, solver.Bias), FeatureColumn.Name, input.Schema[FeatureColumn.Name].Type);
    }
}
