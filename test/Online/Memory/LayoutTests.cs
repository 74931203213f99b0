using System.Runtime.CompilerServices;

namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class LayoutTests
{
    [TestMethod]
    public void Every_field_is_aligned_and_apart_from_the_others()
    {
        var layout = new Layout();
        Field[] fields = [layout.Add<float>("a", 3), layout.Add<double>("b", 2, 5), layout.Add<long>("none", 0), layout.Add<ulong>("c", 4)];
        var buffer = new FlatBuffer(layout);
        buffer.View<float>(fields[0]).Fill(1);
        buffer.View<double>(fields[1]).Fill(2);
        buffer.View<ulong>(fields[3]).Fill(3);
        Assert.IsFalse(buffer.View<float>(fields[0]).ContainsAnyExcept(1));
        Assert.IsFalse(buffer.View<double>(fields[1]).ContainsAnyExcept(2));
        Assert.IsTrue(buffer.View<long>(fields[2]).IsEmpty);
        Assert.IsTrue(Unsafe.IsAddressLessThan(ref Unsafe.As<float, byte>(ref buffer.View<float>(fields[0])[0]), ref buffer.Bytes[^1]));
        Assert.AreEqual(10, buffer.View<double>(fields[1]).Length);
        Assert.AreEqual("a:Single[3] b:Double[2x5] none:Int64[0] c:UInt64[4]", layout.ToString());
        foreach (var field in layout.Fields)
        {
            Assert.AreEqual(0, field.Offset % Layout.Alignment);
        }
    }

    [TestMethod]
    public void A_name_stands_once_and_a_view_has_the_fields_type()
    {
        var layout = new Layout();
        var field = layout.Add<float>("a", 3);
        Assert.ThrowsExactly<ArgumentException>(() => layout.Add<float>("a", 3));
        Assert.ThrowsExactly<ArgumentException>(() => new FlatBuffer(layout).View<double>(field).Length);
        Assert.ThrowsExactly<ArgumentException>(() => new FlatBuffer(new Layout()).View<float>(field).Length);
    }

    [TestMethod]
    public void A_struct_is_saved_as_a_row_of_elements_and_has_the_fields_size()
    {
        var layout = new Layout();
        Field counts = layout.AddStruct<Counts, long>("counts"), after = layout.Add<long>("after", 1);
        var buffer = new FlatBuffer(layout);
        ref var values = ref buffer.Ref<Counts>(counts);
        values.Rows = 7;
        (values.Last[0], values.Last[1]) = (8, 9);
        Assert.AreEqual("counts:Int64[3] after:Int64[1]", layout.ToString());
        CollectionAssert.AreEqual(new long[] { 7, 8, 9 }, buffer.View<long>(counts).ToArray());
        Assert.AreEqual(0, buffer.View<long>(after)[0]);
        Assert.ThrowsExactly<ArgumentException>(() => buffer.Ref<Counts>(after).Rows);
        Assert.ThrowsExactly<ArgumentException>(() => new FlatBuffer(new Layout()).Ref<Counts>(counts).Rows);
    }

    [TestMethod]
    public void A_layout_is_read_back_from_its_text()
    {
        var layout = new Layout();
        layout.Add<float>("trace.B", 2, 5, 16);
        layout.Add<ulong>("random", 4);
        layout.Add<double>("none", 0);
        var parsed = Layout.Parse(layout.ToString());
        CollectionAssert.AreEqual(layout.Fields, parsed.Fields);
        Assert.AreEqual(layout.ByteLength, parsed.ByteLength);
        Assert.ThrowsExactly<FormatException>(() => Layout.Parse("w:Half[3]"));
        Assert.ThrowsExactly<FormatException>(() => Layout.Parse("w"));
    }

    [TestMethod]
    public void Neighbouring_parameters_that_are_stepped_alike_form_one_group()
    {
        var parameters = new ParameterLayout<float>();
        parameters.Add("a", 0.5, false, 7);
        parameters.Add("b", 0.5, false, 40);
        parameters.Add("c", 1, true, 1);
        Assert.HasCount(2, parameters.Groups);
        Assert.AreEqual(new ParameterGroup(0, 96, 0.5, false), parameters.Groups[0]);
        Assert.AreEqual(new ParameterGroup(96, 32, 1, true), parameters.Groups[1]);
    }

    [TestMethod]
    public void Restore_brings_back_what_was_kept_and_the_hash_sees_every_byte()
    {
        Layout parameters = new(), state = new();
        var weight = parameters.Add<double>("w", 1);
        var count = state.Add<long>("n", 1);
        var memory = new LearnerMemory(parameters, state, new(), 1);
        byte[] zero = memory.Hash();
        memory.Parameters.View<double>(weight)[0] = 1;
        memory.State.View<long>(count)[0] = 5;
        memory.Keep();
        memory.Parameters.View<double>(weight)[0] = double.NaN;
        memory.State.View<long>(count)[0] = 6;
        memory.Gradients.View<double>(weight)[0] = 3;
        memory.Restore();
        Assert.AreEqual(1, memory.Parameters.View<double>(weight)[0]);
        Assert.AreEqual(5, memory.State.View<long>(count)[0]);
        Assert.AreEqual(0, memory.Gradients.View<double>(weight)[0]);
        CollectionAssert.AreNotEqual(zero, memory.Hash());
    }

    private struct Counts
    {
        public long Rows;
        public Pair Last;
    }

    [InlineArray(2)]
    private struct Pair
    {
        private long _first;
    }
}
