using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>Rows of several streams that alternate, and models over them.</summary>
internal static class Grouped
{
    public const int Count = Sample.Count;

    public static TimedRow[] Rows { get; } = [.. Enumerable.Range(0, Count).Select(i => new TimedRow
    {
        Group = GroupOf(i) is >= 0 and var group ? $"machine {group}" : "",
        Features = Sample.Rows[i].Features,
        Label = Sample.Rows[i].Label,
        Time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i),
        Weight = i % 3,
    })];

    public static IDataView View { get; } = ViewOf(Rows);

    /// <summary>A model that reads all of the rows.</summary>
    public static OnlineTransformer Model { get; } = Over(View.Schema, "Time", "Weight");

    /// <summary>The row's group, from 0 to 3, in no simple order; -1 now and then: nobody knows it.</summary>
    public static int GroupOf(int row) => row % 23 == 20 ? -1 : row * 7 % 11 % 4;

    public static OnlineTransformer Over(DataViewSchema schema, string? time = null, string? weight = null, int maximumSequences = 1024) =>
        new LeakyTransformer(new(
        new LeakyComponent(),
        OnlineColumns.For(schema, "Features", "Label", "Score", "Group", time, weight),
        new LeakySum(3, maximumSequences)));

    public static IDataView ViewOf<TRow>(IEnumerable<TRow> rows)
        where TRow : class => Sample.Context.Data.LoadFromEnumerable(rows);

    /// <summary>
    /// The scores of the rows, each group followed by a learner of its own; of a row without a group, that of a learner which has seen nothing.
    /// </summary>
    public static float[] Scores()
    {
        var learners = Enumerable.Range(0, 4).Select(_ => new LeakySum(3) { Mode = UpdateMode.StateOnly }).ToArray();
        float[] prediction = new float[1];
        return [.. Enumerable.Range(0, Count).Select(i =>
        {
            var learner = GroupOf(i) is >= 0 and var group ? learners[group] : new LeakySum(3) { Mode = UpdateMode.StateOnly };
            learner.Learn(Rows[i].Features, [0], prediction);
            return prediction[0];
        })];
    }

    public static byte[] Hash(ITransformer model) => ((OnlineTransformer)model).Model.CreateLearner().Memory.Hash();
}
