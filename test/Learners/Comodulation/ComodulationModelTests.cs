using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What a model promises: nothing is forgotten, and all can be taken back.</summary>
[TestClass]
public sealed class ComodulationModelTests
{
    private static readonly TrainingRows<float> Test = RelatedTasks.Rows<float>(4, 60, seed: 99);

    public static IEnumerable<object[]> Methods => Enum.GetValues<AdaptationMethod>().Select(method => new object[] { method });

    [TestMethod]
    [DynamicData(nameof(Methods))]
    public void Whatever_is_learnt_the_base_and_the_other_tasks_stay_the_same_bits(AdaptationMethod method)
    {
        var model = RelatedTasks.Fit<float>();
        byte[] before = model.BaseHash();
        float[] original = RelatedTasks.Probabilities(model, Test);
        var options = RelatedTasks.Small.Adaptation with { Method = method, Parts = method == AdaptationMethod.Blend ? 2 : 0 };

        var first = model.Adapt("first", RelatedTasks.Rows<float>(4, 24), options);
        float[] learnt = RelatedTasks.Probabilities(first.ForTask("first"), Test), primary = RelatedTasks.Probabilities(model.ForTask("b"), Test);
        var second = first.Adapt("second", RelatedTasks.Rows<float>(5, 24), options);

        CollectionAssert.AreEqual(before, second.BaseHash());
        CollectionAssert.AreEqual(original, RelatedTasks.Probabilities(second.ForTask("second").Base, Test));
        CollectionAssert.AreEqual(learnt, RelatedTasks.Probabilities(second.ForTask("first"), Test));
        CollectionAssert.AreEqual(primary, RelatedTasks.Probabilities(second.ForTask("b"), Test));
        CollectionAssert.AreEqual(learnt, RelatedTasks.Probabilities(second.Without("second").ForTask("first"), Test));
        CollectionAssert.AreNotEqual(original, learnt);
        Assert.IsNull(second.ForTask("second").Without("second").Active);
        Assert.HasCount(3, model.Tasks);
    }

