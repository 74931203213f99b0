namespace AdaptiveML.Contract.Support;

/// <summary>How a component of ML.NET refuses what does not fit it.</summary>
internal static class Refusal
{
    public static void Of(string what, Action action)
    {
        var exception = Assert.Throws<Exception>(action, $"{what}: not refused");
        Assert.IsTrue(
            exception.GetBaseException() is ArgumentOutOfRangeException or InvalidOperationException,
            $"{what}: refused by {exception.GetBaseException()}");
    }
}
