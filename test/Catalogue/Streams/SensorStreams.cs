namespace AdaptiveML.PlantYear;

/// <summary>Streams whose label sensors determine.</summary>
public static class SensorStreams
{
    private const int Groups = 8;
    private const int Cap = 1024;

    /// <summary>All of them. A fleet has as many groups as the regressor keeps by default.</summary>
    public static IReadOnlyList<StreamKind> All { get; } =
    [
        new("linear", 5, Linear),
        new("products", 5, Products),
        new("recurrent", 4, Recurrent),
        new("rhythm", 4, Rhythm),
        new("walk", 4, Walk),
        new("pulses", 4, Pulses),
        new("heavy tails", 4, HeavyTails),
        new("one-hot", Categories + 2, OneHot) { HasCategories = true },
        new("groups", 4, (rows, cadence, dice) => Grouped(rows, cadence, dice, Groups)) { HasGroups = true },
        new("fleet", 4, (rows, cadence, dice) => Grouped(rows, cadence, dice, Cap))
        {
            HasGroups = true,
            MakeBeyondCap = (rows, cadence, dice) => Grouped(rows, cadence, dice, Cap + 1),
        },
    ];

    /// <summary>Slots of the category, the last of which occurs only where a fault says so.</summary>
    internal const int Categories = 4;

    /// <summary>The part of the label that a category has.</summary>
    internal static double OfCategory(int category) => (3 * category) - (2 * (category % 2));

    /// <summary>Level and gain of a group.</summary>
    internal static (double Level, double Gain) OfGroup(int group)
    {
        var dice = new Dice(77 + (ulong)group);
        return (5 * dice.Normal(), Math.Exp(0.4 * dice.Normal()));
    }

    /// <summary>The label of a group's row without noise.</summary>
    internal static double Signal(float[] x) => (1.5 * x[0]) - x[1] + (0.5 * x[2]);

    private static void Linear(Recording rows, Cadence cadence, Dice dice) =>
        Fill(rows, cadence, dice, (x, _) => 10 + (2 * x[0]) - x[1] + (0.5 * x[2]) + (0.3 * x[3]) + (0.1 * dice.Normal()));

    private static void Products(Recording rows, Cadence cadence, Dice dice) =>
        Fill(rows, cadence, dice, (x, _) => 3 + (x[0] * x[1]) + (0.5 * x[2] * x[3]) - (0.7 * x[4]) + (0.1 * dice.Normal()));

    private static void Recurrent(Recording rows, Cadence cadence, Dice dice)
    {
        double slow = 0, fast = 0;
        Fill(rows, cadence, dice, (x, _) =>
        {
            slow = (0.95 * slow) + (0.3 * x[0]);
            fast = (0.8 * fast) + (0.5 * x[1]);
            return slow - fast + (0.3 * x[2]) + (0.1 * dice.Normal());
        });
    }

    private static void Rhythm(Recording rows, Cadence cadence, Dice dice) => Fill(rows, cadence, dice, (x, t) =>
    {
        x[3] = (float)(Math.Sin((2 * Math.PI * t / cadence.Season) - 0.5) + (0.2 * x[3]));
        return 5 + Course.At(t, cadence) + (0.5 * x[0]) - (0.3 * x[1]) + (0.4 * x[3]) + (0.1 * dice.Normal());
    });

    private static void Walk(Recording rows, Cadence cadence, Dice dice)
    {
        double level = 0;
        Fill(rows, cadence, dice, (x, _) =>
        {
            level += 0.3 * dice.Normal();
            return level + (0.5 * x[0]) + (0.2 * x[1]) + (0.05 * dice.Normal());
        });
    }

    private static void Pulses(Recording rows, Cadence cadence, Dice dice) => Fill(rows, cadence, dice, (x, t) =>
    {
        x[0] = t % 12 < 2 ? 1 : 0;
        return 5 * x[0];
    });

    private static void HeavyTails(Recording rows, Cadence cadence, Dice dice) =>
        Fill(rows, cadence, dice, (x, _) => Math.Exp(1.2 * (x[0] - (0.5 * x[1]) + (0.3 * x[2]) + (0.1 * dice.Normal()))));

    private static void OneHot(Recording rows, Cadence cadence, Dice dice)
    {
        int category = 0;
        var drive = new Drive(2, cadence.Autocorrelation, dice);
        for (int t = 0; t < rows.Count; t++)
        {
            float[] x = rows.Inputs[t];
            drive.Step(x);
            (x[Categories], x[Categories + 1], x[0], x[1]) = (x[0], x[1], 0, 0);
            category = dice.Uniform() < 0.1 ? (int)(dice.Uniform() * (Categories - 1)) : category;
            x[category] = 1;
            rows.Set(t, OfCategory(category) + x[Categories] - (0.5 * x[Categories + 1]) + (0.1 * dice.Normal()));
        }
    }

    /// <summary>Groups in turn, each with its own level and gain.</summary>
    internal static void Grouped(Recording rows, Cadence cadence, Dice dice, int groups)
    {
        var drives = Enumerable.Range(0, groups).Select(_ => new Drive(4, cadence.Autocorrelation, dice)).ToArray();
        var laws = Enumerable.Range(0, groups).Select(OfGroup).ToArray();
        for (int t = 0; t < rows.Count; t++)
        {
            int group = rows.Groups[t] = t % groups;
            drives[group].Step(rows.Inputs[t]);
            rows.Set(t, laws[group].Level + (laws[group].Gain * Signal(rows.Inputs[t])) + (0.1 * dice.Normal()));
        }
    }

    private static void Fill(Recording rows, Cadence cadence, Dice dice, Func<float[], int, double> label)
    {
        var drive = new Drive(rows.Inputs[0].Length, cadence.Autocorrelation, dice);
        for (int t = 0; t < rows.Count; t++)
        {
            drive.Step(rows.Inputs[t]);
            rows.Set(t, label(rows.Inputs[t], t));
        }
    }
}
