using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

/// <summary>Repeatable test data.</summary>
internal static class Numbers
{
    public static T[] Normal<T>(int length, ulong seed, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], seed);
        var values = new T[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = T.CreateTruncating(scale * random.NextNormal());
        }

        return values;
    }

    public static double Precision<T>() => typeof(T) == typeof(float) ? 1e-6 : 1e-14;

    public static void AssertClose<T>(string what, double expected, T actual, double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.AreEqual(expected, double.CreateTruncating(actual), Precision<T>() * Math.Max(scale, Math.Abs(expected)), what);
}
