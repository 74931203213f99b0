using System.Globalization;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Payloads in which somebody has changed one number, sealed anew: each is refused, or a learner comes of it that works.</summary>
internal static class ForgedNumbers
{
    private static readonly double[] Numbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, 1e100, 1e-310, 0, -1, 3, 0.5, 1e9, -1e9];

    private static readonly long[] Integers =
        [0, 1, -1, 5, 1000, int.MaxValue, int.MinValue, 1L << 40, FieldRules.Most, -FieldRules.Most, long.MaxValue, long.MinValue];

    /// <summary>Changes numbers of every field of a learner's parameters, state and first sequence, one at a time.</summary>
    /// <param name="payload">The learner.</param>
    /// <param name="random">Draws places and numbers.</param>
    /// <param name="fields">Fields, at most.</param>
    /// <param name="places">Places of a field, at most.</param>
    /// <param name="values">Numbers that are written to each, at most.</param>
    /// <param name="rows">Rows that a learner which is taken must learn.</param>
    /// <returns>What is wrong, a line each; and how many cases were taken and refused.</returns>
    public static (List<string> Faults, int Taken, int Refused) Run(byte[] payload, Random random, int fields, int places, int values, int rows)
    {
        var (faults, taken, refused) = (new List<string>(), 0, 0);
        (int Buffer, Field Field)[] all =
            [.. Buffers(SavedLearner.Decode(payload)).SelectMany((buffer, index) => buffer.Layout.Fields.Select(field => (index, field)))];
        foreach (int chosen in Some(random, all.Length, fields))
        {
            var (buffer, field) = all[chosen];
            foreach (int element in Some(random, field.Length, places))
            {
                foreach (int value in Some(random, field.Kind == ElementKind.Int64 ? Integers.Length : Numbers.Length, values))
                {
                    var (isTaken, fault) = Case(payload, buffer, field, element, value, rows);
                    (taken, refused) = isTaken ? (taken + 1, refused) : (taken, refused + 1);
                    if (fault is not null)
                    {
                        faults.Add(fault);
                    }
                }
            }
        }

        return (faults, taken, refused);
    }

    private static int[] Some(Random random, int count, int most)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        random.Shuffle(all);
        return all[..Math.Min(count, most)];
    }

    private static List<FlatBuffer> Buffers(IOnlineLearner<float> learner) =>
        [learner.Memory.Parameters, learner.Memory.State, .. learner.Memory.Live.Live.Take(1)];

    private static (bool IsTaken, string? Fault) Case(byte[] payload, int buffer, Field field, int element, int value, int rows)
    {
        var learner = SavedLearner.Decode(payload);
        Write(Buffers(learner)[buffer], field, element, value);
        byte[] changed = SavedLearner.Encode(learner);
        string? what = null;
        bool isTaken = false;
        try
        {
            learner = SavedLearner.Decode(changed);
            isTaken = true;
            Use(learner, rows);
        }
        catch (InvalidDataException) when (!isTaken)
        {
            // Refused, as it should be.
        }
        catch (Exception exception)
        {
            what = exception.ToString();
        }

        double number = field.Kind == ElementKind.Int64 ? Integers[value] : Numbers[value];
        return (isTaken, what is null ? null : string.Create(CultureInfo.InvariantCulture, $"{field}[{element}] = {number}: {what}"));
    }

    private static void Write(FlatBuffer buffer, Field field, int element, int value)
    {
        switch (field.Kind)
        {
            case ElementKind.Single:
                buffer.View<float>(field)[element] = (float)Numbers[value];
                break;
            case ElementKind.Double:
                buffer.View<double>(field)[element] = Numbers[value];
                break;
            case ElementKind.Int64:
                buffer.View<long>(field)[element] = Integers[value];
                break;
            default:
                buffer.View<ulong>(field)[element] = unchecked((ulong)BitConverter.DoubleToInt64Bits(Numbers[value]));
                break;
        }
    }

    /// <summary>Writes a row, the same for the same number; its labels are numbers that are indexes of two classes too.</summary>
    public static void Row(int row, Span<float> input, Span<float> target)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = ((row * ((7 * i) + 3)) % 101 / 101f) + (row % 2);
        }

        target.Fill(row % 2);
    }

    private static void Use(IOnlineLearner<float> learner, int rows)
    {
        float[] input = new float[learner.InputSize], target = new float[learner.TargetSize], prediction = new float[learner.OutputSize];
        for (int row = 0; row < rows; row++)
        {
            Row(row, input, target);
            learner.Predict(default, input, prediction);
            learner.Learn(default, input, target, prediction);
        }

        SavedLearner.Encode(learner.Clone());
    }
}
