namespace SequenceFeatures;

/// <summary>What one would try first: values of the past as they are, or averaged.</summary>
internal static class PlainFeatures
{
    /// <summary>Past values at equal distances: of the asked column, or of all columns.</summary>
    public static IEnumerable<Setting> Lags(Question question)
    {
        foreach (int spacing in (int[])[1, 2, 3, 4, 6, 8, 24])
        {
            yield return new(
                $"asked column, every {spacing}", Of(question, row => Enumerable.Range(1, Setting.Features).Select(i => question.Before(row, i * spacing)[0])));
        }

        foreach (int spacing in (int[])[1, 3, 24])
        {
            yield return new(
                $"all columns, every {spacing}",
                Of(question, row => Enumerable.Range(1, Fitting(question)).SelectMany(i => question.Before(row, i * spacing))));
        }
    }

    /// <summary>Exponential averages with half-lives in equal ratios: of the asked column, or of all columns.</summary>
    public static IEnumerable<Setting> Averages(Question question)
    {
        foreach (var (shortest, longest) in ((double, double)[])[(1, 16), (1, 64), (1, 256), (2, 32), (2, 128), (4, 512)])
        {
            yield return new($"asked column, half-lives {shortest} to {longest}", Averages(question, 1, Halves(shortest, longest, Setting.Features)));
        }

        foreach (var (shortest, longest) in ((double, double)[])[(2, 16), (4, 32), (8, 64), (24, 168)])
        {
            yield return new(
                $"all columns, half-lives {shortest} to {longest}", Averages(question, question.Width, Halves(shortest, longest, Fitting(question))));
        }
    }

    private static int Fitting(Question question) => Setting.Features / question.Width;

    private static float[][] Of(Question question, Func<int, IEnumerable<float>> features) =>
        [.. Enumerable.Range(0, question.Count).Select(row => features(row).ToArray())];

    private static double[] Halves(double shortest, double longest, int count) =>
        [.. Enumerable.Range(0, count).Select(i => shortest * Math.Pow(longest / shortest, count == 1 ? 0.5 : i / (count - 1.0)))];

    private static float[][] Averages(Question question, int columns, double[] halves)
    {
        double[] rates = [.. halves.Select(half => 1 - Math.Pow(0.5, 1 / half))];
        double[] averages = new double[halves.Length * columns];
        return Of(question, row =>
        {
            for (int i = 0; i < averages.Length; i++)
            {
                averages[i] += (question.Begins(row) ? 1 : rates[i / columns]) * (question.Rows[row][i % columns] - averages[i]);
            }

            return averages.Select(average => (float)average);
        });
    }
}
