using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Where the base knows nothing of a task, logistic regression on the inputs does.</summary>
[TestClass]
public sealed class PlainRegressionTests
{
    private const int Inputs = 6;

    private static readonly ComodulationOptions Options = RelatedTasks.Small with { Fit = new() { MaximumPasses = 20, LearningRate = 0.01, TaskParts = 0 } };

    [TestMethod]
    [DataRow(AdaptationMethod.Logistic)]
    [DataRow(AdaptationMethod.LogisticWithBase)]
    [DataRow(AdaptationMethod.Blend)]
    public void It_learns_what_no_unit_of_the_base_tells(AdaptationMethod method)
    {
        // The tasks of the fit ask about the first two inputs alone.
        var model = ComodulationTrainer.Fit(Primary(), 2, ["a", "b"], Options);
        var learnt = model.Adapt("new", New(100, 5), Options.Adaptation with { Method = method }).ForTask("new");
        Assert.IsGreaterThan(0.9, learnt.Evaluate(New(400, 6)).BalancedAccuracy);
    }

    [TestMethod]
    public void The_choice_is_not_below_it()
    {
        var report = ComodulationTrainer.Fit(Primary(), 2, ["a", "b"], Options).Compare("new", New(60, 5), New(400, 6));
        Assert.IsGreaterThanOrEqualTo(report.Methods[AdaptationMethod.Logistic].BalancedAccuracy - 0.01, report.ChosenMetrics.BalancedAccuracy);
    }

    [TestMethod]
    public void A_task_of_the_fit_whose_couplings_say_little_is_learnt_by_it()
    {
        var starved = Options with { Fit = Options.Fit with { MaximumPasses = 1, LearningRate = 1e-6 } };
        var poor = ComodulationTrainer.Fit(Primary(), 2, ["a", "b"], starved);
        Assert.IsTrue(poor.Tasks.All(task => task is { Method: AdaptationMethod.Logistic, HasReadout: true }));
        Assert.IsGreaterThan(0.9, poor.ForTask("a").Evaluate(First(400, 7, SequenceKey.Of("a"))).BalancedAccuracy);

        var able = RelatedTasks.Fit<float>(RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { MaximumPasses = 60 } }, count: 240);
        Assert.IsTrue(able.Tasks.Any(task => task.Method == AdaptationMethod.Gain), "clusters that no line divides");
    }

    private static TrainingRows<float> Primary()
    {
        var rows = First(300, 1, SequenceKey.Of("a"));
        Add(rows, 300, 2, input => input[1] > 0, SequenceKey.Of("b"));
        return rows;
    }

    private static TrainingRows<float> First(int count, ulong seed, SequenceKey key)
    {
        var rows = new TrainingRows<float>(Inputs, 1);
        Add(rows, count, seed, input => input[0] > 0, key);
        return rows;
    }

    private static TrainingRows<float> New(int count, ulong seed)
    {
        var rows = new TrainingRows<float>(Inputs, 1);
        Add(rows, count, seed, input => input[4] - input[5] > 0, default);
        return rows;
    }

    private static void Add(TrainingRows<float> rows, int count, ulong seed, Func<float[], bool> label, SequenceKey key)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        float[] input = new float[Inputs];
        for (int row = 0; row < count; row++)
        {
            foreach (ref float x in input.AsSpan())
            {
                x = (float)random.NextNormal();
            }

            rows.Add(input, [label(input) ? 1 : 0], new() { Sequence = key });
        }
    }
}
