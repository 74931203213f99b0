using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class GoldenPayloadTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    public void A_learner_saved_in_format_1_is_loaded_and_goes_on()
    {
        byte[] payload = File.ReadAllBytes(Path.Combine(Folder, "lru-1.payload"));
        var header = LearnerPayload.ReadHeader(payload);
        Assert.AreEqual("lru", header.Component);
        Assert.AreEqual("0.1.0", header.Attribute("made.by"));

        float[] expected = [.. File.ReadLines(Path.Combine(Folder, "lru-1.csv")).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
        float[] actual = GoldenPayload.Continue(LruCodec.Decode<float>(payload, header));
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.AreEqual(expected[row], actual[row], 1e-4f, $"row {row}");
        }
    }
}
