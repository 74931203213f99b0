namespace MachineFleet;

/// <summary>Features of the rows before that one would try first: values as they were, or averaged.</summary>
internal static class PlainPast
{
    private const int LagCount = 5;

    private static readonly int[] Windows = [5, 15, 30];

    public static Contender None { get; } = new("the row alone", (fit, unseen) => (Of(fit, _ => new Nothing()), Of(unseen, _ => new Nothing())));

    public static Contender Lags { get; } = new("lags of 5 rows", (fit, unseen) => (Of(fit, _ => new LagWindow()), Of(unseen, _ => new LagWindow())));

    public static Contender Averages { get; } = new(
        "averages of 5, 15, 30 rows", (fit, unseen) => (Of(fit, _ => new AverageWindows()), Of(unseen, _ => new AverageWindows())));

    private static float[][] Of(MachineRow[] rows, Func<string, IPast> make)
    {
        Dictionary<string, IPast> pasts = [];
        return [.. rows.Select(row =>
        {
            var past = pasts.TryGetValue(row.Machine, out var known) ? known : pasts[row.Machine] = make(row.Machine);
            return past.Next([row.Last, .. row.Sensors]);
        })];
    }

    /// <summary>The past of one machine.</summary>
    private interface IPast
    {
        float[] Next(float[] row);
    }

    private sealed class Nothing : IPast
    {
        public float[] Next(float[] row) => [0];
    }

    private sealed class LagWindow : IPast
    {
        private readonly Queue<float[]> _rows = new();

        public float[] Next(float[] row)
        {
            while (_rows.Count < LagCount)
            {
                _rows.Enqueue(row);
            }

            float[] lags = [.. _rows.SelectMany(values => values)];
            _rows.Dequeue();
            _rows.Enqueue(row);
            return lags;
        }
    }

    private sealed class AverageWindows : IPast
    {
        private readonly List<float[]> _rows = [];

        public float[] Next(float[] row)
        {
            _rows.Add(row);
            return [.. Windows.SelectMany(window => row.Select((_, i) => _rows.TakeLast(window).Average(values => values[i])))];
        }
    }
}
