using System.Globalization;

namespace OnlineSequences;

/// <summary>Digits as sequences of eight steps, whose label comes with the last.</summary>
internal static class Digits
{
    private const int Steps = 8, PenWriters = 7494;

    public static Contest<PairStep> Pen()
    {
        PairStep[][] digits = [.. Lines("pendigits.csv").Select(line => Parse<PairStep>(line.Split(',')[1..], scale: 50))];
        return Contest("Pen digits: eight points of the pen, two numbers each", digits[..PenWriters], digits[PenWriters..]);
    }

    public static Contest<PictureStep> Pictures() => Contest("Pictures of digits: eight rows of eight numbers", Read("optdigits.tra"), Read("optdigits.tes"));

    private static PictureStep[][] Read(string file) => [.. Lines(file).Select(line => Parse<PictureStep>(line.Split(','), scale: 8))];

    private static Contest<TStep> Contest<TStep>(string name, TStep[][] learnt, TStep[][] test)
        where TStep : Step => new(name, Settings.Digits, learnt, test, Settings.DigitsFitted, Settings.Epochs);

    private static IEnumerable<string> Lines(string file) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", file)).Skip(1);

    private static TStep[] Parse<TStep>(string[] cells, float scale)
        where TStep : Step, new()
    {
        int width = (cells.Length - 1) / Steps;
        float[] values = Array.ConvertAll(cells[..^1], cell => (float.Parse(cell, CultureInfo.InvariantCulture) / scale) - 1);
        return [.. Enumerable.Range(0, Steps).Select(step => new TStep
        {
            Values = values[(step * width)..((step + 1) * width)],
            Label = step == Steps - 1 ? cells[^1] : "",
            Ends = step == Steps - 1,
        })];
    }
}
