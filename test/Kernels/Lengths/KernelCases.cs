using System.Runtime.InteropServices;

namespace AdaptiveML.Kernels.Tests;

/// <summary>A call that fits of every entry in <see cref="KernelEntries"/>, with the least lengths that fit.</summary>
internal static class KernelCases
{
    private const int Row = Tile.Lanes, Square = Row * Row, States = 2 * Row, Columns = 3, Tiled = States * Columns * 2;

    /// <summary>S n = 10, rows of 16; G n = 20, rows of 32; transposed weights 20 × 16; partial derivatives 50.</summary>
    private static readonly CellShape Lstm = new(5, 2, 4);

    private static readonly Need Complex = Need.Complex(States);

    public static IReadOnlyList<KernelCase> All { get; } = [.. Vectors(), .. Cells(), .. Rows(), .. Multiplications(), .. Recurrences(), .. Factors()];

    private static IEnumerable<KernelCase> Vectors() =>
    [
        new("Elementary.Exp(2)", [5, 5], o => Elementary.Exp<double>(o[0].Real, o[1].Real)),
        new("Gelu.Apply(3)", [5, 5, 5], o => Gelu.Apply<double>(o[0].Real, o[1].Real, o[2].Real)),
        new("Gelu.Slope(3)", [5, 5, 5], o => Gelu.Slope<double>(o[0].Real, o[1].Real, o[2].Real)),
        new("Gelu.Curvature(3)", [5, 5, 5], o => Gelu.Curvature<double>(o[0].Real, o[1].Real, o[2].Real)),
        new("PairRotation.Turn(3)", [6, 6, 6], o => PairRotation.Turn<double>(o[0].Real, o[1].Real, o[2].Real)),
        new("Reductions.Dot(2)", [Row, Row], o => Reductions.Dot<double>(o[0].Real, o[1].Real)),
        new("Reductions.Sum(1)", [Row], o => Reductions.Sum<double>(o[0].Real)),
        new("Reductions.SumOfSquares(1)", [Row], o => Reductions.SumOfSquares<double>(o[0].Real)),
        new("Reductions.Norm(1)", [Row], o => Reductions.Norm<double>(o[0].Real)),
        new("AdamStep.Apply(4)", [Row, Row, Row, Row], o => Adam.Apply(o[0].Real, o[1].Real, o[2].Real, o[3].Real)),
        new("RunningScale.Update(3)", [5, 5, 5], o => RunningScale.Update<double>(o[0].Real, o[1].Real, o[2].Real, 0.1, 0.5, 2)),
        new("RunningScale.CountBeyond(3)", [5, 5, 5], o => RunningScale.CountBeyond<double>(o[0].Real, o[1].Real, o[2].Real, 3)),
        new("LagProducts.Update(5)", [5, 5, 5, 5, 5], o => LagProducts.Update<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real, 0.1)),
        new("Xoshiro256.ctor(1)", [Xoshiro256.StateLength], o => _ = new Xoshiro256(Words(o[0]))),
        new("Xoshiro256.Seed(1)", [Xoshiro256.StateLength], o => Xoshiro256.Seed(Words(o[0]), 1)),
        new("Xoshiro256.Shuffle(1)", [5], o => Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 1).Shuffle(o[0].Real), Free: 0),
        new("ComplexSpan.ctor(1)", [6], o => _ = new ComplexSpan<double>(o[0].Real)),
        new("ComplexSpan.ctor(2)", [5, 5], o => _ = new ComplexSpan<double>(o[0].Real, o[1].Real)),
    ];

    private static IEnumerable<KernelCase> Cells() =>
    [
        new("CellStep.Tanh(3)", [5, 5, 5], o => CellStep.Tanh<double>(o[0].Real, o[1].Real, o[2].Real), Free: 2),
        new("CellStep.Lstm(4)", [20, 5, 10, 50], o => CellStep.Lstm<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real), Free: 1),
        new("OwnUnitTrace.Advance(6)", [4 * Row, 2 * Row, 3, 2 * Row, 6 * Row, 3 * Row],
            o => OwnUnitTrace.Advance<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real, o[5].Real)),
        new("CellJacobian.GateVectorJacobianProduct(3)", [50, 10, 20],
            o => CellJacobian.GateVectorJacobianProduct<double>(Lstm, o[0].Real, o[1].Real, o[2].Real)),
        new(
            "CellJacobian.VectorJacobianProduct(5)",
            [50, 320, 10, 20, 16],
            o => CellJacobian.VectorJacobianProduct<double>(Lstm, o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real)),
        new("CellJacobian.Transpose(2)", [160, 320], o => CellJacobian.Transpose<double>(Lstm, o[0].Real, o[1].Real)),
        new("CellJacobian.VectorJacobianProducts(4)", [150, 320, 48, 96],
            o => CellJacobian.VectorJacobianProducts(Lstm, o[0].Real, 1, 3, o[1].Real, 0.9, o[2].Real, o[3].Real)),
        new("CellJacobian.FillTransposed(4)", [50, 160, 50, 10], o => CellJacobian.FillTransposed(Lstm, o[0].Real, o[1].Real, 0.9, o[2].Real, o[3].Real)),
        new("CellJacobian.Transport(4)", [50, 10, 160, 160], o => CellJacobian.Transport<double>(Lstm, o[0].Real, o[1].Real, o[2].Real, o[3].Real)),
    ];

    private static IEnumerable<KernelCase> Rows() =>
    [
        new("Normalization.Normalize(2)", [Row, Row], o => Normalization.Normalize<double>(o[0].Real, 13, o[1].Real)),
        new("Normalization.VectorJacobianProduct(2)", [Row, Row], o => Normalization.VectorJacobianProduct(o[0].Real, 2.0, 13, o[1].Real)),
        new("Normalization.LossGradient(6)", [Row, Row, Row, Row, Row, Row],
            o => Normalization.LossGradient(o[0].Real, 2.0, 13, o[1].Real, o[2].Real, o[3].Real, o[4].Real, o[5].Real)),
        new("Normalization.LossGradientVectorJacobianProduct(9)", [Row, Row, Row, Row, Row, 2 * Row, Row, Row, Row],
            o => Normalization.LossGradientVectorJacobianProduct(
                o[0].Real, 2.0, 13, o[1].Real, o[2].Real, o[3].Real, o[4].Real, o[5].Real, o[6].Real, o[7].Real, o[8].Real)),
        new("CausalConvolution.Apply(4)", [3 * Row, Row, 3 * Row, Row], o => CausalConvolution.Apply<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real)),
        new("CausalConvolution.VectorJacobianProduct(5)", [3 * Row, 3 * Row, Row, 3 * Row, 3 * Row],
            o => CausalConvolution.VectorJacobianProduct<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real)),
    ];

    private static IEnumerable<KernelCase> Multiplications() =>
    [
        new("Matrices.TransposedProduct(3)", [3 * Row, 3, Row], o => Matrices.TransposedProduct<double>(o[0].Real, o[1].Real, o[2].Real)),
        new("Matrices.RectifiedProduct(4)", [3 * Row, 3, Row, Row], o => Matrices.RectifiedProduct<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real)),
        new("Matrices.Product(3)", [19, 5 * Row, 3 * Row], o => Matrices.Product<double>(o[0].Real, 7, 5, o[1].Real, o[2].Real)),
        new("Matrices.ProductTransposed(3)", [3 * Row, 2 * Row, 10], o => Matrices.ProductTransposed<double>(o[0].Real, o[1].Real, Row, o[2].Real, 4)),
        new("Matrices.AddGram(2)", [3 * Row, Square], o => Matrices.AddGram<double>(o[0].Real, Row, 2, o[1].Real)),
        new("Matrices.AddTransposedProduct(4)", [15, 3, 3 * Row, 5 * Row],
            o => Matrices.AddTransposedProduct<double>(o[0].Real, 5, o[1].Real, o[2].Real, o[3].Real)),
        new("Matrices.Downdate(2)", [Square, Row], o => Matrices.Downdate<double>(o[0].Real, o[1].Real, 2)),
    ];

    private static IEnumerable<KernelCase> Recurrences() =>
    [
        new("ComplexDiagonal.Drive(3)", [Tiled, Columns, Complex], o => ComplexDiagonal.Drive<double>(o[0].Real, o[1].Real, o[2].Complex)),
        new("ComplexDiagonal.Advance(5)", [Complex, Complex, States, Complex, Complex],
            o => ComplexDiagonal.Advance(o[0].Complex, o[1].Complex, o[2].Real, o[3].Complex, o[4].Complex)),
        new("ComplexDiagonal.Trace(4)", [Complex, States, Columns, Tiled], o => ComplexDiagonal.Trace<double>(o[0].Complex, o[1].Real, o[2].Real, o[3].Real)),
        new("ComplexDiagonal.TraceGradient(6)", [Complex, States, Columns, Tiled, Complex, Tiled],
            o => ComplexDiagonal.TraceGradient(o[0].Complex, o[1].Real, o[2].Real, o[3].Real, o[4].Complex, o[5].Real)),
        new("ComplexDiagonal.Adjoint(4)", [Complex, 4 * States, 4 * States, Complex],
            o => ComplexDiagonal.Adjoint(o[0].Complex, o[1].Real, o[2].Real, o[3].Complex)),
        new("ComplexDiagonal.DriveGradient(6)", [Tiled, States, 4 * States, 2 * Columns, Tiled, States],
            o => ComplexDiagonal.DriveGradient<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real, o[5].Real)),
        new("ComplexDiagonal.AddRealProduct(4)", [Complex, Complex, States, States],
            o => ComplexDiagonal.AddRealProduct(o[0].Complex, o[1].Complex, o[2].Real, o[3].Real)),
        new("EigenvalueGradient.Add(7)", [Complex, Complex, Complex, States, States, States, States],
            o => EigenvalueGradient.Add(o[0].Complex, o[1].Complex, o[2].Complex, o[3].Real, o[4].Real, o[5].Real, o[6].Real)),
        new("DiagonalEigenvalues.Evaluate(6)", [States, States, States, States, States, States],
            o => DiagonalEigenvalues.Evaluate<double>(o[0].Real, o[1].Real, o[2].Real, o[3].Real, o[4].Real, o[5].Real)),
        new("DiagonalGain.Evaluate(3)", [States, States, States], o => DiagonalGain.Evaluate<double>(o[0].Real, o[1].Real, o[2].Real)),
    ];

    private static IEnumerable<KernelCase> Factors() =>
    [
        new("Cholesky.Factor(1)", [Square], o => Assert.IsTrue(Cholesky.Factor(o[0].Real, Row))),
        new("Cholesky.Solve(2)", [Square, Row], o => Cholesky.Solve(o[0].Real, Row, o[1].Real)),
        new("Cholesky.SolveTransposed(2)", [Square, Row], o => Cholesky.SolveTransposed(o[0].Real, Row, o[1].Real)),
        new("Cholesky.LogDeterminant(1)", [Square], o => Cholesky.LogDeterminant(o[0].Real, Row)),
        new("Cholesky.Update(2)", [Square, Row], o => Cholesky.Update(o[0].Real, Row, o[1].Real)),
        new("Triangle.Row(1)", [Square], o => Triangle.Row(o[0].Real, Row, 1)),
        new("Triangle.AddOuter(2)", [Square, Row], o => Triangle.AddOuter(o[0].Real, o[1].Real, Row, 1)),
        new("Triangle.SolveTransposed(2)", [Square, Row], o => Triangle.SolveTransposed(o[0].Real, Row, o[1].Real)),
        new("Triangle.Expand(2)", [Square, Square], o => Triangle.Expand(o[0].Real, Row, o[1].Real)),
        new("Triangle.Pack(2)", [Square, Square], o => Triangle.Pack(o[0].Real, Row, o[1].Real)),
        new("Tridiagonal.Reduce(3)", [Square, Row, Row], o => Tridiagonal.Reduce(o[0].Real, Row, o[1].Real, o[2].Real)),
        new("Tridiagonal.Turn(2)", [Square, Row], o => Tridiagonal.Turn(o[0].Real, Row, o[1].Real)),
        new("Tridiagonal.Solve(4)", [5, 5, 5, 5], o => Tridiagonal.Solve(o[0].Real, o[1].Real, 1, o[2].Real, o[3].Real), Free: 0),
    ];

    private static AdamStep<double> Adam => new()
    {
        LearningRate = 0.01, Shrink = 1, GradientScale = 1, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Correction1 = 1, Correction2 = 1,
    };

    private static Span<ulong> Words(Operand operand) => MemoryMarshal.Cast<double, ulong>(operand.Real);
}
