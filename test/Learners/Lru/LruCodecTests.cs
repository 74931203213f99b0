using System.Text;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruCodecTests
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    [TestMethod]
    [DataRow(GradientMode.Exact, ReadoutKind.Linear, 0)]
    [DataRow(GradientMode.Exact, ReadoutKind.Gated, 1)]
    [DataRow(GradientMode.OneStep, ReadoutKind.Mlp, 333)]
    [DataRow(GradientMode.ReadoutOnly, ReadoutKind.Linear, 700)]
    public void Saving_in_between_changes_nothing(GradientMode mode, ReadoutKind readout, int savedAt)
    {
        var rows = Streams.Drifting<float>(1000, 4);
        var learner = new LruLearner<float>(
            4, 1, new() { StateSize = 12, GradientMode = mode, Readout = readout, Update = new() { UpdateEvery = 3, CheckpointInterval = 20 } });
        learner.Learn(rows, 0, savedAt);
        byte[] payload = learner.Encode(NoAttributes);
        float[] expected = learner.Learn(rows, savedAt, 1000);

        var loaded = LruLearner<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual(learner.Options, loaded.Options);
        CollectionAssert.AreEqual(expected, loaded.Learn(rows, savedAt, 1000));
        Assert.AreEqual(learner.HashText(), loaded.HashText());
    }

    [TestMethod]
    public void Another_machine_another_precision_and_an_unknown_option_are_refused()
    {
        var learner = new LruLearner<float>(2, 1, new());
        byte[] other = LearnerPayload.Write(learner, "ttt", "{}", NoAttributes);
        Assert.Contains("ttt", Refused(() => LruLearner<float>.Codec.Decode(other, LearnerPayload.ReadHeader(other))));

        byte[] single = learner.Encode(NoAttributes);
        Assert.Contains("nu_log:Single", Refused(() => LruLearner<double>.Codec.Decode(single, LearnerPayload.ReadHeader(single))));

        byte[] unknown = LearnerPayload.Write(learner, LruLearner<float>.Component, """{"StateSize":32,"Attention":true}""", NoAttributes);
        Assert.Contains("Attention", Refused(() => LruLearner<float>.Codec.Decode(unknown, LearnerPayload.ReadHeader(unknown))));
    }

    [TestMethod]
    public void An_option_that_the_payload_does_not_name_has_its_default()
    {
        var options = new LruOptions { StateSize = 12, Update = new() { CheckpointInterval = 20 } };
        byte[] payload = LearnerPayload.Write(
            new LruLearner<float>(2, 1, options), LruLearner<float>.Component, """{"StateSize":12,"Update":{"CheckpointInterval":20}}""", NoAttributes);

        Assert.AreEqual(options, LruLearner<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload)).Options);
    }

    [TestMethod]
    public void The_header_can_be_read_by_eye()
    {
        byte[] payload = new LruLearner<float>(2, 1, new()).Encode(NoAttributes);
        string text = Encoding.UTF8.GetString(payload);
        Assert.StartsWith("AdaptvML", text);
        Assert.Contains("\"Component\":\"lru\"", text);
    }

    private static string Refused(Action action) => Assert.ThrowsExactly<InvalidDataException>(action).Message;
}
