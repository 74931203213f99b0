using System.Globalization;
using AdaptiveML.Benchmarks.Sensing;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>The streams of the table of methods.</summary>
internal static class RecurrentStreams
{
    private const int Turbine = 2011;

    /// <summary>Names of all streams.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["weather", "elec2", "car", "turbine", "xor", "narma", "pen", "opt", "add35", "add59", "cue20", "cue20-lstm"];

    /// <summary>Makes a stream.</summary>
    /// <param name="name">One of <see cref="Names"/>, or cue or copy and the number of its steps.</param>
    /// <param name="folder">Where data lie.</param>
    /// <param name="seed">Of what is drawn.</param>
    public static RecurrentStream Make(string name, string folder, ulong seed) => name switch
    {
        "weather" => Weather(seed),
        "elec2" => Elec2(folder),
        "car" => Car(folder),
        "turbine" => TurbineNox(folder),
        "xor" => Bits("xor 5, 8", 100_000, seed, static (past, _) => past(5) != past(8)),
        "add35" => Bits("add (3,5)", 20_000, seed, Add(3, 5)),
        "add59" => Bits("add (5,9)", 30_000, seed, Add(5, 9)),
        "narma" => Narma(seed),
        "pen" or "opt" => Digits(name, folder, seed),
        _ when name.StartsWith("cue", StringComparison.Ordinal) => Cue(name, seed),
        _ when name.StartsWith("copy", StringComparison.Ordinal) => Copy(name, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such stream."),
    };

    /// <summary>Rain tomorrow: fronts that pass behind eight noisy instruments; persistent, and half of it cannot be known.</summary>
    private static RecurrentStream Weather(ulong seed)
    {
        const int Count = 18_000;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double front = 0, speed = 0, season = 0;
        var rows = new RecurrentStream.Row[Count];
        for (int t = 0; t < Count; t++)
        {
            season = Math.Sin(2 * Math.PI * t / 365.25);
            speed = (0.8 * speed) + (0.35 * random.NextNormal());
            front = (0.75 * front) + speed;
            double[] clean = [front, speed, season, front * season, front - speed, Math.Abs(front), front * speed, 0];
            float[] input = Array.ConvertAll(clean, static value => (float)value);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] += (float)(0.7 * random.NextNormal());
            }

            bool rains = random.NextUniform() < 1 / (1 + Math.Exp(1 - (1.5 * (front + speed)) - season));
            rows[t] = new(input, rains ? 1 : 0, default);
        }

