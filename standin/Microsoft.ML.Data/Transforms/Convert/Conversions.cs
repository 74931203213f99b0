using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

// From one item type to another: between numbers, between numbers and bool, between text and any of them.
internal static class Conversions
{
    // An ItemMap, or null where there is no way.
    public static Delegate? Find(DataViewType source, DataViewType destination)
    {
        if (source is KeyDataViewType from)
        {
            return destination is KeyDataViewType to && to.Count == from.Count
                ? GenericCall.Invoke(Numbers<int, int>, [from.RawType, to.RawType], from, to)
                : null;
        }

        return (source, destination) switch
        {
            (_, KeyDataViewType) => null,
            (NumberDataViewType, NumberDataViewType) when Widens(source, destination) =>
                GenericCall.Invoke(Numbers<int, int>, [source.RawType, destination.RawType], source, destination),
            (BooleanDataViewType, NumberDataViewType) when !IsUnsigned(destination) => GenericCall.Invoke(Flags<int>, destination.RawType, destination),
            (NumberDataViewType, BooleanDataViewType) => GenericCall.Invoke(Tested<int>, source.RawType, source),
            (BooleanDataViewType, BooleanDataViewType) => (ItemMap<bool, bool>)Same,
            (TextDataViewType, TextDataViewType) => (ItemMap<ReadOnlyMemory<char>, ReadOnlyMemory<char>>)Same,
            (TextDataViewType, NumberDataViewType) => GenericCall.Invoke(Parsed<int>, destination.RawType, destination),
            (NumberDataViewType, TextDataViewType) => GenericCall.Invoke(Printed<int>, source.RawType, source),
            (BooleanDataViewType, TextDataViewType) => (ItemMap<bool, ReadOnlyMemory<char>>)((in bool s, ref ReadOnlyMemory<char> d) => d = (s ? bool.TrueString : bool.FalseString).AsMemory()),
            _ => null,
        };
    }

    private static bool IsReal(DataViewType type) => type == NumberDataViewType.Single || type == NumberDataViewType.Double;

    private static bool IsUnsigned(DataViewType type) =>
        type == NumberDataViewType.Byte || type == NumberDataViewType.UInt16 || type == NumberDataViewType.UInt32 || type == NumberDataViewType.UInt64;

    // Real numbers never become integers, and integers neither lose nor gain a sign.
    private static bool Widens(DataViewType source, DataViewType destination) =>
        IsReal(destination) || (!IsReal(source) && IsUnsigned(source) == IsUnsigned(destination));

    private static void Same<T>(in T source, ref T destination) => destination = source;

    private static Delegate Numbers<TSource, TDestination>(DataViewType source, DataViewType destination)
        where TSource : INumber<TSource>
        where TDestination : INumber<TDestination> =>
        (ItemMap<TSource, TDestination>)((in TSource s, ref TDestination d) => d = TDestination.CreateTruncating(s));

    private static Delegate Flags<T>(DataViewType destination)
        where T : INumber<T> =>
        (ItemMap<bool, T>)((in bool s, ref T d) => d = s ? T.One : T.Zero);

    private static Delegate Tested<T>(DataViewType source)
        where T : INumber<T> =>
        (ItemMap<T, bool>)((in T s, ref bool d) => d = !T.IsZero(s));

    // An empty text is zero. What is no number becomes NaN, or an error where the type has none.
    private static Delegate Parsed<T>(DataViewType destination)
        where T : INumber<T>
    {
        var style = IsReal(destination) ? NumberStyles.Float : NumberStyles.Integer;
        return (ItemMap<ReadOnlyMemory<char>, T>)((in ReadOnlyMemory<char> s, ref T d) =>
        {
            if (s.IsEmpty)
                d = T.Zero;
            else if (T.TryParse(s.Span, style, CultureInfo.InvariantCulture, out var number))
                d = number;
            else if (IsReal(destination))
                d = MissingValue.Of<T>();
            else
                throw new InvalidOperationException($"'{s}' is no value of type {destination}.");
        });
    }

    private static Delegate Printed<T>(DataViewType source)
        where T : INumber<T> =>
        (ItemMap<T, ReadOnlyMemory<char>>)((in T s, ref ReadOnlyMemory<char> d) => d = s.ToString(null, CultureInfo.InvariantCulture).AsMemory());
}
