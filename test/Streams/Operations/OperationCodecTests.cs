using AdaptiveML.Online;

namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class OperationCodecTests
{
    private static readonly byte[] Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly StreamRow[] Rows =
    [
        new(new float[] { 1, float.NaN, -0f }, 3, new() { Sequence = SequenceKey.Of("a"), Time = -7, Weight = 0.1, EndsSequence = true }),
        new(new float[] { float.PositiveInfinity }),
    ];

    public static IEnumerable<object[]> Kinds() => Enum.GetValues<OperationKind>().Select(kind => new object[] { kind });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void An_operation_comes_back_as_the_same_bytes(OperationKind kind)
    {
        byte[] bytes = Sample(kind).Encode();
        var back = Operation.Decode(bytes);

        Assert.AreEqual(kind, back.Kind);
        Assert.AreEqual(5, back.Sequence);
        Assert.AreEqual(17, back.Offset);
        CollectionAssert.AreEqual(bytes, back.Encode());
    }

    [TestMethod]
    public void Rows_come_back_bit_for_bit()
    {
        var back = Operation.Decode(Sample(OperationKind.Await).Encode());

        Assert.AreEqual("ключ", back.Key);
        Assert.AreEqual(2, back.Rows.Length);
        for (int i = 0; i < 2; i++)
        {
            var (expected, actual) = (Rows[i], back.Rows.Span[i]);
            Assert.AreEqual(expected.Context, actual.Context);
            Assert.AreEqual(BitConverter.SingleToInt32Bits(expected.Label), BitConverter.SingleToInt32Bits(actual.Label));
            CollectionAssert.AreEqual(
                expected.Input.ToArray().Select(BitConverter.SingleToInt32Bits).ToArray(),
                actual.Input.ToArray().Select(BitConverter.SingleToInt32Bits).ToArray());
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Whatever_the_bytes_are_they_are_an_operation_or_the_message_says_what_is_wrong(OperationKind kind)
    {
        byte[] whole = Sample(kind).Encode();
        var random = new Random((int)kind);
        for (int length = 0; length < whole.Length; length++)
        {
            AssertDecodes(whole.AsSpan(0, length).ToArray());
        }

        for (int trial = 0; trial < 20_000; trial++)
        {
            byte[] changed = [.. whole];
            for (int i = random.Next(3); i >= 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            AssertDecodes(changed);
        }
    }

    [TestMethod]
    public void What_is_wrong_is_named()
    {
        byte[] bytes = Sample(OperationKind.Learn).Encode();
        StringAssert.Contains(Message(bytes[..^1]), "input takes 4 bytes and 3 are left");
        StringAssert.Contains(Message([.. bytes, 0]), "1 bytes follow its end");
        StringAssert.Contains(Message([2, .. bytes[1..]]), "format version is 2");
        StringAssert.Contains(Message([1, 77, .. bytes[2..]]), "kind is 77");
        StringAssert.Contains(Message([]), "format version takes 1 bytes");
    }

    [TestMethod]
    public void A_text_that_is_too_long_or_none_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => (Sample(OperationKind.Tell) with { Key = new string('k', 1025) }).Encode());
        Assert.ThrowsExactly<System.Text.EncoderFallbackException>(() => (Sample(OperationKind.Tell) with { Key = "\ud800" }).Encode());
    }

    [TestMethod]
    public void A_hashed_observation_holds_no_value_of_the_row()
    {
        var hashed = Sample(OperationKind.Observe) with { IsHashed = true, RowHash = OperationWriter.HashInputs(Rows) };
        byte[] bytes = hashed.Encode();
        var back = Operation.Decode(bytes);

        Assert.IsTrue(back.IsHashed);
        Assert.IsTrue(back.Rows.ToArray().All(row => row.Input.IsEmpty));
        Assert.AreEqual(Rows[0].Context, back.Rows.Span[0].Context);
        CollectionAssert.AreEqual(hashed.RowHash.ToArray(), back.RowHash.ToArray());
        CollectionAssert.AreEqual(bytes, back.Encode());
    }

    private static Operation Sample(OperationKind kind)
    {
        var head = new Operation { Kind = kind, Sequence = 5, Offset = 17, Time = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc), Previous = Hash };
        return kind switch
        {
            OperationKind.Observe or OperationKind.Learn => head with { Rows = Rows },
            OperationKind.Await => head with { Rows = Rows, Key = "ключ" },
            OperationKind.Tell => head with { Key = "k", Labels = new float[] { 1, float.NaN } },
            OperationKind.Expire => head with { Moment = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
            OperationKind.Reset => head with { ResetSequence = SequenceKey.Of(4) },
            OperationKind.Freeze => head with { Mode = UpdateMode.StateOnly },
            OperationKind.Rewind => head with { RewindTo = 3 },
            OperationKind.Open => head with { Learner = 1, Key = "a class" },
            _ => head with { StateHash = Hash },
        };
    }

    private static void AssertDecodes(byte[] bytes)
    {
        try
        {
            CollectionAssert.AreEqual(bytes, Operation.Decode(bytes).Encode());
        }
        catch (InvalidDataException exception)
        {
            StringAssert.StartsWith(exception.Message, "This is no operation: ");
        }
    }

    private static string Message(byte[] bytes) => Assert.ThrowsExactly<InvalidDataException>(() => Operation.Decode(bytes)).Message;
}
