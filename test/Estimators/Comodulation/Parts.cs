using AdaptiveML.Contract.Lives;
using AdaptiveML.Learners.Comodulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>Parts of six kinds, and tasks that sort the kinds into two heaps: related, since all ask about the same kinds.</summary>
internal static class Parts
{
    private const int Kinds = 6;

    private static readonly (string Name, string Heaps)[] Tasks =
        [("polished", "011001"), ("threaded", "010101"), ("heavy", "000111"), ("scratched", "110010")];

    public static MLContext Context { get; } = new(1);

    /// <summary>Rows of the three tasks of the fit.</summary>
    public static TaskRow[] PrimaryRows { get; } = [.. Tasks[..3].SelectMany((task, i) => Rows(task.Name, 120, i))];

    /// <summary>Thirty rows of a new task.</summary>
    public static TaskRow[] ThirtyRows { get; } = Rows("scratched", 30, 7);

    public static TaskRow[] TestRows { get; } = Rows("scratched", 120, 8);

    public static ComodulationTrainerOptions Options { get; } = new()
    {
        TaskColumnName = "Task",
        Machine = new()
        {
            HiddenSizes = [16, 8],
            Fit = new() { MaximumPasses = 20, LearningRate = 0.01, TaskParts = 0 },
            Adaptation = new() { MaximumSteps = 60, RoutingSamples = 8, Parts = 3 },
        },
    };

    public static ComodulationTransformer Model { get; } = Fit(Options);

    public static ComodulationTransformer Fit(ComodulationTrainerOptions options) =>
        Context.BinaryClassification.Trainers.Comodulation(options).Fit(View(PrimaryRows));

    public static IDataView View(IEnumerable<TaskRow> rows) => Context.Data.LoadFromEnumerable(rows);

    public static float[] Scores(this ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float>("Score")];

    public static float[] Scores(this ITransformer model) => model.Scores(View(TestRows));

    public static ITransformer SavedAndLoaded(this ITransformer model) => model.SavedAndLoaded(View(PrimaryRows).Schema);

    public static double Accuracy(this ITransformer model) => Context.BinaryClassification.Evaluate(model.Transform(View(TestRows))).Accuracy;

    public static TaskRow[] Rows(string task, int count, int seed)
    {
        var random = new Random(seed);
        string heaps = Tasks.Single(known => known.Name == task).Heaps;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int kind = i % Kinds;
            bool side = heaps[kind] == '1';
            return new TaskRow
            {
                Task = task,
                Number = Array.FindIndex(Tasks, known => known.Name == task) - 1,
                Features = [.. Enumerable.Range(0, 3).Select(j => ((kind + 1) * (j + 2) * 7 % 11) - 5 + (random.NextSingle() - 0.5f))],
                Label = side,
                Side = side ? "left" : "right",
            };
        })];
    }
}
