using System.Numerics;

namespace AdaptiveML.Kernels.Tests;

/// <summary>
/// Steps of recurrent cells against finite differences, and products with their Jacobians against the dense matrix; the same bits at every width.
/// </summary>
[TestClass]
public sealed partial class CellTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(16)]
    [DataRow(37)]
    public void Steps_have_the_same_bits_at_every_width(int units)
    {
        CheckSteps<float>(units);
        CheckSteps<double>(units);
    }

    [TestMethod]
    public void The_partial_derivatives_of_a_step_are_its_finite_differences()
    {
        const int Units = 3;
        const double Small = 1e-6;
        double[] gates = Numbers.Normal<double>(16, 1), cell = Numbers.Normal<double>(Units, 2), partials = new double[10 * Units];
        CellStep.Lstm<double>(gates, cell, new double[2 * Units], partials);
        for (int k = 0; k < 2 * Units; k++)
        {
            for (int gate = 0; gate < 4 * Units; gate++)
            {
                double expected = gate % Units == k % Units ? partials[(k / Units * 4 * Units) + gate] : 0;
                Assert.AreEqual(expected, (Step(gate, Small, 0)[k] - Step(gate, -Small, 0)[k]) / (2 * Small), 1e-8, $"state {k} by gate {gate}");
            }

            double byCell = partials[(8 * Units) + k];
            Assert.AreEqual(byCell, (Step(k % Units, 0, Small)[k] - Step(k % Units, 0, -Small)[k]) / (2 * Small), 1e-8, $"state {k} by c");
        }

        double[] Step(int index, double gateChange, double cellChange)
        {
            double[] moved = [.. gates], movedCell = [.. cell], state = new double[2 * Units];
            moved[index] += gateChange;
            movedCell[index % Units] += cellChange;
            CellStep.Lstm<double>(moved, movedCell, state, new double[10 * Units]);
            return state;
        }
    }

    [TestMethod]
    [DataRow(5, 1, 1)]
    [DataRow(16, 1, 1)]
    [DataRow(5, 2, 4)]
    [DataRow(21, 2, 4)]
    public void Products_with_the_Jacobian_are_those_of_the_dense_matrix_with_the_same_bits_at_every_width(int units, int states, int gates)
    {
        CheckProducts<float>(new(units, states, gates));
        CheckProducts<double>(new(units, states, gates));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Traces_of_the_own_unit_are_those_of_plain_loops_with_the_same_bits_at_every_width(int states)
    {
        CheckOwn<float>(states);
        CheckOwn<double>(states);
    }

    private static void CheckSteps<T>(int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] gates = Numbers.Normal<T>(Tile.Pad(4 * units), 3, scale: 3), cell = Numbers.Normal<T>(units, 4);
        new TanhAtWidth<T>(gates, units).Check();
        new LstmAtWidth<T>(gates, cell).Check();
    }

    private static void CheckProducts<T>(CellShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int s = shape.StateLength, n = shape.Units;
        T[] partials = Numbers.Normal<T>(shape.PartialsLength, 5);
        T[] weights = Numbers.Normal<T>(n * shape.GateStride, 6, scale: 0.3);
        T[] u = Numbers.Normal<T>(shape.StateStride, 7);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = i % shape.GateStride < shape.Gates * n ? weights[i] : T.Zero;
        }

        double[,] jacobian = Dense(shape, partials, weights);
        new GatesAtWidth<T>(shape, partials, u).Check();
        new CarryAtWidth<T>(shape, partials, u).Check();
        T[] gates = new T[shape.GateStride], turned = new T[shape.TransposedLength];
        CellJacobian.Transpose<T>(shape, weights, turned);
        CellJacobian.GateVectorJacobianProduct<T>(shape, partials, u, gates);
        T[] product = new ProductAtWidth<T>(shape, partials, turned, u, gates).Check();
        for (int j = 0; j < s; j++)
        {
            double expected = Enumerable.Range(0, s).Sum(k => double.CreateTruncating(u[k]) * jacobian[k, j]);
            Numbers.AssertClose("u J", expected, product[j], scale: 30);
        }

        CheckStepsBack(shape, weights, factor: T.CreateTruncating(0.75));
        const int Length = 32;
        T[] trace = Numbers.Normal<T>(s * Length, 8), transposed = new T[n * s], diagonal = new T[s];
        CellJacobian.FillTransposed<T>(shape, partials, weights, T.One, transposed, diagonal);
        T[] moved = new TransportAtWidth<T>(shape, transposed, diagonal, trace).Check();
        for (int i = 0; i < moved.Length; i++)
        {
            double expected = Enumerable.Range(0, s).Sum(q => jacobian[i / Length, q] * double.CreateTruncating(trace[(q * Length) + (i % Length)]));
            Numbers.AssertClose("J X", expected, moved[i], scale: 30);
        }
    }

    /// <summary>Four of a ring's five steps, the latest at the second place: one step at a time gives the same.</summary>
    private static void CheckStepsBack<T>(CellShape shape, T[] weights, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Capacity = 5, Latest = 1, Count = 4;
        int s = shape.StateLength, stride = shape.StateStride, length = shape.PartialsLength;
        T[] partials = Numbers.Normal<T>(Capacity * length, 9);
        T[] transposed = new T[shape.TransposedLength];
        T[] gates = new T[shape.GateStride];
        T[] u = new T[stride];
        T[] before = new T[stride];
        Numbers.Normal<T>(s, 10).CopyTo(u, 0);
        CellJacobian.Transpose<T>(shape, weights, transposed);
        T[] rows = new StepsAtWidth<T>(shape, partials, u, Latest, Count, transposed, factor).Check();
        for (int age = 0; age < Count; age++)
        {
            int place = (Latest - age + Capacity) % Capacity;
            for (int i = 0; i < stride; i++)
            {
                Numbers.AssertClose($"u, {age} steps back", double.CreateTruncating(u[i]), rows[(place * stride) + i], scale: 30);
            }

            var step = partials.AsSpan(place * length, length);
            CellJacobian.GateVectorJacobianProduct<T>(shape, step, u, gates);
            for (int i = 0; i < gates.Length; i++)
            {
                Numbers.AssertClose(
                    $"gates, {age} steps back", double.CreateTruncating(gates[i]), rows[(Capacity * stride) + (place * gates.Length) + i], scale: 30);
            }

            CellJacobian.VectorJacobianProduct<T>(shape, step, transposed, u, gates, before);
            for (int i = 0; i < s; i++)
            {
                u[i] = before[i] * factor;
            }
        }
    }

    private static double[,] Dense<T>(CellShape shape, T[] partials, T[] weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int s = shape.StateLength, n = shape.Units;
        double[,] jacobian = new double[s, s];
        for (int k = 0; k < s; k++)
        {
            for (int j = 0; j < s; j++)
            {
                jacobian[k, j] = j >= n
                    ? k % n == j - n ? double.CreateTruncating(partials[(shape.States * shape.Gates * n) + k]) : 0
                    : Enumerable.Range(0, shape.Gates).Sum(gate =>
                        double.CreateTruncating(partials[(((k / n * shape.Gates) + gate) * n) + (k % n)])
                        * double.CreateTruncating(weights[(j * shape.GateStride) + (gate * n) + (k % n)]));
            }
        }

        return jacobian;
    }

    private static void CheckOwn<T>(int states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Stride = 32, Rows = 5;
        T[] own = Numbers.Normal<T>(states * states * Stride, 9), partials = Numbers.Normal<T>(states * Stride, 10), inputs = Numbers.Normal<T>(Rows, 11);
        T[] u = Numbers.Normal<T>(states * Stride, 12), traces = Numbers.Normal<T>(states * Rows * Stride, 13);
        T[] result = new OwnAtWidth<T>(own, partials, inputs, u, traces, Rows * Stride).Check();
        for (int i = 0; i < Rows * Stride; i++)
        {
            int lane = i % Stride, row = i / Stride;
            double gradient = 0;
            for (int state = 0; state < states; state++)
            {
                double expected = Value(partials[(state * Stride) + lane]) * Value(inputs[row]);
                for (int other = 0; other < states; other++)
                {
                    expected += Value(own[(((state * states) + other) * Stride) + lane]) * Value(traces[(other * Rows * Stride) + i]);
                }

                Numbers.AssertClose("trace", expected, result[(state * Rows * Stride) + i], scale: 10);
                gradient += Value(u[(state * Stride) + lane]) * expected;
            }

            Numbers.AssertClose("gradient", gradient, result[(states * Rows * Stride) + i], scale: 30);
        }

        static double Value(T value) => double.CreateTruncating(value);
    }
}
