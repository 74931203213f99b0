using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

public abstract class CalibratorEstimatorBase<TICalibrator> : IEstimator<CalibratorTransformer<TICalibrator>>
    where TICalibrator : class, ICalibrator
{
    private readonly string _score;

    private protected CalibratorEstimatorBase(string scoreColumnName)
    {
        if (string.IsNullOrEmpty(scoreColumnName))
            throw new ArgumentNullException(nameof(scoreColumnName));
        _score = scoreColumnName;
    }

    public CalibratorTransformer<TICalibrator> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Create(_score);
    }

    SchemaShape IEstimator<CalibratorTransformer<TICalibrator>>.GetOutputSchema(SchemaShape inputSchema)
    {
        var score = inputSchema.Require("score", _score);
        if (score.Kind != SchemaShape.Column.VectorKind.Scalar || score.ItemType != NumberDataViewType.Single)
            throw Errors.ColumnMismatch(nameof(inputSchema), "score", _score, "Single", score.GetTypeString());

        var annotations = new List<SchemaShape.Column>
        {
            new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false),
        };
        if (ScoreAnnotations.AllIn(score.Annotations))
            annotations.AddRange(score.Annotations.Where(annotation => ScoreAnnotations.Kinds.Contains(annotation.Name)));
        return inputSchema.With(new SchemaShape.Column(
            "Probability", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false, new SchemaShape(annotations)));
    }

    private protected abstract CalibratorTransformer<TICalibrator> Create(string scoreColumnName);
}
