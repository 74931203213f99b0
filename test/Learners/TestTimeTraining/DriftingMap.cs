using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>A stream of keys and values, v = A k + noise, with A a random walk of variance one; rows are padded to a tile.</summary>
internal sealed class DriftingMap
{
    public const int Size = 8;
    public const int Row = 16;

    private readonly double _decay;
    private readonly double _common;
    private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];
    private readonly double[] _map = new double[Size * Size];

    public DriftingMap(double decay, double common = 0)
    {
        (_decay, _common) = (decay, common);
        var random = Xoshiro256.Seed(_state, 1);
        for (int i = 0; i < _map.Length; i++)
        {
            _map[i] = random.NextNormal();
        }
    }

    public double[] Key { get; } = new double[Row];

    public double[] Value { get; } = new double[Row];

    public void Next()
    {
        double step = Math.Sqrt(1 - (_decay * _decay));
        var random = new Xoshiro256(_state);
        double shared = _common == 0 ? 0 : _common * random.NextNormal(), own = Math.Sqrt(1 - (_common * _common));
        for (int i = 0; i < Size; i++)
        {
            Key[i] = shared + (own * random.NextNormal());
        }

        for (int i = 0; i < Size; i++)
        {
            Value[i] = 0.1 * random.NextNormal();
            for (int j = 0; j < Size; j++)
            {
                ref double entry = ref _map[(i * Size) + j];
                entry = (_decay * entry) + (step * random.NextNormal());
                Value[i] += entry * Key[j];
            }
        }
    }
}
