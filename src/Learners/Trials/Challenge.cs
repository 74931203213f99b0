using System.Runtime.InteropServices;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>What speaks for a contestant in the place of the one that answers.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Challenge
{
    private BettingTest _test;
    private BreakDetector _breaks;
    private double _sum;
    private double _rows;
    private double _length;

    /// <summary>The wealth of who bets on it; 1 at the beginning.</summary>
    public readonly double Wealth => _test.Wealth;

    /// <summary>Whether the one that answers has broken, by what this one shows, of so many that are watched.</summary>
    public readonly bool ShowsBreak(int watched) => _breaks.IsBroken(watched);

    /// <summary>Whether this can have been counted.</summary>
    public readonly bool IsCounted => FieldRules.IsCount(_rows) && FieldRules.IsCount(_length);

    /// <summary>Takes a row in.</summary>
    /// <param name="difference">By how much the one that answers was worse, from −1 to 1.</param>
    /// <param name="blockLength">Rows of a block that begins with this one.</param>
    public void Take(double difference, int blockLength)
    {
        _breaks.Take(difference);
        if (_rows == 0)
        {
            _length = blockLength;
        }

        _sum += difference;
        if (++_rows >= _length)
        {
            _test.Take(_sum / _rows);
            (_sum, _rows) = (0, 0);
        }
    }
}
