using AdaptiveML.Kernels;

namespace PictureClasses;

/// <summary>Classes five at a time in flat colours, then a few line drawings of each; and pictures of other emoji to be tested on, in both styles.</summary>
/// <param name="Classes">All classes, in the order in which they come.</param>
/// <param name="Tasks">Rows to learn from, five classes each, in flat colours.</param>
/// <param name="FewLines">A few line drawings of each class, of emoji that were learnt in flat colours.</param>
/// <param name="Learn">All rows that may be learnt from, in both styles.</param>
/// <param name="Test">Rows of the emoji that are never learnt from, in both styles.</param>
internal sealed record Course(string[] Classes, Row[][] Tasks, Row[] FewLines, Row[] Learn, Row[] Test)
{
    public const int ClassesPerTask = 5, LinesPerClass = 5, TestFolds = 3, Courses = 3;

    /// <summary>One of <see cref="Courses"/>, each with an order of the classes and test emoji of its own.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="seed">From 1 to <see cref="Courses"/>.</param>
    public static Course Create(Row[] rows, int seed)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)seed);
        string[] classes = [.. rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)];
        random.Shuffle<string>(classes);
        Row[] mixed = [.. rows];
        random.Shuffle<Row>(mixed);

        Row[] test = [.. mixed.Where(IsTest)], learn = [.. mixed.Where(row => !IsTest(row))];
        Row[] flat = InStyle(learn, Styles.Flat), lines = InStyle(learn, Styles.Lines);
        return new(
            classes,
            [.. classes.Chunk(ClassesPerTask).Select(task => OfClasses(flat, task))],
            [.. classes.SelectMany(each => OfClasses(lines, [each]).Take(LinesPerClass))],
            learn,
            test);

        bool IsTest(Row row) => row.Picture.Fold / TestFolds == seed - 1;
    }

    public static Row[] InStyle(Row[] rows, string style) => [.. rows.Where(row => row.Picture.Style == style)];

    public static Row[] OfClasses(Row[] rows, IEnumerable<string> classes) => [.. rows.Where(row => classes.Contains(row.Label))];
}
