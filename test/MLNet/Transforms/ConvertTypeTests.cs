using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Transforms;

/// <summary>What ConvertType makes of numbers.</summary>
[TestClass]
public sealed class ConvertTypeTests
{
    private static readonly MLContext Context = new();
    private static readonly IDataView View = Context.Data.LoadFromEnumerable(new[] { new Numbers() });

    [TestMethod]
    [DataRow("SByte", DataKind.Int64)]
    [DataRow("Int16", DataKind.Int64)]
    [DataRow("Int32", DataKind.Int64)]
    [DataRow("Int64", DataKind.Int64)]
    [DataRow("Byte", DataKind.UInt64)]
    [DataRow("UInt16", DataKind.UInt64)]
    [DataRow("UInt32", DataKind.UInt64)]
    [DataRow("UInt64", DataKind.UInt64)]
    public void Integers_become_64_bits_wide(string name, DataKind kind)
    {
        var view = Convert(name, kind);

        decimal value = kind == DataKind.Int64 ? view.GetColumn<long>("To").Single() : view.GetColumn<ulong>("To").Single();
        Assert.AreEqual(System.Convert.ToDecimal(typeof(Numbers).GetProperty(name)!.GetValue(new Numbers()), null), value);
    }

    [TestMethod]
    [DataRow("Int32", DataKind.UInt64)]
    [DataRow("Int64", DataKind.UInt64)]
    [DataRow("Byte", DataKind.Int64)]
    [DataRow("UInt32", DataKind.Int64)]
    [DataRow("UInt64", DataKind.Int64)]
    [DataRow("Single", DataKind.Int64)]
    [DataRow("Boolean", DataKind.UInt64)]
    public void Nothing_gains_or_loses_a_sign_or_becomes_an_integer(string name, DataKind kind) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Convert(name, kind));

    [TestMethod]
    public void A_key_member_must_say_its_count() => Assert.Throws<Exception>(() => SchemaDefinition.Create(typeof(Uncounted)));

    private static IDataView Convert(string name, DataKind kind) => Context.Transforms.Conversion.ConvertType("To", name, kind).Fit(View).Transform(View);

    private sealed class Numbers
    {
        public sbyte SByte { get; set; } = sbyte.MinValue;

        public byte Byte { get; set; } = byte.MaxValue;

        public short Int16 { get; set; } = short.MinValue;

        public ushort UInt16 { get; set; } = ushort.MaxValue;

        public int Int32 { get; set; } = int.MinValue;

        public uint UInt32 { get; set; } = uint.MaxValue;

        public long Int64 { get; set; } = long.MinValue;

        public ulong UInt64 { get; set; } = ulong.MaxValue;

        public float Single { get; set; } = 1;

        public bool Boolean { get; set; } = true;
    }

    private sealed class Uncounted
    {
        [KeyType]
        public uint Key { get; set; }
    }
}
