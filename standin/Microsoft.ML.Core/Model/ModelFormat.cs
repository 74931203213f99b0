using System.Text;

namespace Microsoft.ML;

// A model is a zip with an entry a part: a header, a line that names what reads the part, and the part's own bytes.
internal static class ModelFormat
{
    public const string Magic = "ML.NET stand-in of AdaptiveML, model format 1";

    public const string PartName = "Part";

    public static readonly Encoding Text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A fixed time, so that the same model is the same bytes.
    public static readonly DateTimeOffset Time = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Join(string directory, string name) => directory.Length == 0 ? name : $"{directory}/{name}";
}
