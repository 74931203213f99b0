using AdaptiveML.Kernels;

namespace PictureClasses;

/// <summary>Questions that a base is fitted to, and new ones.</summary>
/// <param name="Primary">Those of the base.</param>
/// <param name="PrimaryRows">Pictures that it learns, all in each of the questions.</param>
/// <param name="New">Those that are learnt from few pictures.</param>
/// <param name="Pool">Pictures that the few are drawn from, in both styles.</param>
/// <param name="Test">Pictures of emoji that were never learnt from, in both styles.</param>
internal sealed record QuestionSet(Question[] Primary, Row[] PrimaryRows, Question[] New, Row[] Pool, Row[] Test)
{
    private const int PrimaryClasses = 10, Sides = 30, PrimarySides = 20, SideClasses = 10;

    /// <summary>Is it of this class? The base knows the question about ten classes, and no picture of those that are asked for then.</summary>
    public static QuestionSet OfNewClasses(Course course)
    {
        string[] known = course.Classes[..(course.Classes.Length / 2)], strangers = course.Classes[(course.Classes.Length / 2)..];
        return new(
            [.. known[..PrimaryClasses].Select(name => new Question(name, [name]))],
            Course.OfClasses(course.Learn, known),
            [.. strangers.Select(name => new Question(name, [name]))],
            Course.OfClasses(course.Learn, strangers),
            Course.OfClasses(course.Test, strangers));
    }

    /// <summary>On which side is it? Ten classes are divided into five and five; the base knows twenty such divisions and all the pictures.</summary>
    public static QuestionSet OfNewSides(Course course)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 17);
        string[] classes = course.Classes[..SideClasses], mixed = [.. classes];
        Dictionary<string, string[]> sides = [];
        while (sides.Count < Sides)
        {
            random.Shuffle<string>(mixed);

            // The side with the first class, so that no two are the same the other way round.
            string[][] halves = [.. mixed.Chunk(SideClasses / 2)];
            string[] side = halves[0].Contains(classes[0]) ? halves[0] : halves[1];
            sides.TryAdd(string.Join(", ", side.Order(StringComparer.Ordinal)), side);
        }

        Question[] questions = [.. sides.Select(side => new Question(side.Key, side.Value))];
        Row[] rows = Course.OfClasses(course.Learn, classes);
        return new(questions[..PrimarySides], rows, questions[PrimarySides..], rows, Course.OfClasses(course.Test, classes));
    }
}
