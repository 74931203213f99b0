using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

// Which text stands for which value, in no culture but the invariant one.
internal static class TextParser
{
    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] True = ["true", "t", "yes", "y", "1", "+1", "+"];
    private static readonly string[] False = ["false", "f", "no", "n", "0", "-1", "-"];
    private static readonly string[] Missing = ["?", "nan", "na", "n/a"];

    public static TextParser<T> Of<T>(PrimitiveDataViewType type, TextFormat format) => (TextParser<T>)Of(type, format);

    private static object Of(PrimitiveDataViewType type, TextFormat format) => type switch
    {
        KeyDataViewType key => GenericCall.Invoke<ulong, object>(Key<byte>, key.RawType, key.Count),
        TextDataViewType => new TextParser<ReadOnlyMemory<char>>((ReadOnlyMemory<char> field, out ReadOnlyMemory<char> value) =>
        {
            value = field;
            return true;
        }),
        BooleanDataViewType => new TextParser<bool>(TryParseBoolean),
        TimeSpanDataViewType => new TextParser<TimeSpan>((ReadOnlyMemory<char> field, out TimeSpan value) =>
            TimeSpan.TryParse(field.Span, CultureInfo.InvariantCulture, out value)),
        DateTimeDataViewType => new TextParser<DateTime>((ReadOnlyMemory<char> field, out DateTime value) =>
            DateTime.TryParse(field.Span, CultureInfo.InvariantCulture, Universal, out value)),
        DateTimeOffsetDataViewType => new TextParser<DateTimeOffset>((ReadOnlyMemory<char> field, out DateTimeOffset value) =>
            DateTimeOffset.TryParse(field.Span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)),
        _ when type == NumberDataViewType.Single => Real(format, (ReadOnlyMemory<char> field, out float value) =>
        {
            value = RealText.ToSingle(field.Span, format);
            return true;
        }),
        _ when type == NumberDataViewType.Double => Real(format, (ReadOnlyMemory<char> field, out double value) =>
        {
            value = RealText.ToDouble(field.Span, format);
            return true;
        }),
        _ => GenericCall.Invoke<PrimitiveDataViewType, object>(Integer<byte>, type.RawType, type),
    };

    private static TextParser<T> Real<T>(TextFormat format, TryParseText<T> tryParse)
        where T : INumberBase<T> =>
        new(tryParse, T.CreateTruncating(format.EmptyReal), keepsEmpty: double.IsNaN(format.EmptyReal));

    private static TextParser<T> Integer<T>(PrimitiveDataViewType type)
        where T : struct, IBinaryInteger<T> =>
        new((ReadOnlyMemory<char> field, out T value) =>
        {
            value = default;
            return field.Span[0] != '+' && T.TryParse(field.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        });

    // Text counts keys from 0, columns count them from 1; 0 is the missing key.
    private static TextParser<T> Key<T>(ulong count)
        where T : struct, IBinaryInteger<T> =>
        new TextParser<T>((ReadOnlyMemory<char> field, out T value) =>
        {
            var found = ulong.TryParse(field.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && key < count;
            value = found ? T.CreateTruncating(key + 1) : T.Zero;
            return true;
        });

    private static bool TryParseBoolean(ReadOnlyMemory<char> field, out bool value)
    {
        value = IsOneOf(field, True);
        return value || IsOneOf(field, False);
    }

    private static bool IsOneOf(ReadOnlyMemory<char> field, string[] words) =>
        Array.Exists(words, word => field.Span.Equals(word, StringComparison.OrdinalIgnoreCase));
}
