using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>The fields of a DATA classifier, and its parts: those that its options ask for.</summary>
internal sealed class DataClassifierLayout : ContinualLayout
{
    public DataClassifierLayout(ContinualShape shape, DataClassifierOptions options, DataFeatures features)
        : base(shape, options)
    {
        (Options, Features) = (options, features);
        if (options.IsAnalytic)
        {
            Readout = new(this, options.ProjectionSize, options.L2Regularization);
        }

        if (options.HasGaussians)
        {
            Gaussians = new(this, options.Gaussians, features.Reduction);
        }

        if (options.IsAnalytic && options.Residual != DataClassifierResidual.None)
        {
            Gate = new(State, options.ResidualWeight, options.LearnsResidualWeight);
        }

        if (options.HasNetwork)
        {
            Require.InRange(options.Adapters.RankHigh, 2, shape.InputSize, nameof(AdapterOptions.RankHigh));
            Network = new(Parameters, shape.InputSize, shape.ClassCount, options.Adapters, Components(shape.Tasks.Count), shape.ClassRoom);
            Training = new(this, options.Adapters.Network);
            MeanGates = State.Add<double>("gate.means", shape.Tasks.Count, 2);
            Merged = State.Add<double>("net.merged", options.Adapters.Merge == MergePolicy.None ? 0 : options.Adapters.Network.Hidden, Length);
        }
    }

    public DataClassifierOptions Options { get; }

    /// <summary>The features of the parts.</summary>
    public DataFeatures Features { get; }

    public RidgeReadout? Readout { get; }

    public ClassGaussians? Gaussians { get; }

    public ResidualWeight? Gate { get; }

    public AdaptedNetwork? Network { get; }

    public TaskTraining? Training { get; }

    /// <summary>Mean gates of each task's rows after it.</summary>
    public Field MeanGates { get; }

    /// <summary>The layer with its adapters merged, where a policy asks for it.</summary>
    public Field Merged { get; }

    /// <summary>Components of a gate after some tasks: no more than there are inputs, since more cannot be orthogonal.</summary>
    public int Components(int tasks) => (int)Math.Min((long)tasks * Options.Adapters.ComponentsPerTask, Shape.InputSize);
}
