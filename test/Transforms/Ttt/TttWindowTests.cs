using AdaptiveML.Contract.Support;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

/// <summary>Rows that are windows are each for itself, in every life of the model.</summary>
[TestClass]
public sealed class TttWindowTests
{
    private static readonly TttFeaturizingTransformer Fitted = Fit();
    private static readonly float[][] Expected = Read(Fitted, Machines.Future);

    private static ITransformer[] Lives { get; } = [Fitted, Fitted.SavedAndLoaded(), Machines.Context.Model.Rehydrate(Fitted.SavedAndLoaded())];

    [TestMethod]
    public void Rows_in_any_order_have_the_same_features()
    {
        MachineRow[] turned = [.. Machines.Future.Reverse()];
        foreach (var model in Lives)
        {
            AssertSame([.. Expected.Reverse()], Read(model, turned));
            AssertSame(Expected[7..8], Read(model, Machines.Future[7..8]));
        }
    }

    [TestMethod]
    public void The_view_can_be_shuffled_and_split_as_its_source()
    {
        var cached = Machines.Context.Data.Cache(Machines.View(Machines.Future));
        var view = Fitted.Transform(cached);

        Assert.IsTrue(view.CanShuffle);
        Assert.IsFalse(Fitted.Transform(Machines.Model.Transform(cached)).CanShuffle);
        var shuffled = Table.OfShuffled(view).Lines();
        CollectionAssert.AreNotEqual(Table.Of(view).Lines(), shuffled);
        CollectionAssert.AreEquivalent(Table.Of(view).Lines(), shuffled);
        CollectionAssert.AreEquivalent(Table.Of(view).Lines(), Table.OfCursorSet(view, 3).Lines());
    }

    [TestMethod]
    public void A_pool_of_engines_gives_the_features_of_the_view()
    {
        foreach (var model in Lives)
        {
            var pool = Enumerable.Range(0, 3).Select(_ => Machines.Context.Model.CreatePredictionEngine<MachineRow, MachineFeatures>(model)).ToArray();

            AssertSame(Expected, [.. Machines.Future.Select((row, i) => pool[i * 7 % 3].Predict(row).Context)]);

            Array.ForEach(pool, engine => engine.Dispose());
        }
    }

    [TestMethod]
    public void Rows_that_nobody_reads_count_for_nothing()
    {
        foreach (var model in Lives)
        {
            var third = Machines.Context.Data.FilterRowsByColumn(model.Transform(Machines.View(Machines.Future)), "Target", 0, 9);

            AssertSame([.. Expected.Where((_, i) => Machines.Future[i].Target < 9)], [.. third.GetColumn<float[]>("Context")]);
        }
    }

    [TestMethod]
    public void An_engine_that_observes_is_as_it_was()
    {
        using var engine = Machines.Context.Model.CreateOnlineEngine<MachineRow, MachineFeatures>(Fitted);
        foreach (var row in Machines.Future)
        {
            engine.Observe(row);
            engine.Learn(row);
        }

        AssertSame(Expected, [.. Machines.Future.Select(row => engine.Predict(row).Context)]);
    }

    [TestMethod]
    public void Beside_a_transform_of_windows_an_engine_drives_the_one_of_the_stream()
    {
        var stream = Machines.Context.Transforms.FeaturizeSequenceByTtt(
            Machines.Options with { OutputColumnName = "All", InputColumnName = "Context", DriftScoreColumnName = null, PredictionColumnName = null });
        var chain = new TransformerChain<ITransformer>(Fitted, stream.Fit(Fitted.Transform(Machines.View(Machines.History))));
        using var engine = Machines.Context.Model.CreateOnlineEngine<MachineRow, StreamFeatures>(chain);

        float[][] expected = [.. chain.Transform(Machines.View(Machines.Future)).GetColumn<float[]>("All")];
        AssertSame(expected, [.. Machines.Future.Select(row =>
        {
            float[] features = engine.Predict(row).All;
            engine.Observe(row);
            return features;
        })]);
    }

    private static TttFeaturizingTransformer Fit() =>
        Machines.Context.Transforms.FeaturizeSequenceByTtt(
            Machines.Options with { OutputColumnName = "Context", InputColumnName = "Features", GroupColumnName = null, SequenceLength = 2 })
            .Fit(Machines.View(Machines.History));

    private static float[][] Read(ITransformer model, MachineRow[] rows) => [.. model.Transform(Machines.View(rows)).GetColumn<float[]>("Context")];

    private static void AssertSame(float[][] expected, float[][] actual)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
        {
            CollectionAssert.AreEqual(expected[i], actual[i], $"row {i}");
        }
    }

    private sealed class StreamFeatures
    {
        public float[] All { get; set; } = [];
    }
}
