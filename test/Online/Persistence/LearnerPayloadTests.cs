using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class LearnerPayloadTests
{
    private static readonly Dictionary<string, string> Attributes = new() { ["label"] = "NOₓ" };

    [TestMethod]
    public void What_is_written_is_read_back_and_says_what_it_is()
    {
        var learner = Trained();
        learner.Mode = UpdateMode.StateOnly;
        byte[] payload = LearnerPayload.Write(learner, "weight", "{}", Attributes);
        var header = LearnerPayload.ReadHeader(payload);
        Assert.AreEqual("weight", header.Component);
        Assert.AreEqual("NOₓ", header.Attribute("label"));
        Assert.ThrowsExactly<InvalidDataException>(() => header.Attribute("features"));

        var loaded = LearnerPayload.Read<double, WeightLearner>(payload, header, static () => new(new()));
        CollectionAssert.AreEqual(learner.Memory.Hash(), loaded.Memory.Hash());
        Assert.AreEqual(UpdateMode.StateOnly, loaded.Mode);
    }

    [TestMethod]
    public void Every_flipped_byte_and_every_truncation_is_found()
    {
        byte[] payload = LearnerPayload.Write(Trained(), "weight", "{}", Attributes);
        for (int i = 0; i < payload.Length; i++)
        {
            byte[] flipped = [.. payload];
            flipped[i] ^= 0x40;
            Assert.ThrowsExactly<InvalidDataException>(() => LearnerPayload.ReadHeader(flipped), $"byte {i}");
            Assert.ThrowsExactly<InvalidDataException>(() => LearnerPayload.ReadHeader(payload.AsSpan(0, i)), $"length {i}");
        }
    }

    [TestMethod]
    [DataRow(0, "fit the model anew and save it")]
    [DataRow(2, "update AdaptiveML")]
    [DataRow(-7, "fit the model anew and save it")]
    [DataRow(1_000_000, "update AdaptiveML")]
    public void Another_format_is_refused_by_its_number_and_says_what_to_do(int version, string remedy)
    {
        byte[] payload = LearnerPayload.Write(Trained(), "weight", "{}", Attributes);
        BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(8), version);
        SHA256.HashData(payload.AsSpan(..^SHA256.HashSizeInBytes), payload.AsSpan(^SHA256.HashSizeInBytes..));

        string message = Assert.ThrowsExactly<InvalidDataException>(() => LearnerPayload.ReadHeader(payload)).Message;

        Assert.Contains($"format version {version};", message);
        Assert.Contains("reads 1.", message);
        Assert.Contains(remedy, message);
    }

    [TestMethod]
    public void Another_layout_is_refused_by_name()
    {
        byte[] payload = LearnerPayload.Write(Trained(), "weight", "{}", Attributes);
        var exception = Assert.ThrowsExactly<InvalidDataException>(() => LearnerPayload.Read<double, WeightLearner>(
            payload, LearnerPayload.ReadHeader(payload), static () => new(new() { Optimizer = OptimizerKind.Sgd })));
        Assert.Contains("optimizer.first", exception.Message);
    }

    [TestMethod]
    public void A_field_that_is_new_keeps_its_initial_value()
    {
        // Without a gate a learner has no running scales; one with a gate knows all fields of one without.
        var open = Trained(new() { Gate = GateOptions.Open });
        byte[] payload = LearnerPayload.Write(open, "weight", "{}", Attributes);
        var gated = LearnerPayload.Read<double, WeightLearner>(payload, LearnerPayload.ReadHeader(payload), static () => new(new()));
        Assert.AreEqual(open.Weight, gated.Weight);
        var deviation = gated.Memory.State.Layout.Find("gate.input.deviation");
        Assert.AreEqual(1, gated.Memory.State.View<double>(deviation!.Value)[0]);
    }

    private static WeightLearner Trained() => Trained(new());

    private static WeightLearner Trained(UpdateOptions options)
    {
        var learner = new WeightLearner(options);
        for (int row = 0; row < 20; row++)
        {
            learner.Learn(row, row * 0.5);
        }

        return learner;
    }
}
