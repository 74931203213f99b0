namespace SequenceFeatures;

/// <summary>
/// What a sum over the past remembers without learning: S ← γ S + (1 − γ) v kᵀ, features S q, with a query q and values v that are fixed random views of a token, the asked column the first value, and
/// keys that are earlier queries.
/// </summary>
internal static class LinearAttention
{
    public static IEnumerable<Setting> Settings(Question question, int spacing)
    {
        foreach (int lead in (int[])[1, question.Ahead])
        {
            foreach (double retention in (double[])[0.9, 0.98, 0.995, 0.999])
            {
                yield return new($"retention {retention}, keys {lead} rows before", Features(question, spacing, lead, retention), spacing);
            }
        }
    }

    private static float[][] Features(Question question, int spacing, int lead, double retention)
    {
        float[][] tokens = [.. new Setting("", null, spacing).Rows(question, 0, question.Count).Select(row => row.Token)];
        var random = new Random(1);
        double[][] queries = Views(tokens, Setting.Past, random), values = Views(tokens, Setting.Past, random);
        double[,] memory = new double[Setting.Features, Setting.Past];
        return [.. tokens.Select((token, row) => Step(memory, queries[row], queries[Math.Max(0, row - lead)], [token[0], .. values[row]], retention))];
    }

    private static float[] Step(double[,] memory, double[] query, double[] key, double[] value, double retention)
    {
        float[] read = new float[value.Length];
        for (int i = 0; i < value.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < key.Length; j++)
            {
                memory[i, j] += (1 - retention) * ((value[i] * key[j]) - memory[i, j]);
                sum += memory[i, j] * query[j];
            }

            read[i] = (float)sum;
        }

        return read;
    }

    private static double[][] Views(float[][] tokens, int count, Random random)
    {
        int width = tokens[0].Length;
        double[][] maps = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => Normal(random) / Math.Sqrt(width)).ToArray())];
        return [.. tokens.Select(token => maps.Select(map => map.Zip(token, (weight, value) => weight * value).Sum()).ToArray())];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
