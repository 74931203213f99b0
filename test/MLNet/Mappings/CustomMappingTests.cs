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

    /// <summary>Relied on by PayloadKey and SchemaShapes: their mappings read NoColumns.</summary>
    [TestMethod]
    public void A_class_without_members_can_be_its_input()
    {
        var view = _context.Transforms.Key().Fit(_source).Transform(_source);

        Assert.IsTrue(view.GetColumn<ReadOnlyMemory<char>>("Key").All(k => k.Span.SequenceEqual("1")));
    }

    /// <summary>Relied on by ColumnUnpacker, whose blocks have declared sizes, and by ScoreInput, which reads features of any size.</summary>
    [TestMethod]
    public void Outputs_of_declared_sizes_and_columns_of_any_size_fit()
    {
        var view = _context.Transforms.CustomMapping<AnySize, Blocks>(
            static (input, output) =>
            {
                var pair = output.Pair;
                var editor = VBufferEditor.Create(ref pair, 2);
                editor.Values[0] = input.Features.GetItemOrDefault(0);
                editor.Values[1] = input.Features.Length;
                output.Pair = editor.Commit();
            },
            null).Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 2), view.Schema["Pair"].Type);
        Assert.IsTrue(view.GetColumn<float[]>("Pair").Select((p, i) => p[0] == i % 7 && p[1] == 3).All(ok => ok));
    }

    /// <summary>Relied on by KeyGroupFactory: its member declares one key, whatever keys the group column has.</summary>
    [TestMethod]
    public void A_key_column_is_read_whatever_count_the_member_declares()
    {
        var keyed = _context.Transforms.Conversion.MapValueToKey("Group", "Name")
            .Append(_context.Transforms.Conversion.ConvertType("Key", "Group", DataKind.UInt64));
        var groups = keyed.Fit(_source).Transform(_source);

        var view = _context.Transforms.CustomMapping<KeyIn, SumMapping.Output>(static (i, o) => o.Sum = i.Key, null).Fit(groups).Transform(groups);

        CollectionAssert.AreEqual(Enumerable.Range(0, 20).Select(i => (i % 4) + 1f).ToArray(), view.GetColumn<float>("Sum").ToArray());
    }

    /// <summary>Relied on by CodedFeatures: codes are put behind the features under the same name, and DropColumns takes both columns away.</summary>
    [TestMethod]
    public void A_vector_that_hides_its_source_may_be_longer_and_of_no_known_size()
    {
        var view = _context.Transforms.CustomMapping<Inherited, AnySize>(
            static (input, output) =>
            {
                var joined = output.Features;
                var editor = VBufferEditor.Create(ref joined, input.Features.Length + 1);
                input.Features.CopyTo(editor.Values);
                editor.Values[^1] = input.Row;
                output.Features = editor.Commit();
            },
            null).Fit(_source).Transform(_source);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single), view.Schema["Features"].Type);
        Assert.IsTrue(view.GetColumn<float[]>("Features").Select((values, i) => values.Length == 4 && values[^1] == i).All(ok => ok));
        var dropped = _context.Transforms.DropColumns("Features").Fit(view).Transform(view);
        Assert.IsNull(dropped.Schema.GetColumnOrNull("Features"));
    }

    /// <summary>
    /// Relied on by DateTimeFactory, DateTimeOffsetFactory and TimeSpanFactory: a mapping reads times to the tick, the offset from UTC included.
    /// </summary>
    [TestMethod]
    public void Times_are_read_to_the_tick()
    {
        var moment = new DateTime(2024, 2, 29, 23, 59, 58).AddTicks(1_234_567);
        var times = new Times { Moment = moment, Local = new(moment, TimeSpan.FromMinutes(-210)), Span = TimeSpan.FromTicks(-987_654_321) };
        var source = _context.Data.LoadFromEnumerable([times]);
        Times? read = null;

        var reading = _context.Transforms.CustomMapping<Times, SumMapping.Output>(
            (input, _) => read = new() { Moment = input.Moment, Local = input.Local, Span = input.Span }, null);
        _ = reading.Fit(source).Transform(source).GetColumn<float>("Sum").Single();

        Assert.AreEqual((times.Moment, times.Local, times.Local.Offset, times.Span), (read!.Moment, read.Local, read.Local.Offset, read.Span));
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
        [ColumnName("Index")]
        public float Row { get; set; }
    }

    private sealed class Blocks
    {
        [VectorType(2)]
        public VBuffer<float> Pair { get; set; }
    }

    private sealed class KeyIn
    {
        [KeyType(1)]
        public ulong Key { get; set; }
    }

    private sealed class Times
    {
        public DateTime Moment { get; set; }

        public DateTimeOffset Local { get; set; }

        public TimeSpan Span { get; set; }
    }
}
