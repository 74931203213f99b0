namespace AdaptiveML.Learners.Continual;

/// <summary>The fields of an analytic classifier, and its features.</summary>
internal sealed class AnalyticLayout : ContinualLayout
{
    /// <summary>The features are those of a projection.</summary>
    public AnalyticLayout(ContinualShape shape, RanPacOptions options, RandomProjection projection)
        : base(shape, options) => (Map, Readout) = (projection.Project, new(this, options.ProjectionSize, options.L2Regularization));

    /// <summary>The features are the inputs and 1.</summary>
    public AnalyticLayout(ContinualShape shape, RidgeClassifierOptions options)
        : base(shape, options)
    {
        int size = shape.InputSize;
        Readout = new(this, size + 1, options.L2Regularization);
        Map = (input, features) =>
        {
            input[..size].CopyTo(features);
            features[size] = 1;
        };
    }

    public FeatureMap Map { get; }

    public RidgeReadout Readout { get; }
}
