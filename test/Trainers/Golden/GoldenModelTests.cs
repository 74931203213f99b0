using System.Globalization;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Trainers.Tests.Golden;

[TestClass]
public sealed class GoldenModelTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void A_model_saved_by_any_version_scores_as_it_did(int version)
    {
        var (model, rows) = Load(version);

        AssertValues(rows, 3, [.. model.Transform(View(rows)).GetColumn<float>("Score")]);
        AssertValues(rows, 3, [.. Plant.Context.Model.Rehydrate(model).Transform(View(rows)).GetColumn<float>("Score")]);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void A_model_saved_by_any_version_goes_on_learning_as_it_did(int version)
    {
        var (model, rows) = Load(version);

        AssertValues(rows, 4, GoldenModel.Learnt(model, Array.ConvertAll(rows, Row)));
    }

    [TestMethod]
    public void A_model_saved_by_version_2_knows_its_columns_and_the_rows_of_its_fit()
    {
        var model = Plant.Context.Model.Rehydrate(Load(2).Model).OnlineStage().Model;

        Assert.AreEqual(("Line", GroupKind.Text, "Hour", "Weight"), (model.Columns.Group, model.Columns.GroupKind, model.Columns.Time, model.Columns.Weight));
        Assert.AreEqual(new(Rows: 400, Sequences: 3, RowsOfUnknownSequence: 13, DuplicateTimes: 1, OutOfOrderTimes: 27, InvalidWeights: 0), model.Recording);
    }

    private static (ITransformer Model, string[][] Rows) Load(int version) => (
        new MLContext().Model.Load(Path.Combine(Folder, $"online-lru-{version}.zip"), out _),
        [.. File.ReadLines(Path.Combine(Folder, $"online-lru-{version}.csv")).Select(line => line.Split(','))]);

    private static IDataView View(string[][] rows) => Plant.View(Array.ConvertAll(rows, Row));

    private static LineReading Row(string[] values) => new()
    {
        Load = Number(values, 0),
        Temperature = Number(values, 1),
        Emission = Number(values, 2),
        Line = values.ElementAtOrDefault(5) ?? "",
        Hour = values.Length > 5 ? (int)Number(values, 6) : 0,
        Weight = values.Length > 5 ? Number(values, 7) : 1,
    };

    private static float Number(string[] values, int index) => float.Parse(values[index], CultureInfo.InvariantCulture);

    private static void AssertValues(string[][] rows, int column, float[] actual)
    {
        Assert.HasCount(rows.Length, actual);
        for (int row = 0; row < actual.Length; row++)
        {
            Assert.AreEqual(Number(rows[row], column), actual[row], 1e-3f, $"row {row}");
        }
    }
}
