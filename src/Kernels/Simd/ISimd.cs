using System.Numerics;

namespace AdaptiveML.Kernels;

/// <summary>
/// A vector of <typeparamref name="T"/> of one fixed width. A kernel is written once against this contract and instantiated for every width;
/// all operations are correctly rounded or bitwise, so the width never shows in the result.
/// </summary>
internal interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(ref T source, nuint offset);

    static abstract TSelf Create(T value);

    void Store(ref T destination, nuint offset);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The lanes' sum, halves added pairwise: lane i and lane i + n / 2 of n, until one is left.</summary>
    static abstract T Sum(TSelf value);

    static abstract TSelf Floor(TSelf value);

    /// <summary>All bits of a lane set where <paramref name="left"/> &lt; <paramref name="right"/>.</summary>
    static abstract TSelf LessThan(TSelf left, TSelf right);

    /// <summary>All bits of a lane set where <paramref name="left"/> = <paramref name="right"/>.</summary>
    static abstract TSelf Equal(TSelf left, TSelf right);

    /// <summary>Lane by lane, <paramref name="whenTrue"/> where the mask's bits are set, else <paramref name="whenFalse"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>2^k for integral k inside the exponent range of normal numbers.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);
}
