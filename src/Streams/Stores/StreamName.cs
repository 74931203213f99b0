using System.Globalization;
using System.Text;

namespace AdaptiveML.Streams;

/// <summary>Names of streams: any text of 1 to 200 characters without half of a surrogate pair, such as "plant-7/turbine-2".</summary>
public static class StreamName
{
    /// <summary>Largest length, in UTF-16 characters.</summary>
    public const int MaximumLength = 200;

    private const char Escape = '%';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Throws unless a text is the name of a stream.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Validate(string stream)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        if (stream.Length > MaximumLength)
        {
            throw new ArgumentException($"The name of a stream has at most {MaximumLength} characters; this one has {stream.Length}.", nameof(stream));
        }

        Utf8.GetByteCount(stream);
    }

    /// <summary>
    /// A name as the name of a folder, on systems that tell cases apart and on those that do not: a to z, 0 to 9, - and _ stay, and so do dots that are not
    /// first; each other byte of its UTF-8 becomes % and two hexadecimal digits. Long ones are cut into several folders, which end in % but for the last.
    /// </summary>
    internal static string ToPath(string stream)
    {
        Validate(stream);
        var path = new StringBuilder();
        int length = 0;
        foreach (byte value in Utf8.GetBytes(stream))
        {
            if (length >= 180)
            {
                path.Append(Escape).Append(Path.DirectorySeparatorChar);
                length = 0;
            }

            char c = (char)value;
            bool isPlain = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' || (c == '.' && length > 0);
            string text = isPlain ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Escape}{value:x2}");
            path.Append(text);
            length += text.Length;
        }

        return path.ToString();
    }

    /// <summary>The name whose folder a path is.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static string FromPath(string path)
    {
        string text = path.Replace($"{Escape}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        try
        {
            for (int i = 0; i < text.Length; i++)
            {
                bool isEscaped = text[i] == Escape;
                bytes.Add(isEscaped ? byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : (byte)text[i]);
                i += isEscaped ? 2 : 0;
            }

            string name = Utf8.GetString(bytes.ToArray());
            return ToPath(name) == path ? name : throw new InvalidDataException($"'{path}' is no folder of a stream.");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' is no folder of a stream.", exception);
        }
    }
}