        return Online("weather-like", 2, new(), rows);
    }

    private static RecurrentStream Elec2(string folder)
    {
        string place = Path.Combine(folder, "elec2");
        var labels = File.ReadLines(Path.Combine(place, "elec2_label.dat"));
        return Online("elec2", 2, new(), [.. File.ReadLines(Path.Combine(place, "elec2_data.dat")).Zip(labels, (line, label) =>
            new RecurrentStream.Row([.. Numbers(line, ' ')], float.Parse(label, CultureInfo.InvariantCulture), default))]);
    }

    /// <summary>The virtual CO₂ sensor: trips 1 to 9 to learn and give the scale, 10 to 12 scored.</summary>
    private static RecurrentStream Car(string folder)
    {
        RecurrentStream.Row[][] trips = [.. Enumerable.Range(1, 12).Select(trip => CarTrips.Read(Path.Combine(folder, "carOBD"), trip)
            .Select(row => new RecurrentStream.Row(row.Input, row.Emission, new() { Sequence = SequenceKey.Of(trip) })).ToArray())];
        int fitted = trips[..9].Sum(trip => trip.Length);
        return new("car, CO₂", 0, new(), [.. trips.SelectMany(trip => trip)], fitted, fitted);
    }

    /// <summary>NOx of 2013 and 2014 behind 2011 and 2012.</summary>
    private static RecurrentStream TurbineNox(string folder)
    {
        RecurrentStream.Row[][] years = [.. Enumerable.Range(Turbine, 4).Select(year => File.ReadLines(Path.Combine(folder, "gas_turbine", $"gt_{year}.csv"))
            .Skip(1).Select(line => Numbers(line, ',').ToArray()).Select(row => new RecurrentStream.Row(row[..9], row[10], default)).ToArray())];
        int fitted = years[0].Length + years[1].Length;
        return new("turbine, NOx", 0, new(), [.. years.SelectMany(year => year)], fitted, fitted);
    }

    private static Func<Func<int, bool>, Func<double>, bool> Add(int first, int second) =>
        (past, uniform) => uniform() < 0.5 + (past(first) ? 0.5 : 0) - (past(second) ? 0.25 : 0);

    /// <summary>Fair bits, and what is made of those before.</summary>
    private static RecurrentStream Bits(string name, int count, ulong seed, Func<Func<int, bool>, Func<double>, bool> label)
    {
        ulong[] state = new ulong[Xoshiro256.StateLength];
        Xoshiro256.Seed(state, seed);
        bool[] bits = new bool[count];
        var rows = new RecurrentStream.Row[count];
        for (int t = 0; t < count; t++)
        {
            bits[t] = Uniform() < 0.5;
            int now = t;
            rows[t] = new([bits[t] ? 1 : 0, bits[t] ? 0 : 1], label(lag => now >= lag && bits[now - lag], Uniform) ? 1 : 0, default);
        }

        return Online(name, 2, new(), rows);

        double Uniform() => new Xoshiro256(state).NextUniform();
    }

    /// <summary>y ← 0.3 y + 0.05 y Σ of ten y + 1.5 x x₉ before + 0.1 (A. Atiya and A. Parlos 2000).</summary>
    private static RecurrentStream Narma(ulong seed)
    {
        const int Count = 20_000, Order = 10;
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        double[] x = new double[Count], y = new double[Count];
        for (int t = 0; t < Count; t++)
        {
            x[t] = random.NextUniform() / 2;
            double past = Enumerable.Range(1, Order).Sum(lag => t >= lag ? y[t - lag] : 0), last = t > 0 ? y[t - 1] : 0;
            y[t] = Math.Tanh((0.3 * last) + (0.05 * last * past) + (1.5 * x[t] * (t >= Order - 1 ? x[t - Order + 1] : 0)) + 0.1);
        }

        return Online("NARMA-10", 0, new(), [.. x.Zip(y, static (input, label) => new RecurrentStream.Row([(float)input], (float)label, default))]);
    }

    /// <summary>Pen points or rows of pictures, the label with the last; digits to learn gone over twice, then others, which are scored.</summary>
    private static RecurrentStream Digits(string name, string folder, ulong seed)
    {
        var digits = DigitSequences.Read(name, Path.Combine(folder, name + "digits"));
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        List<RecurrentStream.Row> rows = [];
        for (int pass = 0; pass < 2; pass++)
        {
            random.Shuffle<AdaptiveML.Samples.Digit>(digits.Train);
            Add(digits.Train);
        }

        int learnt = rows.Count;
        Add(digits.Test);
        return new(name + " digits", 10, Sequences, rows, 0, learnt) { Fitted = learnt / 2 };

        void Add(AdaptiveML.Samples.Digit[] some)
        {
            foreach (var digit in some)
            {
                for (int row = 0; row < digits.Rows; row++)
                {
                    bool isLast = row == digits.Rows - 1;
                    float[] input = digit.Features.AsSpan(row * digits.Inputs, digits.Inputs).ToArray();
                    rows.Add(new(input, isLast ? digit.Value : float.NaN, new() { EndsSequence = isLast }));
                }
            }
        }
    }

    /// <summary>One of four classes is shown at the first step and asked for at the last.</summary>
    private static RecurrentStream Cue(string name, ulong seed)
    {
        const int Classes = 4, Count = 60_000;
        int steps = Steps(name, "cue");
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        List<RecurrentStream.Row> rows = [];
        while (rows.Count < Count)
        {
            int cue = (int)(random.NextUniform() * Classes);
            for (int step = 0; step < steps; step++)
            {
                bool isLast = step == steps - 1;
                float[] input = new float[Classes];
                input[cue] = step == 0 ? 1 : 0;
                rows.Add(new(input, isLast ? cue : float.NaN, new() { EndsSequence = isLast }));
            }
        }

        return Recalled(name, Classes, rows);
    }

    /// <summary>Two of four classes are shown at the first two steps and asked for, in their order, at the last two, which another input tells.</summary>
    private static RecurrentStream Copy(string name, ulong seed)
    {
        const int Classes = 4, Count = 60_000;
        int steps = Steps(name, "copy");
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        List<RecurrentStream.Row> rows = [];
        while (rows.Count < Count)
        {
            int[] shown = [(int)(random.NextUniform() * Classes), (int)(random.NextUniform() * Classes)];
            for (int step = 0; step < steps; step++)
            {
                int asked = step - (steps - 2);
                float[] input = new float[Classes + 1];
                input[Classes] = asked >= 0 ? 1 : 0;
                if (step < 2)
                {
                    input[shown[step]] = 1;
                }

                rows.Add(new(input, asked >= 0 ? shown[asked] : float.NaN, new() { EndsSequence = step == steps - 1 }));
            }
        }

        return Recalled(name, Classes, rows);
    }

    private static int Steps(string name, string task) => int.Parse(name.Split('-')[0][task.Length..], CultureInfo.InvariantCulture);

    /// <summary>The last quarter is scored.</summary>
    private static RecurrentStream Recalled(string name, int classes, List<RecurrentStream.Row> rows) => new(
        name,
        classes,
        Sequences with { Cell = name.EndsWith("lstm", StringComparison.Ordinal) ? RecurrentCell.Lstm : RecurrentCell.Tanh },
        rows,
        0,
        rows.Count * 3 / 4);

    /// <summary>For sequences that end.</summary>
    private static RecurrentOptions Sequences => new() { Discount = 1, SyntheticWeight = 1 };

    /// <summary>The first tenth gives the scale; the second half is scored.</summary>
    private static RecurrentStream Online(string name, int classes, RecurrentOptions settings, RecurrentStream.Row[] rows) =>
        new(name, classes, settings, rows, rows.Length / 10, rows.Length / 2);

    private static IEnumerable<float> Numbers(string line, char separator) =>
        line.Split(separator).Select(text => float.Parse(text, CultureInfo.InvariantCulture));
}
