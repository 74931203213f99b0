namespace AdaptiveML.Streams;

/// <summary>
/// Differences of the losses of two models, as means of successive blocks: at most 31 of equal length, which doubles with the rows. Nothing is allocated a row.
/// </summary>
internal sealed class PairedLosses
{
    private const int MostBlocks = 32;
    private const int FewestBlocks = 8;

    private readonly double[] _sums = new double[MostBlocks];
    private int _blocks;
    private long _length = 1;
    private double _sum;
    private long _inBlock;

    /// <summary>Takes a row's difference in.</summary>
    public void Add(double difference)
    {
        _sum += difference;
        if (++_inBlock < _length)
        {
            return;
        }

        _sums[_blocks++] = _sum;
        (_sum, _inBlock) = (0, 0);
        if (_blocks == MostBlocks)
        {
            for (int i = 0; i < MostBlocks / 2; i++)
            {
                _sums[i] = _sums[2 * i] + _sums[(2 * i) + 1];
            }

            (_blocks, _length) = (MostBlocks / 2, 2 * _length);
        }
    }

    /// <summary>The test of a difference of 0; p and interval are NaN of fewer than 8 rows.</summary>
    public PairedTest ToTest(string first, string second)
    {
        double mean = 0, squares = 0;
        for (int i = 0; i < _blocks; i++)
        {
            mean += _sums[i] / _length / _blocks;
        }

        for (int i = 0; i < _blocks; i++)
        {
            double rest = (_sums[i] / _length) - mean;
            squares += rest * rest;
        }

        if (_blocks < FewestBlocks)
        {
            return new(first, second, _blocks * _length, _blocks, _blocks == 0 ? double.NaN : mean, double.NaN, double.NaN, double.NaN);
        }

        double error = Math.Sqrt(squares / (_blocks - 1) / _blocks), half = StudentT.Critical(0.05, _blocks - 1) * error;
        double p = error > 0 ? StudentT.TwoSided(mean / error, _blocks - 1) : mean == 0 ? 1 : 0;
        return new(first, second, _blocks * _length, _blocks, mean, mean - half, mean + half, p);
    }
}
