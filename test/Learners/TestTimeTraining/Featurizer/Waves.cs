using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Three sines a third of a turn apart, with some noise, in units far from 1.</summary>
internal static class Waves
{
    public const int Inputs = 3;

    public static TrainingRows<T> Rows<T>(int count, double speed = 0.6)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 5);
        var rows = new TrainingRows<T>(Inputs, 0);
        T[] row = new T[Inputs];
        for (int t = 0; t < count; t++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                row[i] = T.CreateTruncating(1000 + (50 * (Math.Sin((speed * t) + (2 * Math.PI / 3 * i)) + (0.05 * random.NextNormal()))));
            }

            rows.Add(row, []);
        }

        return rows;
    }

    public static TrainingRows<T> First<T>(TrainingRows<T> rows, int count)
        where T : unmanaged
    {
        var first = new TrainingRows<T>(rows.InputSize, rows.OutputSize);
        for (int row = 0; row < count; row++)
        {
            first.Add(rows.Input(row), rows.Target(row), rows.Context(row));
        }

        return first;
    }
}
