using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Columns;

/// <summary>What ConvertType makes of the integers and keys that a group column can hold.</summary>
[TestClass]
public sealed class ConvertTypeTests
{
    private static readonly MLContext Context = new();
    private static readonly IDataView View = Context.Data.LoadFromEnumerable(new[] { new Numbers() });

    /// <summary>Relied on by GroupEncoding: a saved model reads groups of any width as 64 bits.</summary>
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

    /// <summary>Relied on by GroupEncoding and KeyGroupFactory: a group's key has the same number in a saved model.</summary>
    [TestMethod]
    public void A_key_becomes_a_key_of_64_bits_with_the_same_number()
    {
        var view = Convert("Key", DataKind.UInt64);

        Assert.AreEqual(new KeyDataViewType(typeof(ulong), 4), view.Schema["To"].Type);
        Assert.AreEqual(3ul, view.GetColumn<ulong>("To").Single());
    }

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

        /// <summary>From objects, keys are counted from zero.</summary>
        [KeyType(4)]
        public byte Key { get; set; } = 2;
    }
}
