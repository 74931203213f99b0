using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Lru;

/// <summary>Two lines of a plant whose rows alternate, told apart by a column and weighed by another.</summary>
[TestClass]
public sealed class OnlineLruSequencesTests
{
    private static readonly LineReading[] History = Lines(Recording.History), Future = Lines(Recording.Future);

    [TestMethod]
    public void A_line_is_estimated_better_when_it_is_told_from_the_other()
    {
        Assert.IsLessThan(0.5 * Error(Options() with { GroupColumnName = null }), Error(Options()));

        double Error(OnlineLruOptions options) =>
            Plant.Context.Regression.Evaluate(Fit(options).Transform(Plant.View(Future)), "Emission").MeanSquaredError;
    }

    [TestMethod]
    public void The_fitted_model_knows_each_line_and_what_was_said_of_the_rows()
    {
        var stage = Fit(Options() with { TimeColumnName = "Hour" }).OnlineStage();

        Assert.AreEqual(
            new(
                Rows: History.Length, Sequences: 2, RowsOfUnknownSequence: 0, DuplicateTimes: 2, OutOfOrderTimes: 1, InvalidWeights: 0,
                EarliestTime: 0, LatestTime: 399),
            stage.Model.Recording);
        Assert.AreEqual(2, stage.CreateLearner().Memory.Sequences.Live);
    }

    [TestMethod]
    public void More_lines_than_there_is_room_for_are_evicted_and_reported()
    {
        var model = Fit(Options(new() { MaximumSequences = 1 }));

        Plant.Context.Model.Update(model.SavedAndLoaded(), Plant.View(Future), out var reports);

        Assert.AreEqual(
            new SequenceCounts(Live: 1, Opened: Future.Length, Evicted: Future.Length, DuplicateTimes: 0, OutOfOrderTimes: 0), reports.Single().Sequences);
    }

    [TestMethod]
    public void A_row_moves_the_parameters_as_much_as_it_weighs()
    {
        var model = Fit(Options(new() { Optimizer = OptimizerKind.Sgd, LearningRate = 1e-3, ClipNorm = null, Gate = GateOptions.Open }));
        float[] before = Parameters(model), once = Step(1), twice = Step(2);

        CollectionAssert.AreEqual(before, Step(0));
        for (int i = 0; i < before.Length; i++)
        {
            Assert.AreEqual(2 * (once[i] - before[i]), twice[i] - before[i], 1e-6f, $"parameter {i}");
        }

        Assert.IsGreaterThan(1e-4f, before.Zip(once, (a, b) => Math.Abs(a - b)).Max());

        float[] Step(float weight)
        {
            using var engine = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(model);
            engine.Learn(new() { Line = "north", Load = 1, Temperature = 1, Emission = 30, Weight = weight });
            return Parameters(engine.ToTransformer());
        }
    }

    [TestMethod]
    public void A_row_of_weight_0_is_as_good_as_one_without_a_label()
    {
        var model = Fit(Options());
        using var weightless = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(model);
        using var unlabelled = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(model);
        foreach (var (i, row) in Future.Index())
        {
            Assert.AreEqual(unlabelled.Predict(row).Score, weightless.Predict(row).Score);
            weightless.Learn(Copy(row, row.Emission, i % 3));
            unlabelled.Learn(Copy(row, i % 3 == 0 ? float.NaN : row.Emission, i % 3));
        }

        CollectionAssert.AreEqual(Parameters(unlabelled.ToTransformer()), Parameters(weightless.ToTransformer()));

        static LineReading Copy(LineReading row, float emission, float weight) =>
            new() { Line = row.Line, Load = row.Load, Temperature = row.Temperature, Emission = emission, Weight = weight };
    }

    [TestMethod]
    public void The_weight_column_can_be_named_without_options()
    {
        var trainer = Plant.Context.Regression.Trainers.OnlineLru("Emission", "Load1", "Weight", stateSize: 4);

        Assert.AreEqual("Weight", trainer.Fit(Vector(History)).Model.Columns.Weight);
    }

    [TestMethod]
    public void Columns_of_another_type_are_refused_before_the_fit()
    {
        var view = Vector(History);
        AssertRefused(new() { GroupColumnName = "Load" }, "group column 'Load': expected text, an integer or a key");
        AssertRefused(new() { TimeColumnName = "Line" }, "time column 'Line'");
        AssertRefused(new() { ExampleWeightColumnName = "Hour" }, "weight column 'Hour': expected Single");
        AssertRefused(new() { ExampleWeightColumnName = "Nothing" }, "Could not find weight column 'Nothing'");

        void AssertRefused(OnlineLruOptions options, string message)
        {
            var chain = new EstimatorChain<ITransformer>().Append(Plant.Context.Regression.Trainers.OnlineLru(
                options with { LabelColumnName = "Emission", FeatureColumnName = "Load1" }));
            Assert.Contains(
                message,
                Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => chain.GetOutputSchema(AdaptiveML.Contract.Support.Shapes.Of(view.Schema))).Message);
            Assert.Contains(message, Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => chain.Fit(view)).Message);
        }
    }

    [TestMethod]
    public void Nothing_is_allocated_a_row()
    {
        using var engine = Plant.Context.Model.CreateOnlineEngine<LineReading, Estimate>(Fit(Options()));
        var estimate = new Estimate();

        Allocations.AssertNone(i =>
        {
            engine.Predict(Future[i % Future.Length], ref estimate);
            engine.Learn(Future[i % Future.Length], ref estimate);
        });
    }

    private static OnlineLruOptions Options(UpdateOptions? update = null) => Plant.Options with
    {
        Unit = Plant.Options.Unit with { Update = update ?? new() },
        GroupColumnName = "Line",
        ExampleWeightColumnName = "Weight",
    };

    private static ITransformer Fit(OnlineLruOptions options) => Plant.Context.Transforms.Concatenate("Features", "Load", "Temperature")
        .Append(Plant.Context.Regression.Trainers.OnlineLru(options with { LabelColumnName = "Emission" }))
        .Fit(Plant.View(History));

    private static IDataView Vector(LineReading[] rows)
    {
        var view = Plant.View(rows);
        return Plant.Context.Transforms.Concatenate("Load1", "Load", "Temperature").Fit(view).Transform(view);
    }

    private static float[] Parameters(ITransformer model)
    {
        var parameters = model.OnlineStage().CreateLearner().Memory.Parameters;
        return [.. parameters.Layout.Fields.SelectMany(field => parameters.View<float>(field).ToArray())];
    }

    /// <summary>The recording as one line, and its second half before its first as another.</summary>
    private static LineReading[] Lines(Reading[] recording) => [.. recording.SelectMany((reading, i) => new[]
    {
        Line("north", i, reading),
        Line("south", i, recording[(i + (recording.Length / 2)) % recording.Length]),
    })];

    private static LineReading Line(string line, int hour, Reading reading) => new()
    {
        Line = line,
        Hour = hour switch { 5 => 4, 7 when line == "north" => 3, _ => hour },
        Load = reading.Load,
        Temperature = reading.Temperature,
        Emission = reading.Emission,
        Weight = 1,
    };
}
