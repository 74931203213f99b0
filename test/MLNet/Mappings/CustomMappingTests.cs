using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Mappings;

[TestClass]
public sealed class CustomMappingTests
{
    private readonly MLContext _context = new();
    private readonly IDataView _source;

    public CustomMappingTests() => _source = _context.Data.LoadFromEnumerable(Readings.Take(20));

    [TestMethod]
    public void A_class_without_members_can_be_its_input()
    {
        var view = _context.Transforms.Key().Fit(_source).Transform(_source);

        Assert.IsTrue(view.GetColumn<ReadOnlyMemory<char>>("Key").All(k => k.Span.SequenceEqual("1")));
    }

    [TestMethod]
    public void Outputs_of_declared_sizes_and_columns_of_any_size_fit()
    {
        var view = _context.Transforms.CustomMapping<AnySize, Blocks>(
            static (input, output) =>
            {
                var editor = VBufferEditor.Create(ref output.Pair, 2);
                editor.Values[0] = input.Features.GetItemOrDefault(0);
                editor.Values[1] = input.Features.Length;
                output.Pair = editor.Commit();
            },
            null).Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), view.Schema["Pair"].Type);
        Assert.IsTrue(view.GetColumn<float[]>("Pair").Select((p, i) => p[0] == i % 7 && p[1] == 3).All(ok => ok));
    }

    [TestMethod]
    public void Members_are_renamed_by_attribute()
    {
        var view = _context.Transforms.CustomMapping<Renamed, SumMapping.Output>(static (i, o) => o.Sum = i.Any, null).Fit(_source).Transform(_source);

        Assert.AreEqual(3f, view.GetColumn<float>("Sum").ElementAt(3));
    }

    [TestMethod]
    public void A_key_column_is_read_whatever_count_the_member_declares()
    {
        var keyed = _context.Transforms.Conversion.MapValueToKey("Group", "Name")
            .Append(_context.Transforms.Conversion.ConvertType("Key", "Group", DataKind.UInt64));
        var groups = keyed.Fit(_source).Transform(_source);

        var view = _context.Transforms.CustomMapping<KeyIn, SumMapping.Output>(static (i, o) => o.Sum = i.Key, null).Fit(groups).Transform(groups);

        CollectionAssert.AreEqual(
            Enumerable.Range(0, 20).Select(i => i % 4 + 1f).ToArray(),
            view.GetColumn<float>("Sum").ToArray());
    }

    [TestMethod]
    public void A_column_of_another_type_is_an_error_of_the_schema()
    {
        var estimator = _context.Transforms.CustomMapping<WrongType, SumMapping.Output>(static (i, o) => o.Sum = 0, null);

        Assert.Throws<Exception>(() => estimator.Fit(_source).Transform(_source));
    }

    [TestMethod]
    public void An_output_named_like_an_input_hides_it()
    {
        var view = _context.Transforms.CustomMapping<SumMapping.Input, SumMapping.Input>(static (i, o) => o.Index = -i.Index, null)
            .Fit(_source).Transform(_source);

        Assert.AreEqual(-5f, view.GetColumn<float>("Index").ElementAt(5));
        Assert.AreEqual(2, view.Schema.Count(c => c.Name == "Index"));
    }

    [TestMethod]
    public void A_vector_that_hides_its_source_may_be_longer_and_of_no_known_size()
    {
        var view = _context.Transforms.CustomMapping<Inherited, AnySize>(
            static (input, output) =>
            {
                var joined = output.Features;
                var editor = VBufferEditor.Create(ref joined, input.Features.Length + 1);
                input.Features.CopyTo(editor.Values);
                editor.Values[^1] = input.Index;
                output.Features = editor.Commit();
            },
            null).Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), view.Schema["Features"].Type);
        Assert.IsTrue(view.GetColumn<float[]>("Features").Select((values, i) => values.Length == 4 && values[^1] == i).All(ok => ok));
        var dropped = _context.Transforms.DropColumns("Features").Fit(view).Transform(view);
        Assert.IsNull(dropped.Schema.GetColumnOrNull("Features"));
    }

    private sealed class AnySize
    {
        [VectorType]
        public VBuffer<float> Features { get; set; }
    }

    private abstract class Base
    {
        [VectorType]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Inherited : Base
    {
        public float Index { get; set; }
    }

    private sealed class Blocks
    {
        [VectorType(2)]
        public VBuffer<float> Pair;
    }

    private sealed class Renamed
    {
        [ColumnName("Index")]
        public float Any { get; set; }
    }

    private sealed class KeyIn
    {
        [KeyType(1)]
        public ulong Key { get; set; }
    }

    private sealed class WrongType
    {
        public int Label { get; set; }
    }
}
