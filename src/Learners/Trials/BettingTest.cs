namespace AdaptiveML.Learners.Trials;

/// <summary>
/// A sequential test of whether numbers from −1 to 1 have a mean above 0, which may be looked at after every one of them. A bettor stakes a share λ of the
/// wealth W on each, chosen from those before:
/// <code>
/// W ← W (1 + λ x)      λ = Σx / (Σx² + 0.01), from 0 to 0.95
/// </code>
/// Where every mean, given what came before, is at most 0, the probability that W ever comes to 1/α is at most α (Ville). Half of the wealth is staked by all
/// that came before, half by the last few: the first finds a small lead, the second a lead that is new.
/// </summary>
/// <remarks>
/// I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86, 2024; Y. J. Choe and A. Ramdas, "Comparing sequential
/// forecasters", Operations Research, 2024.
/// </remarks>
internal struct BettingTest
{
    private const double Prior = 0.01, LargestStake = 0.95, Forgetting = 0.8;

    private double _slowLoss;
    private double _fastLoss;
    private double _sum;
    private double _squares;
    private double _recentSum;
    private double _recentSquares;

    /// <summary>The wealth; 1 at the beginning.</summary>
    public readonly double Wealth => 1 - ((_slowLoss + _fastLoss) / 2);

    /// <summary>Bets on a number from −1 to 1.</summary>
    public void Take(double value)
    {
        _slowLoss = 1 - ((1 - _slowLoss) * (1 + (Stake(_sum, _squares) * value)));
        _fastLoss = 1 - ((1 - _fastLoss) * (1 + (Stake(_recentSum, _recentSquares) * value)));
        (_sum, _squares) = (_sum + value, _squares + (value * value));
        (_recentSum, _recentSquares) = ((Forgetting * _recentSum) + value, (Forgetting * _recentSquares) + (value * value));
    }

    private static double Stake(double sum, double squares) => Math.Clamp(sum / (squares + Prior), 0, LargestStake);
}
