using System.Security;
using AdaptiveML.Samples;

namespace PictureClasses;

/// <summary>A picture of hits and misses: emoji that were never learnt from, in both styles, and what they were taken for.</summary>
internal static class PictureGrid
{
    private const int Columns = 8, Rows = 3, Side = 64, Gap = 12, CellWidth = (2 * Side) + (3 * Gap), CellHeight = Side + 66, Top = 44;

    /// <param name="path">Where to.</param>
    /// <param name="folder">Where the pictures lie.</param>
    /// <param name="test">Rows that were predicted.</param>
    /// <param name="predicted">What of.</param>
    public static void Write(string path, string folder, Row[] test, string[] predicted)
    {
        var svg = new Svg(
            Svg.Left + (Columns * CellWidth), Top + (Rows * CellHeight), "What DATA takes pictures for that it has not learnt from, in both styles");
        var emojis = test.Zip(predicted).GroupBy(row => (row.First.Label, row.First.Picture.Emoji)).Where(styles => styles.Count() == 2)
            .GroupBy(styles => styles.Key.Label).OrderBy(label => label.Key, StringComparer.Ordinal).Where((_, place) => place % 2 == 0)
            .Take(Columns * Rows).Select(label => label.First());
        foreach (var (place, styles) in emojis.Index())
        {
            double x = Svg.Left + (place % Columns * CellWidth), y = Top + (place / Columns * CellHeight);
            svg.Add($"<text x='{x}' y='{y + 12}' fill='#222' font-size='12'>{SecurityElement.Escape(styles.Key.Label)}</text>");
            foreach (var (column, (row, name)) in styles.OrderBy(row => row.First.Picture.Style, StringComparer.Ordinal).Index())
            {
                string file = Path.Combine(folder, row.Picture.Path);
                AddPicture(svg, x + (column * (Side + Gap)), y + 18, file, row.Label, name, nameY: y + Side + 34 + (column * 14));
            }
        }

        svg.Write(path);
    }

    private static void AddPicture(Svg svg, double x, double y, string file, string label, string predicted, double nameY)
    {
        string colour = label == predicted ? "#4a9a4a" : "#c8372d", style = Path.GetFileName(file).Split('-')[0];
        string data = Convert.ToBase64String(File.ReadAllBytes(file));
        svg.Add($"<image x='{x}' y='{y}' width='{Side}' height='{Side}' href='data:image/png;base64,{data}'/>");
        svg.Add($"<rect x='{x}' y='{y}' width='{Side}' height='{Side}' fill='none' stroke='{colour}' stroke-width='3'/>");
        if (label != predicted)
        {
            double left = style == Styles.Flat ? x : x - Side - Gap;
            svg.Add($"<text x='{left}' y='{nameY}' fill='{colour}' font-size='11'>{style}: {SecurityElement.Escape(predicted)}</text>");
        }
    }
}
