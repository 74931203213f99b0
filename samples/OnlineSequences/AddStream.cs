namespace OnlineSequences;

/// <summary>
/// A stream without end of fair bits x and labels: P(1) = ½ + ½ x five steps ago − ¼ x nine steps ago. Knowing nothing costs 0.662 nats a label, knowing all
/// 0.4545.
/// </summary>
internal static class AddStream
{
    private const int First = 5, Second = 9, Count = 31_000;

    public static Contest<PairStep> Make()
    {
        var random = new Random(1);
        int[] bits = new int[Count];
        PairStep[][] steps = [.. Enumerable.Range(0, Count).Select(i =>
        {
            bits[i] = random.Next(2);
            double chance = 0.5 + (0.5 * Bit(i - First)) - (0.25 * Bit(i - Second));
            return new[] { new PairStep { Values = [bits[i], 1 - bits[i]], Label = random.NextDouble() < chance ? "1" : "0" } };
        })];
        return new(
            "Add stream: bits of five and nine steps ago, one step after the other without end", Settings.Stream, steps, [], Settings.StreamFitted, Epochs: 1);

        int Bit(int i) => i >= 0 ? bits[i] : 0;
    }
}
