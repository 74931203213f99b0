using System.Globalization;
using AdaptiveML.Samples;

namespace OnlineSequences;

/// <summary>Digits as sequences of eight steps, whose label comes with the last.</summary>
internal static class Digits
{
    private const int Steps = 8, PenWriters = 7494;

    public static Contest<PairStep> Pen()
    {
        PairStep[][] digits = Read<PairStep>("pendigits.csv", scale: 50);
        return Contest("Pen digits: eight points of the pen, two numbers each", digits[..PenWriters], digits[PenWriters..]);
    }

    public static Contest<PictureStep> Pictures() =>
        Contest("Pictures of digits: eight rows of eight numbers", Read<PictureStep>("optdigits.tra", scale: 8), Read<PictureStep>("optdigits.tes", scale: 8));

    private static Contest<TStep> Contest<TStep>(string name, TStep[][] learnt, TStep[][] test)
        where TStep : Step => new(name, Settings.Digits, learnt, test, Settings.DigitsFitted, Settings.Epochs);

    private static TStep[][] Read<TStep>(string file, float scale)
        where TStep : Step, new() => Array.ConvertAll(Digit.Read(file), digit => Sequence<TStep>(digit, scale));

    private static TStep[] Sequence<TStep>(Digit digit, float scale)
        where TStep : Step, new() =>
        [.. digit.Features.Select(feature => (feature / scale) - 1).Chunk(digit.Features.Length / Steps).Select((values, step) => new TStep
        {
            Values = values,
            Label = step == Steps - 1 ? digit.Value.ToString(CultureInfo.InvariantCulture) : "",
            Ends = step == Steps - 1,
        })];
}
