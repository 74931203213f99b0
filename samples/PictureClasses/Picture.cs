namespace PictureClasses;

/// <summary>A picture as its file tells of it.</summary>
internal sealed class Picture
{
    /// <summary>Its file, from the folder of the pictures.</summary>
    public string Path { get; init; } = "";

    /// <summary>What it shows: a subgroup of Unicode's emoji.</summary>
    public string Label { get; init; } = "";

    /// <summary>How it is drawn: <see cref="Styles"/>.</summary>
    public string Style { get; init; } = "";

    /// <summary>The emoji, drawn in each style once.</summary>
    public string Emoji { get; init; } = "";

    /// <summary>0 to 9: an emoji is in the same fold in every style.</summary>
    public int Fold { get; init; }

    /// <summary>Reads the pictures that <c>prepare.sh</c> drew.</summary>
    /// <param name="folder">Their folder.</param>
    public static Picture[] Read(string folder) =>
        [.. File.ReadLines(System.IO.Path.Combine(folder, "pictures.tsv")).Skip(1).Select(line => line.Split('\t')).Select(cells => new Picture
        {
            Path = cells[0],
            Label = cells[1],
            Style = cells[2],
            Emoji = cells[3],
            Fold = int.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture),
        })];
}
