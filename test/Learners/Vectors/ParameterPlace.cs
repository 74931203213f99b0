using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>Where the elements of a file's parameter, row by row, lie in a learner's memory.</summary>
/// <param name="Field">The field.</param>
/// <param name="Indices">Of the elements, in it.</param>
internal readonly record struct ParameterPlace(Field Field, int[] Indices)
{
    /// <summary>A parameter of a unit of N states, M inputs and P outputs.</summary>
    public static ParameterPlace InUnit<T>(LruFields<T> fields, string name, int n, int m, int p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int Entry(int i) => ComplexDiagonal.MatrixIndex(i / m, i % m, m);
        return name switch
        {
            "nu_log" => Rows(fields.NuLog, 1, n),
            "theta_log" => Rows(fields.ThetaLog, 1, n),
            "gamma_log" => Rows(fields.GammaLog, 1, n),
            "B_re" => new(fields.B, Map(n * m, Entry)),
            "B_im" => new(fields.B, Map(n * m, i => Entry(i) + Tile.Lanes)),
            "C_re" => new(fields.C, Map(p * n, i => (i / n * 2 * Tile.Pad(n)) + (i % n))),
            "C_im" => new(fields.C, Map(p * n, i => (((i / n * 2) + 1) * Tile.Pad(n)) + (i % n))),
            "D" when fields.D.Length == Tile.Pad(m) => Rows(fields.D, 1, m),
            "D" => Rows(fields.D, p, m),
            "bias" => Rows(fields.Bias, 1, p),
            _ => throw new AssertFailedException($"unknown parameter {name}"),
        };
    }

    /// <summary>A matrix whose rows are padded to whole tiles, or a vector.</summary>
    public static ParameterPlace Rows(Field field, int rows, int columns) =>
        new(field, Map(rows * columns, i => (i / columns * Tile.Pad(columns)) + (i % columns)));

    public T[] Read<T>(FlatBuffer buffer)
        where T : unmanaged
    {
        var view = buffer.View<T>(Field);
        var values = new T[Indices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = view[Indices[i]];
        }

        return values;
    }

    public void Write<T>(FlatBuffer buffer, T[] values)
        where T : unmanaged
    {
        var view = buffer.View<T>(Field);
        Assert.HasCount(Indices.Length, values, Field.Name);
        for (int i = 0; i < values.Length; i++)
        {
            view[Indices[i]] = values[i];
        }
    }

    private static int[] Map(int count, Func<int, int> index) => [.. Enumerable.Range(0, count).Select(index)];
}
