using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>Sums over rows, each with the two before it, from which the weights of departures follow.</summary>
internal sealed class DriftMoments
{
    /// <summary>What is added to each column's variance, which is 1: it keeps columns that follow from others from being taken for exact.</summary>
    private const double Ridge = 0.01;

    /// <summary>Deviations beyond which a row of the fit says no more about how columns hang together.</summary>
    private const double Furthest = 10;

    private const double Constant = 1e-12;

    private readonly ColumnBlock[] _blocks;
    private readonly double[][] _sums;
    private readonly double[][] _squares;
    private long _rows;

    public DriftMoments(ColumnBlock[] blocks)
    {
        _blocks = blocks;
        _sums = Array.ConvertAll(blocks, block => new double[Tile.Pad(block.Terms)]);
        _squares = Array.ConvertAll(blocks, block => new double[block.Terms * Tile.Pad(block.Terms)]);
    }

    /// <summary>Takes a row.</summary>
    /// <param name="rows">The row and those before it, its own first.</param>
    /// <param name="columns">Elements of a row.</param>
    public void Add(ReadOnlySpan<double> rows, int columns)
    {
        Span<double> terms = stackalloc double[Tile.Pad((1 + ColumnBlock.Lags) * ColumnBlock.Largest)];
        _rows++;
        for (int i = 0; i < _blocks.Length; i++)
        {
            var block = _blocks[i];
            var ofBlock = terms[.._sums[i].Length];
            ofBlock.Clear();
            for (int term = 0; term < block.Terms; term++)
            {
                double value = rows[(term / block.Count * columns) + block.First + (term % block.Count)];
                ofBlock[term] = Math.Clamp(value, -Furthest, Furthest);
                _sums[i][term] += ofBlock[term];
            }

            Matrices.AddGram<double>(ofBlock, ofBlock.Length, 1, _squares[i]);
        }
    }

    /// <summary>Adds what others have summed.</summary>
    public void Add(DriftMoments other)
    {
        _rows += other._rows;
        for (int i = 0; i < _blocks.Length; i++)
        {
            AddTo(_sums[i], other._sums[i]);
            AddTo(_squares[i], other._squares[i]);
        }
    }

    /// <summary>Finds the weights.</summary>
    public void Solve(Span<double> level, Span<double> step)
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            var block = _blocks[i];
            Solve(i, block.Count, level.Slice(block.Level, block.Count * block.Length));
            Solve(i, block.Terms, step.Slice(block.Step, block.Terms * block.Length));
        }
    }

    private static void AddTo(double[] sums, double[] others)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += others[i];
        }
    }

    /// <summary>
    /// The columns of the inverse of the covariance of the first terms, each over the root of its own element; 0 of a column that is constant.
    /// </summary>
    private void Solve(int index, int terms, Span<double> weights)
    {
        var block = _blocks[index];
        int length = Tile.Pad(terms);
        double[] covariance = Covariance(index, terms), column = new double[length];
        bool[] isConstant = [.. Enumerable.Range(0, block.Count).Select(i => covariance[(i * length) + i] - Ridge <= Constant)];
        if (!Cholesky.Factor(covariance, terms))
        {
            throw new InvalidOperationException("The covariance of the rows of the fit is not finite.");
        }

        for (int i = 0; i < block.Count; i++)
        {
            column.AsSpan().Clear();
            column[i] = 1;
            Cholesky.Solve(covariance, terms, column);
            double scale = isConstant[i] ? 0 : 1 / Math.Sqrt(column[i]);
            for (int term = 0; term < terms; term++)
            {
                weights[(term * block.Length) + i] = scale * column[term];
            }
        }
    }

    private double[] Covariance(int index, int terms)
    {
        int length = Tile.Pad(terms), stride = _sums[index].Length;
        double share = 1.0 / Math.Max(_rows, 1);
        double[] covariance = new double[terms * length], sums = _sums[index], squares = _squares[index];
        for (int i = 0; i < terms; i++)
        {
            for (int j = i; j < terms; j++)
            {
                covariance[(i * length) + j] = share * (squares[(i * stride) + j] - (share * sums[i] * sums[j]));
            }

            covariance[(i * length) + i] += Ridge;
        }

        return covariance;
    }
}
