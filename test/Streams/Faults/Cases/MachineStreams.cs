using System.Globalization;
using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Learners.TestTimeTraining;
using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

/// <summary>Streams of small learners of every machine that can be saved, and their operations: the same for the same number.</summary>
internal static class MachineStreams
{
    public const int Inputs = 5;

    public static IReadOnlyDictionary<string, Func<IOnlineLearner<float>>> All { get; } = new Dictionary<string, Func<IOnlineLearner<float>>>
    {
        ["unit"] = () => new LruLearner<float>(Inputs, 1, new() { StateSize = 8 }),
        ["stack"] = () => new LruStack<float>(Inputs, 1, new() { Blocks = 2, Width = 8, Unit = new() { StateSize = 4, DirectPath = DirectPath.Diagonal } }),
        ["regressor"] = () => new LruRegressor<float>(Inputs, new() { Unit = new() { StateSize = 4 } }),
        ["forecaster"] = () => new LruForecaster<float>(2, Inputs - 2, new() { Horizon = 3, Period = 6, Unit = new() { StateSize = 4 } }),
        ["recurrent"] = () => new RecurrentLearner<float>(Inputs, 1, new() { HiddenUnits = 4, TrialRows = 30 }),
        ["recurrent classifier"] = () => new RecurrentClassifier<float>(Inputs, 3, new() { HiddenUnits = 4, Method = RecurrentMethod.SnAp1 }),
        ["featurizer"] = () => TttFeaturizer<float>.Create(Inputs, new() { Width = 4, Horizon = 2 }),
        ["comodulation"] = Comodulation,
        ["nearest mean"] = () => Continual(new NearestMeanOptions()),
        ["streaming LDA"] = () => Continual(new StreamingLdaOptions()),
        ["ridge"] = () => Continual(new RidgeClassifierOptions()),
        ["RanPAC"] = () => Continual(new RanPacOptions { ProjectionSize = 12 }),
        ["fine-tuning"] = () => Continual(new FineTuningOptions { Network = new() { Hidden = 4 } }),
        ["EWC"] = () => Continual(new ElasticWeightsOptions { Network = new() { Hidden = 4 } }),
        ["LwF"] = () => Continual(new LearningWithoutForgettingOptions { Network = new() { Hidden = 4 } }),
        ["DATA"] = () => Continual(new DataClassifierOptions { ProjectionSize = 12 }),
        ["forest"] = () => Continual(new AdaptiveForestOptions { NumberOfTrees = 2, NumberOfLeaves = 4 }),
        ["least squares"] = () => new RecursiveLeastSquares<float>(Inputs, 1, new() { SeesLastTarget = true }),
        ["last value"] = () => new LastValue<float>(Inputs, 1),
    };

    /// <summary>Opens the stream of a machine, which has its name.</summary>
    public static ValueTask<StreamLearner> OpenAsync(ILearnerStore store, string machine, StreamLearnerOptions options) =>
        StreamLearner.OpenAsync(store, machine, () => [All[machine]()], LearnerFormat.Default, options);

    /// <summary>The next operation: a row that is learnt, observed or waits, or the label of one that waits.</summary>
    public static void Step(StreamLearner stream, Span<float> input)
    {
        long number = stream.Sequence;
        float label = Row(number, input);
        switch (number % 9)
        {
            case 0 or 3 or 6:
                stream.Await(Key(number), new RowContext(), input);
                break;
            case 4 or 7:
                stream.Tell(Key(number - 1), (number - 1) % 3);
                break;
            case 8:
                stream.Observe(default, input);
                break;
            default:
                stream.Learn(default, input, label);
                break;
        }
    }

    /// <summary>Writes a row; its label, a number that is an index of a class too.</summary>
    public static float Row(long number, Span<float> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (((number * ((7 * i) + 3)) % 101) / 101f) + (number % 3);
        }

        return number % 3;
    }

    private static string Key(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ContinualLearner<float> Continual(ContinualOptions options) => ContinualLearner<float>.Create(Inputs, options, 3);

    private static ComodulationLearner<float> Comodulation()
    {
        var options = new ComodulationOptions
        {
            HiddenSizes = [8, 4],
            Fit = new() { MaximumPasses = 2, TaskParts = 0, LearningRate = 0.01 },
            Adaptation = new() { MaximumSteps = 10, StepsPerLook = 5, RoutingSamples = 4, Parts = 3, Method = AdaptationMethod.Comodulation },
        };
        return ComodulationModel<float>.Fit(Tasks(["a", "b"]), 2, ["a", "b"], options)
            .Adapt("c", Tasks([null]), options.Adaptation).ForTask("c").CreateLearner();
    }

    private static TrainingRows<float> Tasks(string?[] tasks)
    {
        var rows = new TrainingRows<float>(Inputs, 1);
        float[] input = new float[Inputs];
        for (int task = 0; task < tasks.Length; task++)
        {
            for (int row = 0; row < 24; row++)
            {
                float label = Row(row, input);
                var sequence = tasks[task] is { } name ? SequenceKey.Of(name) : default;
                rows.Add(input, [label == task ? 1 : 0], new() { Sequence = sequence });
            }
        }

        return rows;
    }
}
