using AdaptiveML.Samples;

namespace TaskSwitch;

/// <summary>A task: five of the ten digits on one side, five on the other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Digits">Those whose label is true.</param>
internal sealed record Division(string Name, int[] Digits)
{
    /// <summary>The digits that are written with a loop.</summary>
    public static Division Loops { get; } = new("loops", [0, 4, 6, 8, 9]);

    /// <summary>Different divisions, none of them <see cref="Loops"/>.</summary>
    public static Division[] Draw(int count)
    {
        var random = new Random(17);
        HashSet<string> known = [Key(Loops.Digits)];
        List<Division> divisions = [];
        while (divisions.Count < count)
        {
            int[] digits = [.. Enumerable.Range(0, 10)];
            random.Shuffle(digits);
            if (known.Add(Key(digits[..5])))
            {
                divisions.Add(new($"division {divisions.Count + 1}", digits[..5]));
            }
        }

        return [.. divisions];
    }

    /// <summary>Rows of this task.</summary>
    public IEnumerable<Row> Rows(IEnumerable<Digit> digits) => digits.Select(digit => new Row { Features = digit.Features, Task = Name, Label = Asks(digit) });

    /// <summary>A random few, as many of each side.</summary>
    public Row[] Few(Digit[] pool, int count, int seed)
    {
        Digit[] mixed = [.. pool];
        new Random(seed).Shuffle(mixed);
        return [.. Rows([.. mixed.Where(Asks).Take(count / 2), .. mixed.Where(digit => !Asks(digit)).Take(count / 2)])];
    }

    private bool Asks(Digit digit) => Digits.Contains(digit.Value);

    /// <summary>The same for both sides of a division.</summary>
    private static string Key(int[] digits) => string.Concat(digits.Contains(0) ? digits.Order() : Enumerable.Range(0, 10).Except(digits));
}
