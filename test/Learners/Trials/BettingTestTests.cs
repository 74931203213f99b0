using AdaptiveML.Learners.Trials;

namespace AdaptiveML.Learners.Tests;

[TestClass]
public class BettingTestTests
{
    [TestMethod]
    public void A_fair_game_is_worth_what_it_cost()
    {
        // All 2^12 runs of a fair coin: the mean of the wealth is exactly 1, whatever the stakes.
        double sum = 0;
        for (int run = 0; run < 1 << 12; run++)
        {
            var test = new BettingTest();
            for (int i = 0; i < 12; i++)
            {
                test.Take((run >> i & 1) == 0 ? 0.3 : -0.3);
            }

            sum += test.Wealth;
        }

        Assert.AreEqual(1, sum / (1 << 12), 1e-12);
    }

    [TestMethod]
    public void The_wealth_stays_above_zero_and_is_not_staked_against_the_odds()
    {
        var test = new BettingTest();
        for (int i = 0; i < 1000; i++)
        {
            test.Take(i == 0 ? 1 : -1);
        }

        double lost = test.Wealth;
        Assert.IsGreaterThan(0, lost);
        test.Take(-1);
        Assert.AreEqual(lost, test.Wealth);
    }

    [TestMethod]
    public void A_lead_that_is_new_is_found_behind_a_long_lag()
    {
        var test = new BettingTest();
        for (int i = 0; i < 5000; i++)
        {
            test.Take(-0.1);
        }

        int rows = 0;
        for (; test.Wealth < 20; rows++)
        {
            test.Take(0.3);
        }

        Assert.IsLessThan(40, rows);
    }

    [TestMethod]
    public void Blocks_are_longer_where_rows_follow_each_other()
    {
        var white = new PairDifference();
        var slow = new PairDifference();
        for (int row = 0; row < 5000; row++)
        {
            white.Take(row % 2, 0.5);
            slow.Take(row / 50 % 2, 0.5);
        }

        Assert.AreEqual(2, white.BlockLength);
        Assert.IsGreaterThan(50, slow.BlockLength);
    }
}
