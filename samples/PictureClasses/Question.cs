using AdaptiveML.Kernels;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>A picture with a question: is it of a class?</summary>
internal sealed class Question
{
    [VectorType(Backbone.Features)]
    public float[] Features { get; init; } = [];

    /// <summary>The class that is asked for: a task of its own.</summary>
    public string Task { get; init; } = "";

    /// <summary>Whether the picture is of it.</summary>
    public bool Label { get; init; }

    /// <summary>For both answers to count alike; 1 where nothing is learnt.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>All rows, asked for a class.</summary>
    public static Question[] Ask(IReadOnlyCollection<Row> rows, string task)
    {
        int yes = rows.Count(row => row.Label == task);
        return [.. rows.Select(row => new Question
        {
            Features = row.Features,
            Task = task,
            Label = row.Label == task,
            Weight = yes is 0 ? 1 : rows.Count / (2f * (row.Label == task ? yes : rows.Count - yes)),
        })];
    }

    /// <summary>A random few: half of them of the class, or as many as there are.</summary>
    public static Question[] AskFew(Row[] rows, string task, int count, ulong seed)
    {
        Row[] mixed = [.. rows];
        Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed).Shuffle<Row>(mixed);
        Row[] yes = [.. mixed.Where(row => row.Label == task).Take(count / 2)];
        return Ask([.. yes, .. mixed.Where(row => row.Label != task).Take(count - yes.Length)], task);
    }

    public static IDataView View(MLContext context, IEnumerable<Question> questions) => context.Data.LoadFromEnumerable(questions);
}
