using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Trainers;

/// <summary>Whether the classes of a recording come in an order, which a net with a memory learns like everything else.</summary>
internal static class ClassOrder
{
    /// <summary>Fewest pairs of rows to judge by.</summary>
    private const int FewestPairs = 50;

    /// <summary>How much oftener or less often than by chance, as a share of what chance leaves, rows on end must be of the same class.</summary>
    private const double LargestExcess = 0.5, LargestLack = 0.75;

    /// <summary>What is to be said of a fit's rows; nothing where their order is not far from chance.</summary>
    public static IEnumerable<string> Messages(TrainingRows<float> rows)
    {
        Dictionary<SequenceKey, float> last = [];
        Dictionary<float, int> counts = [];
        int pairs = 0, same = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            float label = rows.Target(row)[0];
            if (!float.IsFinite(label))
            {
                continue;
            }

            var context = rows.Context(row);
            counts[label] = counts.GetValueOrDefault(label) + 1;
            if (last.TryGetValue(context.Sequence, out float before))
            {
                pairs++;
                same += before == label ? 1 : 0;
            }

            last[context.Sequence] = label;
            if (context.EndsSequence)
            {
                last.Remove(context.Sequence);
            }
        }

        if (pairs < FewestPairs || counts.Count < 2)
        {
            yield break;
        }

        double labels = counts.Values.Sum(), chance = counts.Values.Sum(count => count / labels * (count / labels)), share = (double)same / pairs;
        if (share > chance + (LargestExcess * (1 - chance)) || share < (1 - LargestLack) * chance)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Of rows on end {100 * share:f0} % are of the same class, by chance it would be {100 * chance:f0} %: the net learns this order. "
                + $"Shuffle rows that are no stream, or use a classifier that sees each row for itself.");
        }
    }
}
