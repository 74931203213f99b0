using AdaptiveML.Kernels;
using AdaptiveML.Samples;

namespace ContinualClasses;

/// <summary>Handwritten digits that come two at a time: five tasks of two new classes each.</summary>
internal static class Digits
{
    private const int ClassesPerTask = 2;

    public static string Title => "Handwritten digits, two new ones at a time (class-incremental, 5 tasks)";

    /// <summary>A course whose classes come in a random order.</summary>
    public static Course InOrder(ulong order)
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], order);
        int[] digits = [.. Enumerable.Range(0, 10)];
        random.Shuffle<int>(digits);
        string[] tasks = [.. digits.Chunk(ClassesPerTask).Select(pair => string.Join(" and ", pair))];
        Sample[] learn = Read("optdigits.tra"), test = Read("optdigits.tes");
        foreach (var sample in learn.Concat(test))
        {
            sample.Task = tasks[Array.IndexOf(digits, sample.Label) / ClassesPerTask];
        }

        return new([.. tasks.SelectMany(task => learn.Where(sample => sample.Task == task))], test);
    }

    private static Sample[] Read(string file) => Array.ConvertAll(Digit.Read(file), digit => new Sample { Features = digit.Features, Label = digit.Value });
}
