using System.Text.Json.Nodes;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public sealed class LruStackCodecTests
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    [TestMethod]
    [DataRow(BlockNormalization.PreNorm, GradientMode.Exact, 0)]
    [DataRow(BlockNormalization.PostNorm, GradientMode.OneStep, 333)]
    [DataRow(BlockNormalization.None, GradientMode.ReadoutOnly, 700)]
    internal void Saving_in_between_changes_nothing(BlockNormalization normalization, GradientMode mode, int savedAt)
    {
        var rows = Streams.Drifting<float>(1000, 4);
        var learner = Stack(normalization, mode);
        learner.Learn(rows, 0, savedAt);
        byte[] payload = learner.Encode(NoAttributes);
        float[] expected = learner.Learn(rows, savedAt, 1000);

        var loaded = LruStack<float>.Codec.Decode(payload, LearnerPayload.ReadHeader(payload));
        Assert.AreEqual(learner.Options, loaded.Options);
        CollectionAssert.AreEqual(expected, loaded.Learn(rows, savedAt, 1000));
        Assert.AreEqual(learner.HashText(), loaded.HashText());
    }

    [TestMethod]
    public void The_machine_of_one_unit_is_refused_and_refuses()
    {
        byte[] stack = Stack(BlockNormalization.PreNorm, GradientMode.Exact).Encode(NoAttributes);
        byte[] unit = new LruLearner<float>(4, 1, new()).Encode(NoAttributes);
        Assert.Contains("'lru'", Refused(() => LruStack<float>.Codec.Decode(unit, LearnerPayload.ReadHeader(unit))));
        Assert.Contains("'lru-stack'", Refused(() => LruLearner<float>.Codec.Decode(stack, LearnerPayload.ReadHeader(stack))));

        static string Refused(Action action) => Assert.ThrowsExactly<InvalidDataException>(action).Message;
    }

    [TestMethod]
    public void An_option_that_a_payload_does_not_name_has_its_default()
    {
        var learner = Stack(BlockNormalization.PostNorm, GradientMode.Exact);
        byte[] payload = learner.Encode(NoAttributes);
        var header = LearnerPayload.ReadHeader(payload);
        var options = JsonNode.Parse(header.Options)!.AsObject();
        Assert.IsTrue(options["Unit"]!.AsObject().Remove("Readout"));
        var loaded = LruStack<float>.Codec.Decode(payload, header with { Options = options.ToJsonString() });
        Assert.AreEqual(learner.Options, loaded.Options);
    }

    private static LruStack<float> Stack(BlockNormalization normalization, GradientMode mode) => new(4, 1, new()
    {
        Width = 10,
        Normalization = normalization,
        Unit = new() { StateSize = 12, GradientMode = mode, DirectPath = DirectPath.Diagonal, Update = new() { UpdateEvery = 3, CheckpointInterval = 20 } },
    });
}
