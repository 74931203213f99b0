namespace AdaptiveML.Pipeline.Tests.Models;

[TestClass]
public sealed class PayloadTextTests
{
    private const int Large = PayloadText.LargestPlain + 12_345;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000)]
    [DataRow(PayloadText.LargestPlain)]
    [DataRow(PayloadText.LargestPlain + 1)]
    [DataRow(Large)]
    public void A_payload_comes_back_from_its_text(int length)
    {
        foreach (byte[] payload in new[] { Noise(length), new byte[length] })
        {
            string text = PayloadText.Encode(payload);

            Assert.AreEqual(text, PayloadText.Encode(payload));
            Assert.IsTrue(PayloadText.Decode(text).Span.SequenceEqual(payload));
            Assert.AreEqual(length <= PayloadText.LargestPlain, text == Convert.ToBase64String(payload));
        }
    }

    [TestMethod]
    public void A_large_payload_takes_8_characters_for_15_bytes_and_never_less_than_a_sixteenth_of_that()
    {
        byte[] zeros = new byte[Large], noise = Noise(Large);

        Assert.AreEqual(8 * Large / 15.0, PayloadText.Encode(noise).Length, Large / 100.0);
        Assert.IsGreaterThanOrEqualTo(8 * (Large / 16) / 15, PayloadText.Encode(zeros).Length);
    }

    [TestMethod]
    public void What_asks_for_more_than_sixteen_times_its_own_length_is_refused()
    {
        string text = PayloadText.Encode(new byte[Large]);

        Assert.ThrowsExactly<InvalidDataException>(() => PayloadText.Decode(text.AsSpan(0, text.Length / 2)));
    }

    [TestMethod]
    public void A_large_text_that_is_damaged_is_refused_or_gives_another_payload()
    {
        byte[] payload = Noise(Large);
        string text = PayloadText.Encode(payload);
        foreach (int place in new[] { 0, 5, 11, 12, 13, 14, 15, 16, 17, 18, 100, text.Length / 2, text.Length - 9 })
        {
            foreach (char other in new[] { ' ', 'A', (char)(text[place] ^ 1), '\uffff' }.Where(other => other != text[place]))
            {
                string damaged = text.Remove(place, 1).Insert(place, other.ToString());

                Assert.IsTrue(IsRefused(damaged) || !PayloadText.Decode(damaged).Span.SequenceEqual(payload), $"'{other}' at {place}");
            }
        }

        foreach (int length in new[] { 0, 11, 12, 13, 17, 18, 1000, text.Length / 2, text.Length - 20 })
        {
            Assert.IsTrue(IsRefused(text[..length]) || length == 0, $"cut off at {length}");
        }
    }

    private static bool IsRefused(string text)
    {
        try
        {
            PayloadText.Decode(text);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