    [TestMethod]
    [DynamicData(nameof(Methods))]
    public void A_folded_task_equals_the_task_up_to_rounding(AdaptationMethod method)
    {
        Check<double>(1e-12);
        Check<float>(5e-5);

        void Check<T>(double tolerance)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            foreach (int layer in (int[])[0, 1, 2])
            {
                var model = RelatedTasks.Fit<T>(RelatedTasks.Small with { ModulatedLayer = layer }).Adapt(
                    "new", RelatedTasks.Rows<T>(4, 24), RelatedTasks.Small.Adaptation with { Method = method });
                var rows = RelatedTasks.Rows<T>(4, 30, seed: 99);
                double[] expected = [.. RelatedTasks.Probabilities(model.ForTask("new"), rows).Select(double.CreateTruncating)];
                double[] actual = [.. RelatedTasks.Probabilities(model.Fold("new"), rows).Select(double.CreateTruncating)];
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.AreEqual(expected[i], actual[i], tolerance, $"layer {layer}");
                }
            }
        }
    }

    [TestMethod]
    public void An_exported_network_computed_by_hand_gives_the_same()
    {
        var model = RelatedTasks.Fit<double>().Adapt(
            "new", RelatedTasks.Rows<double>(4, 24), RelatedTasks.Small.Adaptation with { Method = AdaptationMethod.Comodulation });
        var rows = RelatedTasks.Rows<double>(4, 12, seed: 99);
        double[] expected = RelatedTasks.Probabilities(model.ForTask("new"), rows);
        var network = model.Fold("new").Export();
        for (int row = 0; row < rows.Count; row++)
        {
            double[] a = [.. rows.Input(row).ToArray().Select((x, i) => (x - network.Mean[i]) * network.InverseDeviation[i])];
            for (int l = 0; l < network.Layers.Count; l++)
            {
                var layer = network.Layers[l];
                a = [.. layer.Weights.Select((weights, p) => weights.Select((w, i) => w * a[i]).Sum() + layer.Bias[p])
                    .Select(y => l < network.Layers.Count - 1 ? Math.Max(y, 0) : y)];
            }

            Assert.AreEqual(expected[(2 * row) + 1], 1 / (1 + Math.Exp(a[0] - a[1])), 1e-12);
        }
    }

    [TestMethod]
    public void The_arm_that_is_kept_is_that_of_the_highest_score_and_learns_as_if_it_were_told_to()
    {
        var model = RelatedTasks.Fit<float>();
        var rows = RelatedTasks.Rows<float>(4, 24);
        var adapted = model.Adapt("new", rows);
        var card = adapted["new"].Descriptor;
        Assert.AreEqual(card.Quality!.Methods.Skip((int)AdaptationMethod.Blend).MaxBy(method => method.Share)!.Method, card.Method);
        Assert.HasCount(8, card.Quality.Methods);
        Assert.StartsWith(card.Method.ToString(), card.Quality.Reason);
        var told = model.Adapt("new", rows, RelatedTasks.Small.Adaptation with { Method = card.Method });
        CollectionAssert.AreEqual(RelatedTasks.Probabilities(told.ForTask("new"), Test), RelatedTasks.Probabilities(adapted.ForTask("new"), Test));

        var report = model.Compare("new", rows, Test);
        Assert.AreEqual(card.Method, report.Chosen);
        Assert.AreEqual(adapted.ForTask("new").Evaluate(Test), report.ChosenMetrics);
        Assert.AreEqual(model.Evaluate(Test), report.Kept!.Value.Before);
        Assert.AreEqual(report.Kept.Value.Before, report.Kept.Value.After);
    }

    [TestMethod]
    public void Held_back_primary_tasks_teach_which_arm_to_expect_most_of()
    {
        var options = RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { TaskParts = 3 } };
        var quality = RelatedTasks.Fit<float>(options, count: 60).Adapt("new", RelatedTasks.Rows<float>(4, 12))["new"].Descriptor.Quality!;
        foreach (var method in quality.Methods.Where(method => method.Method != AdaptationMethod.Blend))
        {
            Assert.IsInRange(0.0, 1.0, method.Expected!.Value);
        }

        Assert.Contains("the primary tasks", quality.Reason);
        Assert.IsNull(RelatedTasks.Fit<float>().Adapt("new", RelatedTasks.Rows<float>(4, 12))["new"].Descriptor.Quality!.Methods[0].Expected);
    }

    [TestMethod]
    public void A_few_rows_teach_a_related_task()
    {
        var model = RelatedTasks.Fit<float>(RelatedTasks.Small with { Fit = RelatedTasks.Small.Fit with { MaximumPasses = 30 } }, count: 240);
        foreach (var method in Enum.GetValues<AdaptationMethod>())
        {
            var learnt = model.Adapt("new", RelatedTasks.Rows<float>(4, 48), RelatedTasks.Small.Adaptation with { Method = method, MaximumSteps = 200 })
                .ForTask("new");
            Assert.IsGreaterThan(0.6, learnt.Evaluate(Test).BalancedAccuracy, method.ToString());
        }
    }

    [TestMethod]
    public void A_task_of_other_classes_has_a_readout_of_its_own()
    {
        var rows = new TrainingRows<float>(RelatedTasks.Inputs, 1);
        var source = RelatedTasks.Rows<float>(0, 60);
        for (int row = 0; row < source.Count; row++)
        {
            rows.Add(source.Input(row), [row % RelatedTasks.Clusters / 2]);
        }

        foreach (var method in Enum.GetValues<AdaptationMethod>())
        {
            var model = RelatedTasks.Fit<float>().Adapt("thirds", rows, RelatedTasks.Small.Adaptation with { Method = method, MaximumSteps = 200 }, classes: 3)
                .ForTask("thirds");
            Assert.IsTrue(model["thirds"].Descriptor.HasReadout);
            Assert.AreEqual(3, model.CreateLearner().ClassCount);
            Assert.IsGreaterThan(0.8, model.Evaluate(rows).BalancedAccuracy, method.ToString());
        }
    }

    [TestMethod]
    public void Rows_that_cannot_be_learnt_are_refused_by_name()
    {
        var model = RelatedTasks.Fit<float>();
        Refused("one class", [(1, 0), (2, 0), (3, 0)], "two classes");
        Refused("no class", [(1, 0), (2, 1), (3, 2)], "none of 2 classes");
        Refused("a half", [(1, 0), (2, 1), (3, 0.5f)], "none of 2 classes");
        Refused("NaN", [(1, 0), (float.NaN, 1), (3, 0)], "1 more have an input that is missing");
        Assert.Throws<ArgumentException>(() => model.ForTask("unknown"));
        Assert.Throws<ArgumentException>(() => model.Adapt("new", RelatedTasks.Rows<float>(4, 12), new() { Parts = 0 }));
        Assert.Throws<ArgumentException>(() => model.Adapt("new", RelatedTasks.Rows<float>(4, 12), new() { Method = AdaptationMethod.Blend, Parts = 0 }));
        Assert.Throws<ArgumentException>(() => ComodulationTrainer.Fit(RelatedTasks.PrimaryRows<float>(12), 2, ["a", "b"], RelatedTasks.Small));
        var error = Assert.Throws<ArgumentException>(
            () => ComodulationTrainer.Fit(RelatedTasks.PrimaryRows<float>(12), 2, [.. RelatedTasks.Primary, "without rows"], RelatedTasks.Small));
        Assert.Contains("without rows", error.Message);

        void Refused(string what, (float Input, float Target)[] given, string message)
        {
            var rows = new TrainingRows<float>(RelatedTasks.Inputs, 1);
            foreach (var (input, target) in given)
            {
                rows.Add([input, 0, 1, 2, 3], [target]);
            }

            Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Adapt("new", rows), what).Message);
        }
    }

    [TestMethod]
    public void A_fit_to_one_class_is_refused_by_name()
    {
        var one = new TrainingRows<float>(RelatedTasks.Inputs, 1);
        var mixed = RelatedTasks.PrimaryRows<float>(12);
        for (int row = 0; row < 12; row++)
        {
            one.Add([row, 1, 2, 3, 4], [1]);
            mixed.Add([row, 1, 2, 3, 4], [1], new() { Sequence = SequenceKey.Of("d") });
        }

        Assert.Contains("class 1", Assert.Throws<ArgumentException>(() => ComodulationTrainer.Fit(one, 2, [], RelatedTasks.Small)).Message);
        string message = Assert.Throws<ArgumentException>(() => ComodulationTrainer.Fit(
            mixed, 2, [.. RelatedTasks.Primary, "d"], RelatedTasks.Small, classNames: ["off", "on"])).Message;
        Assert.Contains("'d'", message);
        Assert.Contains("class on", message);
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        foreach (var (options, name) in new (ComodulationOptions, string)[]
        {
            (new() { HiddenSizes = [0] }, "HiddenSizes"), (new() { ModulatedLayer = 4 }, "ModulatedLayer"),
            (new() { Sigma = -1 }, "Sigma"), (new() { Coupling = (CouplingKind)9 }, "Coupling"),
            (new() { Routing = RoutingKind.Derivative, Gain = GainKind.Correlation }, "Gain"),
            (new() { Fit = new() { TaskParts = 1 } }, "TaskParts"), (new() { Adaptation = new() { RoutingSamples = 1 } }, "RoutingSamples"),
            (new() { Online = new() { Gate = new() } }, "Gate"), (new() { Online = new() { UpdateEvery = 0 } }, "UpdateEvery"),
        })
        {
            Assert.AreEqual(name, Assert.Throws<ArgumentException>(options.Validate).ParamName);
        }
    }

    [TestMethod]
    public void A_plain_classifier_over_features_as_they_are_has_one_layer()
    {
        var options = RelatedTasks.Small with { HiddenSizes = [], ModulatedLayer = 0, Fit = new() { MaximumPasses = 40, LearningRate = 0.02 } };
        var model = ComodulationTrainer.Fit(RelatedTasks.Rows<float>(0, 240), 2, [], options);
        Assert.HasCount(1, model.Export().Layers);
        Assert.IsGreaterThan(0.6, model.Evaluate(RelatedTasks.Rows<float>(0, 240, seed: 5)).BalancedAccuracy);
        foreach (var method in Enum.GetValues<AdaptationMethod>())
        {
            Assert.IsEmpty(model.Tasks);
            Assert.AreEqual(
                method, model.Adapt("new", RelatedTasks.Rows<float>(4, 24), RelatedTasks.Small.Adaptation with { Method = method })["new"].Descriptor.Method);
        }
    }
}
