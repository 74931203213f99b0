using System.Numerics;
using System.Runtime.CompilerServices;

namespace AdaptiveML.Online;

/// <summary>Checks of option values, one wording for all machines.</summary>
internal static class Require
{
    /// <summary>Throws unless <paramref name="minimum"/> ≤ <paramref name="value"/> ≤ <paramref name="maximum"/>; NaN never is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value and the range.</exception>
    public static void InRange<T>(T value, T minimum, T maximum, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : INumber<T>
    {
        if (!(value >= minimum && value <= maximum))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must lie from {minimum} to {maximum}.");
        }
    }

    /// <summary>Throws unless <paramref name="value"/> is one of its enumeration's members.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public static void Defined<TEnum>(TEnum value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }
    }
}
