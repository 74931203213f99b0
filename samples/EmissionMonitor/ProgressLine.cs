namespace EmissionMonitor;

/// <summary>Shows how far the work is.</summary>
internal static class ProgressLine
{
    /// <summary>A bar that grows in place; on anything but a terminal nothing, since there it would not.</summary>
    public static void Show(string what, double share)
    {
        if (!Console.IsOutputRedirected)
        {
            int done = (int)(share * 30);
            string bar = new string('#', done) + new string('.', 30 - done), end = done == 30 ? Environment.NewLine : "";
            Console.Write(FormattableString.Invariant($"\r  {what} [{bar}] {100 * share,3:F0} %{end}"));
        }
    }
}
