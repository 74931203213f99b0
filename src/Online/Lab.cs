namespace AdaptiveML.Online;

internal static class Lab
{
    public static double Get(string name, double value) =>
        Environment.GetEnvironmentVariable(name) is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : value;
}
