using System.Globalization;
using System.Text;

namespace TaskSwitch;

/// <summary>A picture with a title.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();

    public Svg(int width, int height, string title)
    {
        Add($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' font-family='sans-serif' font-size='13'>");
        Add($"<rect width='{width}' height='{height}' fill='white'/><text x='60' y='24' font-size='17'>{title}</text>");
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public void Add(FormattableString line) => _text.AppendLine(Text(line));

    public void Write(string path)
    {
        Add($"</svg>");
        File.WriteAllText(path, _text.ToString());
    }
}
