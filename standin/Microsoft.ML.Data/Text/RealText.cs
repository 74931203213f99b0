using System.Globalization;

namespace Microsoft.ML.Data;

// Real numbers as ML.NET reads them: what is no number is NaN, and a Single is made of its decimal digits in double precision.
internal static class RealText
{
    private const int LeastPower = -65;
    private const int GreatestPower = 39;
    private const ulong NoMoreDigits = (ulong.MaxValue - 9) / 10;

    private static readonly double[] Powers =
        [.. Enumerable.Range(LeastPower, GreatestPower - LeastPower + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    public static float ToSingle(ReadOnlySpan<char> text, TextFormat format)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return (float)format.EmptyReal;
        if (!TryScan(text, format.DecimalMarker, out var negative, out var digits, out var power))
            return (float)Special(text);

        var size = digits == 0 || power < LeastPower ? 0
            : power > GreatestPower ? double.PositiveInfinity
            : digits * Powers[power - LeastPower];
        return (float)(negative ? -size : size);
    }

    public static double ToDouble(ReadOnlySpan<char> text, TextFormat format)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return format.EmptyReal;
        if (!TryScan(text, format.DecimalMarker, out _, out _, out _))
            return Special(text);
        return double.Parse(text.ToString().Replace(format.DecimalMarker, '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static double Special(ReadOnlySpan<char> text) => text switch
    {
        "Infinity" or "\u221e" => double.PositiveInfinity,
        "-Infinity" or "-\u221e" => double.NegativeInfinity,
        _ => double.NaN,
    };

    private static bool TryScan(ReadOnlySpan<char> text, char point, out bool negative, out ulong digits, out long power)
    {
        var at = 0;
        negative = TakeSign(text, ref at);
        digits = 0;
        power = 0;
        var any = TakeDigits(text, ref at, ref digits, ref power, afterPoint: false);
        if (at < text.Length && text[at] == point)
        {
            at++;
            any |= TakeDigits(text, ref at, ref digits, ref power, afterPoint: true);
        }

        return any && TakeExponent(text, ref at, ref power) && at == text.Length;
    }

    private static bool TakeSign(ReadOnlySpan<char> text, ref int at)
    {
        if (at >= text.Length || text[at] is not ('+' or '-'))
            return false;
        return text[at++] == '-';
    }

    private static bool TakeDigits(ReadOnlySpan<char> text, ref int at, ref ulong digits, ref long power, bool afterPoint)
    {
        var start = at;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            var fits = digits < NoMoreDigits;
            if (fits)
                digits = 10 * digits + (uint)(text[at] - '0');
            power += fits == afterPoint ? (afterPoint ? -1 : 1) : 0;
        }

        return at > start;
    }

    private static bool TakeExponent(ReadOnlySpan<char> text, ref int at, ref long power)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
            return true;
        at++;
        var negative = TakeSign(text, ref at);
        ulong exponent = 0;
        long ignored = 0;
        if (!TakeDigits(text, ref at, ref exponent, ref ignored, afterPoint: false))
            return false;
        power += (negative ? -1 : 1) * (long)Math.Min(exponent, 100_000);
        return true;
    }
}
