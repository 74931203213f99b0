using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The parts that every featurizer has. Made before its memory, since each adds its fields to the layout.</summary>
internal sealed class TttFeaturizerParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TttFeaturizerOptions _options;

    /// <param name="dimension">Elements of a token.</param>
    /// <param name="options">Shape.</param>
    public TttFeaturizerParts(int dimension, TttFeaturizerOptions options)
    {
        _options = options;
        PredictionSize = options.Objective switch
        {
            TttObjective.NextRow => options.PredictedInputs ?? dimension,
            TttObjective.Label => options.LabelSize,
            _ => 0,
        };
        TargetSize = options.Objective == TttObjective.Label ? options.LabelSize : 0;
        TokenSize = checked(dimension * (1 + options.LagsInForce));
        Network = Make(Layout, TokenSize, PredictionSize, options);
        Output = PredictionLayout.Empty
            .Append(PredictionNames.Features, Network.FeatureCount)
            .Append(PredictionNames.DriftScore, 1)
            .Append(PredictionNames.Prediction, PredictionSize);
        Standardizer = new(dimension, TargetSize, Layout.State);
        TokenScale = new(dimension, options.Gate, Layout.State);
        Bounds = new(Network.FeatureCount, Layout.State);
    }

    public MachineLayout<T> Layout { get; } = new();

    /// <summary>What an output is made of.</summary>
    public PredictionLayout Output { get; }

    public IFeatureNetwork<T> Network { get; }

    public Standardizer<T> Standardizer { get; }

    public TokenScale<T> TokenScale { get; }

    public FeatureBounds<T> Bounds { get; }

    /// <summary>Elements of what the network sees of a token: its row and the rows before it.</summary>
    public int TokenSize { get; }

    /// <summary>Elements of the predicted row or label; 0 where nothing is predicted.</summary>
    public int PredictionSize { get; }

    /// <summary>Elements of the label.</summary>
    public int TargetSize { get; }

    /// <summary>A network of a featurizer's options.</summary>
    public static IFeatureNetwork<T> Make(MachineLayout<T> layout, int tokenSize, int predictionSize, TttFeaturizerOptions options) => options.IsInContext
        ? new InContextNetwork<T>(layout, tokenSize, options.Width, predictionSize, options.Horizon, options.Layer)
        : new TttNetwork<T>(layout, "", tokenSize, options.Width, predictionSize, options.LayerInForce);

    /// <summary>Sets up a fresh memory.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Standardizer.Initialize(memory);
        TokenScale.Initialize(memory);
        Bounds.Initialize(memory);
        Network.Initialize(memory, _options.Layer.Seed);
        if (_options.Objective == TttObjective.FixedViews)
        {
            Network.FixViews(memory);
        }
    }

    /// <summary>What the network puts out, in the units of what it predicts.</summary>
    public void Unscale(LearnerMemory memory, ReadOnlySpan<T> scaled, Span<T> prediction)
    {
        if (_options.Objective == TttObjective.Label)
        {
            Standardizer.UnscalePrediction(memory, scaled, prediction);
        }
        else if (_options.Objective == TttObjective.NextRow)
        {
            scaled.CopyTo(prediction);
            TokenScale.Expand(prediction);
            Standardizer.UnscaleInputs(memory, prediction, prediction);
        }
    }

    /// <summary>½ ‖prediction − target‖² over the elements that are known, in standardised units; NaN if none is.</summary>
    public static double Loss(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target)
    {
        double loss = double.NaN;
        for (int i = 0; i < target.Length; i++)
        {
            double error = double.CreateTruncating(prediction[i] - target[i]);
            loss = double.IsNaN(error) ? loss : (double.IsNaN(loss) ? 0 : loss) + (0.5 * error * error);
        }

        return loss;
    }
}
