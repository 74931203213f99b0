using AdaptiveML.Kernels;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>A picture with a question about it.</summary>
internal sealed class AskedRow
{
    [VectorType(Backbone.Features)]
    public float[] Features { get; init; } = [];

    /// <summary>The name of the question.</summary>
    public string Task { get; init; } = "";

    /// <summary>The answer.</summary>
    public bool Label { get; init; }

    /// <summary>For both answers to count alike.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>A question about each of some rows.</summary>
    public static AskedRow[] Ask(IReadOnlyCollection<Row> rows, Question question)
    {
        int yes = rows.Count(question.IsTrueOf);
        return [.. rows.Select(row => new AskedRow
        {
            Features = row.Features,
            Task = question.Name,
            Label = question.IsTrueOf(row),
            Weight = rows.Count / (2f * (question.IsTrueOf(row) ? yes : rows.Count - yes)),
        })];
    }

    /// <summary>A question about a random few: <see cref="Few"/>.</summary>
    public static AskedRow[] AskFew(Row[] rows, Question question, int count, ulong seed) => Ask(Few(rows, question, count, seed), question);

    /// <summary>A random few of some rows: half of them with the answer yes, or as many as there are.</summary>
    public static Row[] Few(Row[] rows, Question question, int count, ulong seed)
    {
        Row[] mixed = [.. rows];
        Xoshiro256.Seed(stackalloc ulong[Xoshiro256.StateLength], seed).Shuffle<Row>(mixed);
        Row[] yes = [.. mixed.Where(question.IsTrueOf).Take(count / 2)];
        return [.. yes, .. mixed.Where(row => !question.IsTrueOf(row)).Take(count - yes.Length)];
    }
}
