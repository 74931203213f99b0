using AdaptiveML.Online;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Rows;

[TestClass]
public sealed class TextKeysTests
{
    [TestMethod]
    public void Every_text_has_its_own_key_however_many_there_are()
    {
        var keys = new TextKeys();
        foreach (string text in Enumerable.Range(0, 3000).Select(i => new string((char)('a' + (i % 20)), 1 + (i % 9)) + (i % 500)))
        {
            Assert.AreEqual(SequenceKey.Of(text), keys.Of(text));
            Assert.AreEqual(SequenceKey.Of(text), keys.Of(text), "remembered");
            Assert.AreEqual(SequenceKey.Unknown, keys.Of(""));
        }
    }

    [TestMethod]
    public void A_key_survives_the_way_through_numbers()
    {
        foreach (var key in new[] { default, SequenceKey.Unknown, SequenceKey.Of(long.MinValue), SequenceKey.Of(-1), SequenceKey.Of("north") })
        {
            var coded = new CodedFeatures();

            coded.Join(new VBuffer<float>(2, [1, 2]), key);

            Assert.AreEqual(key, SequenceCode.Read(coded.Features.GetValues()[2..]));
        }
    }
}
