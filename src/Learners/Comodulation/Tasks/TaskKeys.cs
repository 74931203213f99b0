using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>The sequences by which rows may name a task.</summary>
internal static class TaskKeys
{
    /// <summary>That of its name as text and, where that is an integer as it is usually written, that of the number.</summary>
    public static IEnumerable<SequenceKey> Of(string name)
    {
        yield return SequenceKey.Of(name);
        if (long.TryParse(name, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == name)
        {
            yield return SequenceKey.Of(number);
        }
    }
}
