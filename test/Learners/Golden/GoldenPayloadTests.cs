using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class GoldenPayloadTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    [TestMethod]
    public void A_learner_saved_in_format_1_is_loaded_and_goes_on() => AssertGoesOn("lru-1", GoldenPayload.Continue);

    [TestMethod]
    public void A_learner_saved_in_format_2_is_loaded_and_goes_on_with_all_its_sequences()
    {
        var learner = AssertGoesOn("lru-2", GoldenPayload.ContinueSequences);

        Assert.AreEqual((3, 3L, 0L), (learner.Memory.Sequences.Live, learner.Memory.Sequences.Opened, learner.Memory.Sequences.Evicted));
        Assert.IsGreaterThan(0, learner.Memory.Sequences.DuplicateTimes);
    }

    private static LruLearner<float> AssertGoesOn(string name, Func<LruLearner<float>, float[]> goOn)
    {
        byte[] payload = File.ReadAllBytes(Path.Combine(Folder, $"{name}.payload"));
        var header = LearnerPayload.ReadHeader(payload);
        Assert.AreEqual("lru", header.Component);
        Assert.AreEqual("0.1.0", header.Attribute("made.by"));

        float[] expected = [.. File.ReadLines(Path.Combine(Folder, $"{name}.csv")).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
        var learner = LruCodec.Decode<float>(payload, header);
        float[] actual = goOn(learner);
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            Assert.AreEqual(expected[row], actual[row], 1e-4f, $"row {row}");
        }

        return learner;
    }
}
