using System.Globalization;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class GoldenPayloadTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Golden", GoldenPayload.Name);

    [TestMethod]
    public void A_saved_learner_loads_for_ever_and_goes_on_with_all_its_sequences()
    {
        byte[] payload = File.ReadAllBytes(Golden + ".payload");
        var header = LearnerPayload.ReadHeader(payload);
        Assert.AreEqual("lru", header.Component);
        Assert.AreEqual("0.1.0", header.Attribute("made.by"));

        float[] expected = [.. File.ReadLines(Golden + ".csv").Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
        var learner = LruLearner<float>.Codec.Decode(payload, header);
        float[] actual = GoldenPayload.GoOn(learner);
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.AreEqual(expected[row], actual[row], 1e-4f, $"row {row}");
        }

        Assert.AreEqual((3, 3L, 0L), (learner.Memory.Sequences.Live, learner.Memory.Sequences.Opened, learner.Memory.Sequences.Evicted));
        Assert.IsGreaterThan(0, learner.Memory.Sequences.DuplicateTimes);
    }
}
