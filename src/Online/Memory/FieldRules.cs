using System.Globalization;
using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>
/// What must hold of saved numbers by which a learner finds a place, counts or bounds: each part says it of the fields that it adds to a layout, and
/// <see cref="Layout.Check"/> refuses what is otherwise.
/// </summary>
internal static class FieldRules
{
    /// <summary>Most of anything that a learner counts, 2⁵³: what is counted one by one does not come near it.</summary>
    public const long Most = 1L << 53;

    /// <summary>Whether a number can have been counted.</summary>
    public static bool IsCount(double value) => value is >= 0 and <= Most;

    /// <summary>Whether a number can be a sum of weights.</summary>
    public static bool IsWeight(double value) => value is >= 0 and <= 1e100;

    /// <summary>Whether a number is an index below a number of places.</summary>
    public static bool IsIndex(double value, int places) => value >= 0 && value < places && Math.Floor(value) == value;

    /// <summary>Appends a field of named counts.</summary>
    /// <typeparam name="TStruct">A struct whose every member is a count, or an inline array of them.</typeparam>
    public static Field AddCounts<TStruct>(this Layout layout, string name)
        where TStruct : unmanaged
    {
        var field = layout.AddStruct<TStruct, long>(name);
        layout.RequireCounts(field);
        return field;
    }

    /// <summary>Every element is a count, from 0 to <see cref="Most"/>.</summary>
    public static void RequireCounts(this Layout layout, Field field) => layout.Require(field, 0, Most);

    /// <summary>Every element lies in a range; NaN does not.</summary>
    /// <param name="layout">The field's layout.</param>
    /// <param name="field">The field, of <typeparamref name="T"/>.</param>
    /// <param name="lowest">The least that it may be.</param>
    /// <param name="highest">The most.</param>
    public static void Require<T>(this Layout layout, Field field, T lowest, T highest)
        where T : unmanaged, INumber<T>
    {
        Require<T>(layout, field, value => value >= lowest && value <= highest, Between(lowest, highest));
    }

    /// <summary>Every element is a sum of weights.</summary>
    public static void RequireWeights(this Layout layout, Field field) => Require<double>(layout, field, IsWeight, "a sum of weights");

    /// <summary>Every element is a finite number.</summary>
    public static void RequireFinite<T>(this Layout layout, Field field)
        where T : unmanaged, INumber<T> => Require<T>(layout, field, T.IsFinite, "a finite number");

    /// <summary>Every element fits, as a sentence says.</summary>
    /// <param name="layout">The field's layout.</param>
    /// <param name="field">The field, of <typeparamref name="T"/>.</param>
    /// <param name="fits">Whether an element does.</param>
    /// <param name="what">What it is if it does; "a finite number".</param>
    public static void Require<T>(this Layout layout, Field field, Func<T, bool> fits, string what)
        where T : unmanaged
    {
        layout.Require(buffer =>
        {
            foreach (T value in buffer.View<T>(field))
            {
                Fit(fits(value), field, value, what);
            }
        });
    }

    /// <summary>Every value of named numbers fits.</summary>
    /// <param name="layout">The field's layout.</param>
    /// <param name="field">The field, added as a struct or as several.</param>
    /// <param name="fits">Whether a value does.</param>
    /// <param name="what">What the field holds if all do; "counts that are not negative".</param>
    public static void RequireStructs<TStruct>(this Layout layout, Field field, Func<TStruct, bool> fits, string what)
        where TStruct : unmanaged
    {
        layout.Require(buffer =>
        {
            foreach (TStruct value in buffer.Refs<TStruct>(field))
            {
                Fit(fits(value), field, what);
            }
        });
    }

    /// <summary>Refuses a field where something does not hold of it.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Fit(bool holds, Field field, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException($"What was saved as '{field.Name}' is not {what}.");
        }
    }

    private static void Fit<T>(bool holds, Field field, T value, string what)
    {
        if (!holds)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"What was saved as '{field.Name}' has {value}, which is not {what}."));
        }
    }

    private static string Between<T>(T lowest, T highest) => string.Create(CultureInfo.InvariantCulture, $"from {lowest} to {highest}");
}
