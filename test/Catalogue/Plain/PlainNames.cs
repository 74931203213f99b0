namespace AdaptiveML.PlantYear;

/// <summary>Names of plain methods.</summary>
internal static class PlainNames
{
    public const string LastValue = "last value";
    public const string SeasonAgo = "season ago";
}
