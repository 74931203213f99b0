namespace AdaptiveML.PlantYear;

/// <summary>Series to forecast. What is known beside a series, where there is anything, are the inputs.</summary>
public static class SeriesStreams
{
    private const int Groups = 8;
    private const int Cap = 64;

    /// <summary>All of them. A fleet has as many groups as the forecaster keeps by default.</summary>
    public static IReadOnlyList<StreamKind> All { get; } =
    [
        new("rhythm", 0, Rhythm) { HasPeriod = true },
        new("rhythm, no period", 0, Rhythm),
        new("walk", 0, Walk),
        new("recurrent", 0, Recurrent),
        new("pulses", 0, Pulses) { HasPeriod = true },
        new("heavy tails", 0, HeavyTails),
        new("linear", 3, Driven),
        new("products", 3, DrivenByProducts),
        new("groups", 0, (rows, cadence, dice) => Grouped(rows, cadence, dice, Groups)) { HasGroups = true },
        new("fleet", 0, (rows, cadence, dice) => Grouped(rows, cadence, dice, Cap))
        {
            HasGroups = true,
            MakeBeyondCap = (rows, cadence, dice) => Grouped(rows, cadence, dice, Cap + 1),
        },
    ];

    private static void Rhythm(Recording rows, Cadence cadence, Dice dice)
    {
        double level = 0;
        Fill(rows, t =>
        {
            level = (cadence.Autocorrelation * level) + (0.1 * dice.Normal());
            return 5 + Course.At(t, cadence) + level + (0.1 * dice.Normal());
        });
    }

    private static void Walk(Recording rows, Cadence cadence, Dice dice)
    {
        double level = 0;
        Fill(rows, _ => level += 0.02 + (0.3 * dice.Normal()));
    }

    private static void Recurrent(Recording rows, Cadence cadence, Dice dice)
    {
        double value = 0, before = 0;
        Fill(rows, _ =>
        {
            (value, before) = ((1.6 * value) - (0.7 * before) + (0.2 * dice.Normal()), value);
            return 2 + value;
        });
    }

    private static void Pulses(Recording rows, Cadence cadence, Dice dice) => Fill(rows, t => t % 12 < 2 ? 5 : 0);

    private static void HeavyTails(Recording rows, Cadence cadence, Dice dice)
    {
        double log = 0;
        Fill(rows, _ =>
        {
            log = (cadence.Autocorrelation * log) + (Math.Sqrt(1 - (cadence.Autocorrelation * cadence.Autocorrelation)) * dice.Normal());
            return Math.Exp(1.2 * log);
        });
    }

    private static void Driven(Recording rows, Cadence cadence, Dice dice) =>
        Follow(rows, cadence, x => (1.5 * x[0]) - x[1] + (0.1 * dice.Normal()), dice);

    private static void DrivenByProducts(Recording rows, Cadence cadence, Dice dice) =>
        Follow(rows, cadence, x => (x[0] * x[1]) + x[2] + (0.1 * dice.Normal()), dice);

    /// <summary>A series that follows what stands beside it one row later.</summary>
    private static void Follow(Recording rows, Cadence cadence, Func<float[], double> next, Dice dice)
    {
        var drive = new Drive(rows.Inputs[0].Length, cadence.Autocorrelation, dice);
        double value = 0;
        for (int t = 0; t < rows.Count; t++)
        {
            drive.Step(rows.Inputs[t]);
            rows.Set(t, 4 + value);
            value = next(rows.Inputs[t]);
        }
    }

    /// <summary>Groups in turn, each with its own level and size.</summary>
    internal static void Grouped(Recording rows, Cadence cadence, Dice dice, int groups)
    {
        double[] values = new double[groups];
        var laws = Enumerable.Range(0, groups).Select(SensorStreams.OfGroup).ToArray();
        for (int t = 0; t < rows.Count; t++)
        {
            int group = rows.Groups[t] = t % groups;
            values[group] = (cadence.Autocorrelation * values[group]) + (0.3 * dice.Normal());
            rows.Set(t, laws[group].Level + (laws[group].Gain * values[group]));
        }
    }

    private static void Fill(Recording rows, Func<int, double> value)
    {
        for (int t = 0; t < rows.Count; t++)
        {
            rows.Set(t, value(t));
        }
    }
}
