using System.Numerics;
using System.Text.Json;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// Comparison with reference values. In double |a − b| ≤ 1e-9 · max(1, |b|), element by element; in float 2e-4 relative to the largest magnitude of the array,
/// since an element that cancels keeps the absolute error of its neighbours.
/// </summary>
internal static class Tolerance<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly bool Double = typeof(T) == typeof(double);

    public static void Check(string what, JsonElement expected, T actual) =>
        Check(what, expected.GetDouble(), double.CreateTruncating(actual));

    public static void Check(string what, double expected, double actual) => Check(what, expected, actual, Math.Abs(expected));

    /// <param name="what">Names the array.</param>
    /// <param name="expected">Reference values.</param>
    /// <param name="actual">Values to check.</param>
    /// <param name="single">The tolerance in float.</param>
    public static void Check(string what, JsonElement expected, ReadOnlySpan<T> actual, double single = 2e-4)
    {
        double[] values = [.. Flatten(expected)];
        double largest = values.Select(Math.Abs).DefaultIfEmpty().Max();
        Assert.HasCount(actual.Length, values, $"{what}: number of elements");
        for (int i = 0; i < values.Length; i++)
        {
            Check($"{what}[{i}]", values[i], double.CreateTruncating(actual[i]), Double ? Math.Abs(values[i]) : largest, single);
        }
    }

    private static void Check(string what, double expected, double actual, double scale, double single = 2e-4)
    {
        if (!(Math.Abs(actual - expected) <= (Double ? 1e-9 : single) * Math.Max(1, scale)))
        {
            Assert.Fail($"{what} is {actual:R}, expected {expected:R}");
        }
    }

    /// <summary>The numbers of nested lists, or of a file's {"shape", "data"}.</summary>
    public static IEnumerable<double> Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? Flatten(element.GetProperty("data"))
        : element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flatten) : [element.GetDouble()];

    public static T[] Read(JsonElement element) => [.. Flatten(element).Select(T.CreateTruncating)];
}
