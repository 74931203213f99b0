using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

internal sealed class CalibratorMapper : RowMapper
{
    private readonly DataViewSchema.Column _score;
    private readonly ICalibrator _calibrator;

    public CalibratorMapper(DataViewSchema inputSchema, ICalibrator calibrator, string scoreColumnName)
        : base(inputSchema)
    {
        _calibrator = calibrator;
        _score = inputSchema.GetColumnOrNull(scoreColumnName)
            ?? throw new InvalidOperationException($"The data to calibrate contains no '{scoreColumnName}' column.");
        Outputs = [new("Probability", NumberDataViewType.Single, AnnotationsOf(_score.Annotations))];
    }

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Outputs { get; }

    // The score is needed whatever is asked for.
    public override IEnumerable<int> DependenciesOf(bool[] activeOutputs) => [_score.Index];

    public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs) =>
        [activeOutputs[0] ? CreateGetter(input.GetGetter<float>(_score)) : null];

    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Annotations score)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (ScoreAnnotations.AllIn(SchemaShape.Create(score.Schema)))
        {
            foreach (var kind in ScoreAnnotations.Kinds)
                builder.Add(score, kind.Equals);
        }

        builder.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, ConstantGetter.Scalar(true));
        return builder.ToAnnotations();
    }

    private ValueGetter<float> CreateGetter(ValueGetter<float> source)
    {
        var score = 0f;
        return (ref float value) =>
        {
            source(ref score);
            value = _calibrator.PredictProbability(score);
        };
    }
}
