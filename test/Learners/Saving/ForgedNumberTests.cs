using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A saved learner whose digest is right and whose numbers no learner can have come to is refused when it is read, not when it learns.</summary>
[TestClass]
public sealed class ForgedNumberTests
{
    public static IEnumerable<object[]> Learners() => ContractLearners.All.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DataRow("LRU exact", "optimizer.learning_rate", 0, 11)]
    [DataRow("LRU exact", "optimizer.beta_powers", 0, -1)]
    [DataRow("LRU exact", "sequence.counters", 0, -1)]
    [DataRow("LRU exact", "gate.counters", 0, -1)]
    [DataRow("LRU exact", "gate.error.deviation", 0, -1)]
    [DataRow("LRU regressor", "mixture.last", 0, 99)]
    [DataRow("LRU regressor", "label.unit", 0, 8)]
    [DataRow("LRU regressor", "label.shared_unit", 0, -1)]
    [DataRow("LRU regressor", "label.counts", 0, -1)]
    [DataRow("LRU regressor", "band.counts", 0, -1)]
    [DataRow("LRU forecaster", "issued.rows", 0, long.MinValue)]
    [DataRow("LRU forecaster", "scale.rows", 0, -1)]
    [DataRow("LRU forecaster", "scale.steps", 2, -1)]
    [DataRow("LRU forecaster, phases", "smoothed.known", 0, -1)]
    [DataRow("recurrent, best of all methods", "contest.leader", 0, 99)]
    [DataRow("recurrent, best of all methods", "contest.comparisons", 5, -1)]
    [DataRow("SnAp-1, LSTM", "steps", 0, -1)]
    [DataRow("TTT in context", "tokens", 0, -1)]
    [DataRow("TTT in context", "rows", 0, long.MinValue)]
    [DataRow("TTT in context", "features.lowest", 0, 1e38)]
    [DataRow("streaming LDA", "classes.counts", 0, -1)]
    [DataRow("streaming LDA", "classes.counts", 0, double.NaN)]
    [DataRow("streaming LDA", "classes.means", 0, double.PositiveInfinity)]
    [DataRow("streaming LDA", "classes.scatter", 0, -1)]
    [DataRow("streaming LDA", "classes.scatter", 1, 1e30)]
    [DataRow("streaming LDA", "features.inverse_deviation", 0, double.NaN)]
    [DataRow("ridge that follows drift", "stream.classes.last_seen", 0, -1)]
    [DataRow("ridge that follows drift", "stream.repeat.track", 0, 99)]
    [DataRow("ridge that follows drift", "stream.forest0.records", 1, 5e5)]
    [DataRow("ridge classifier", "ridge.gram", 0, double.NaN)]
    [DataRow("ridge classifier", "ridge.penalty", 0, 0)]
    [DataRow("DATA", "classes.scatters", 0, -1)]
    [DataRow("DATA", "classes.scatter", 1, 1e30)]
    [DataRow("DATA", "residual.errors", 2, double.NaN)]
    [DataRow("adaptive random forest", "forest0.nodes", 2, 77)]
    [DataRow("adaptive random forest", "forest0.counts", 0, 3)]
    [DataRow("adaptive random forest", "forest0.features", 0, 99)]
    [DataRow("adaptive random forest", "forest.trees", 0, 0)]
    [DataRow("adaptive random forest", "forest0.warning.counts", 2, 6)]
    [DataRow("adaptive random forest", "forest0.drift.buckets", 0, double.NaN)]
    public void What_indexes_counts_or_divides_is_refused_where_it_cannot_be(string name, string field, int element, double value)
    {
        var learner = Learnt(name);
        var (buffer, place) = Find(learner, field);
        switch (place.Kind)
        {
            case ElementKind.Int64:
                buffer.View<long>(place)[element] = (long)value;
                break;
            case ElementKind.Single:
                buffer.View<float>(place)[element] = (float)value;
                break;
            default:
                buffer.View<double>(place)[element] = value;
                break;
        }

        RequireRefused(learner, field);
    }

    [TestMethod]
    public void A_list_of_records_that_goes_round_in_a_circle_is_refused()
    {
        var learner = Learnt("adaptive random forest");
        var (buffer, field) = Find(learner, "forest0.records");
        var (leaves, leafField) = Find(learner, "forest0.leaves");
        int first = (int)leaves.View<double>(leafField)[4];
        buffer.View<double>(field)[(4 * first) + 1] = first;
        RequireRefused(learner, "forest0.records");
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void Whatever_number_stands_in_a_field_it_is_refused_or_the_learner_learns_on(string name)
    {
        var (faults, _, _) = ForgedNumbers.Run(SavedLearner.Encode(Learnt(name)), new Random(1), 20, 1, 2, 6);
        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    private static void RequireRefused(IOnlineLearner<float> learner, string field)
    {
        byte[] payload = SavedLearner.Encode(learner);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => SavedLearner.Decode(payload)).Message, $"'{field}'");
    }

    private static IOnlineLearner<float> Learnt(string name)
    {
        var learner = ContractLearners.All[name]() is var made && made is SignClasses { Classifier: var classifier } ? classifier : made;
        float[] input = new float[learner.InputSize], target = new float[learner.TargetSize], prediction = new float[learner.OutputSize];
        for (int row = 0; row < 40; row++)
        {
            ForgedNumbers.Row(row, input, target);
            learner.Learn(default, input, target, prediction);
        }

        return learner;
    }

    private static (FlatBuffer Buffer, Field Field) Find(IOnlineLearner<float> learner, string name)
    {
        FlatBuffer[] all = [learner.Memory.State, .. learner.Memory.Live.Live];
        var buffer = all.First(each => each.Layout.Find(name) is not null);
        return (buffer, buffer.Layout.Find(name)!.Value);
    }
}
