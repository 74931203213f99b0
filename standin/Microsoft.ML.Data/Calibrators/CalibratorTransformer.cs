using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

public abstract class CalibratorTransformer<TICalibrator> : RowToRowTransformerBase, ISingleFeaturePredictionTransformer<TICalibrator>
    where TICalibrator : class, ICalibrator
{
    private protected CalibratorTransformer(TICalibrator calibrator, string scoreColumnName)
    {
        Calibrator = calibrator;
        ScoreColumnName = scoreColumnName;
    }

    TICalibrator IPredictionTransformer<TICalibrator>.Model => Calibrator;

    string ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnName => "Score";

    DataViewType ISingleFeaturePredictionTransformer<TICalibrator>.FeatureColumnType => NumberDataViewType.Single;

    private protected TICalibrator Calibrator { get; }

    private protected string ScoreColumnName { get; }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new CalibratorMapper(inputSchema, Calibrator, ScoreColumnName);
}
