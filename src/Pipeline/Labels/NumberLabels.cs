using System.Globalization;
using System.Numerics;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Labels that are numbers; NaN is missing.</summary>
internal sealed class NumberLabels<T>(NumberDataViewType type) : LabelType<T>(typeof(T).Name, type)
    where T : unmanaged, INumber<T>
{
    private const int LongestText = 64;

    public override string Example => "1";

    public override bool IsValue(string text) => T.TryParse(text, CultureInfo.InvariantCulture, out var value) && !IsMissing(value) && Format(value) == text;

    protected override bool IsMissing(T value) => T.IsNaN(value);

    protected override string Format(T value) => Signed(value).ToString(null, CultureInfo.InvariantCulture);

    protected override T Parse(string text) => T.Parse(text, CultureInfo.InvariantCulture);

    protected override float TargetOf(T value, ClassLabels classes)
    {
        Span<char> text = stackalloc char[LongestText];
        return Signed(value).TryFormat(text, out int length, default, CultureInfo.InvariantCulture) ? classes.IndexOf(text[..length]) : -1;
    }

    /// <summary>The value; of the two zeros that real numbers have the positive one.</summary>
    private static T Signed(T value) => T.IsZero(value) ? T.Zero : value;
}
