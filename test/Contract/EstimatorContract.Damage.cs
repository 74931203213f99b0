using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <content>A damaged payload is refused with a reason, and nothing else comes of it.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    [Timeout(60_000)]
    public void A_payload_with_any_byte_damaged_is_refused()
    {
        byte[] whole = PayloadText.Decode(Payload(Model.Loaded)).ToArray();

        Parallel.ForEach(Places(whole.Length), i =>
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= (byte)(1 << (i % 8));
            AssertRefused(Convert.ToBase64String(damaged), $"byte {i} damaged");
        });
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_payload_cut_off_anywhere_is_refused()
    {
        string whole = Payload(Model.Loaded);

        Parallel.ForEach(Places(whole.Length), i => AssertRefused(whole[..i], $"cut off at {i}"));
    }

    [TestMethod]
    [Timeout(60_000)]
    public void A_text_with_any_character_changed_is_refused()
    {
        string whole = Payload(Model.Loaded);

        Parallel.ForEach(Places(whole.Length), i => AssertRefused(Changed(whole, i), $"character {i} changed"));
    }

    [TestMethod]
    [DataRow("nothing", "does not begin as one", "does not begin as one")]
    [DataRow("a letter", "not base64", "not base64")]
    [DataRow("a part", "says it has", "compressed bytes say that it has")]
    [DataRow("a letter changed", "digest does not match", "learner is damaged: ")]
    public void A_model_with_a_damaged_payload_says_so_when_it_is_used(string left, string reason, string reasonOfCompressed)
    {
        var payload = SavedPayload(Model.Loaded);
        string text = payload.Value;
        var damaged = payload.With(left switch
        {
            "nothing" => "",
            "a letter" => text[..1],
            "a part" => text[..^4],
            _ => Changed(text, 200),
        });
        reason = IsCompressed(text) ? reasonOfCompressed : reason;

        var rehydrating = Assert.ThrowsExactly<InvalidDataException>(() => Context.Model.Rehydrate(damaged));
        var scoring = Assert.Throws<Exception>(() => Table.Of(damaged.Transform(Future))).GetBaseException();

        Assert.IsInstanceOfType<InvalidDataException>(scoring);
        Assert.Contains(reason, rehydrating.Message);
        Assert.Contains(reason, scoring.Message);
        CollectionAssert.AreEqual(Expected(), Lines(payload.With(text), Future), "the payload as it was");
    }

    private static bool IsCompressed(string text) => text[^1] > sbyte.MaxValue;

    /// <summary>The text with another character, of those that such texts have, at a place.</summary>
    private static string Changed(string text, int place)
    {
        char now = text[place], other = now > sbyte.MaxValue ? (char)(now ^ 1) : now == 'A' ? 'B' : 'A';
        return $"{text[..place]}{other}{text[(place + 1)..]}";
    }

    /// <summary>All places of a payload, or of a large one 1000, evenly from beginning to end: each is tried on the whole of it.</summary>
    private static IEnumerable<int> Places(int length)
    {
        int count = Math.Min(length, 1000);
        return Enumerable.Range(0, count).Select(i => (int)((long)i * length / count));
    }

    /// <summary>What a loaded model does with the payload when the first row brings it.</summary>
    private static void AssertRefused(string payload, string how)
    {
        var row = new ScoreInput { Payload = payload.AsMemory(), Features = Data.Recording.Future[0].Row.Features };

        var exception = Assert.ThrowsExactly<InvalidDataException>(() => new SavedModelScorer().Score(row, new()), how);
        Assert.IsGreaterThan(20, exception.Message.Length, how);
    }
}
