using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Rows;

[TestClass]
public sealed class TimeReaderTests
{
    [TestMethod]
    public void Times_of_every_type_keep_their_order()
    {
        AssertOrder(DateTime.MinValue, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), DateTime.MaxValue);
        AssertOrder(TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.MaxValue);
        AssertOrder(
            new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(3)),
            new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.FromHours(-1)));
        AssertOrder<sbyte>(sbyte.MinValue, 0, sbyte.MaxValue);
        AssertOrder<byte>(0, 1, byte.MaxValue);
        AssertOrder<short>(short.MinValue, 0, short.MaxValue);
        AssertOrder<ushort>(0, 1, ushort.MaxValue);
        AssertOrder<int>(int.MinValue, 0, int.MaxValue);
        AssertOrder<uint>(0, 1, uint.MaxValue);
        AssertOrder<long>(long.MinValue, 0, long.MaxValue);
        AssertOrder<ulong>(0, 1, (ulong)long.MaxValue, ulong.MaxValue);
        AssertOrder(float.NegativeInfinity, -2, -float.Epsilon, 0, float.Epsilon, 1.5f, float.PositiveInfinity);
        AssertOrder(double.NegativeInfinity, -1e300, -double.Epsilon, 0, double.Epsilon, 1e300, double.PositiveInfinity);
    }

    [TestMethod]
    public void Equal_numbers_are_equal_times_and_NaN_is_none()
    {
        CollectionAssert.AreEqual(new long?[] { 0, 0, null }, Read(0.0, -0.0, double.NaN));
        CollectionAssert.AreEqual(new long?[] { null }, Read(float.NaN));
    }

    private static void AssertOrder<T>(params T[] times)
    {
        var read = Read(times);

        CollectionAssert.DoesNotContain(read, null);
        CollectionAssert.AreEqual(read.Order().ToArray(), read, $"{typeof(T)}");
        Assert.IsTrue(read.Distinct().Count() >= read.Length - (typeof(T) == typeof(ulong) ? 1 : 0), $"{typeof(T)}");
    }

    private static long?[] Read<T>(params T[] times)
    {
        var view = Grouped.ViewOf(times.Select(time => new Timed<T> { Time = time }));
        using var cursor = view.GetRowCursor(view.Schema);
        var read = TimeReader.Create(cursor, view.Schema["Time"]);
        var found = new List<long?>();
        while (cursor.MoveNext())
        {
            found.Add(read());
        }

        return [.. found];
    }

    private sealed class Timed<T>
    {
        public T Time { get; set; } = default!;
    }
}
