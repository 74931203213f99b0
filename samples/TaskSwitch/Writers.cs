using AdaptiveML.Samples;

namespace TaskSwitch;

/// <summary>The pictures of digits, by who wrote them.</summary>
internal static class Writers
{
    /// <summary>Digits of writers to learn from, in a random order.</summary>
    public static Digit[] ToLearn()
    {
        var digits = Digit.Read("optdigits.tra");
        new Random(3).Shuffle(digits);
        return digits;
    }

    /// <summary>Digits of other writers.</summary>
    public static Digit[] ToTest() => Digit.Read("optdigits.tes");
}
