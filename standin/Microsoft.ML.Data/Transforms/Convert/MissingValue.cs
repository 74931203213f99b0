namespace Microsoft.ML.Data;

// What stands for a value that is not there: NaN, an empty text, a key's 0, and otherwise the default.
internal static class MissingValue
{
    public static T Of<T>() =>
        typeof(T) == typeof(float) ? (T)(object)float.NaN
        : typeof(T) == typeof(double) ? (T)(object)double.NaN
        : default!;
}
