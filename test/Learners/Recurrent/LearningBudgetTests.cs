using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Which of several nets learn, and what that costs.</summary>
[TestClass]
public sealed class LearningBudgetTests
{
    private static readonly MethodCost[] Costs = [new(1, 9, true), new(1, 9, true), new(1, 39, true), new(1, 99, false)];

    [TestMethod]
    public void The_others_together_cost_at_most_one_and_a_half_times_what_the_leader_costs()
    {
        var run = new Trial(rows: 0, [0.4, 0.5, 0.5, 0.5]);
        run.Learn(50_000, hasTarget: static _ => true);
        Assert.IsLessThan(1.55 * run.Spent[0], run.Spent[1..].Sum());
        Assert.IsGreaterThan(1.4 * run.Spent[0], run.Spent[1..].Sum());
    }

    [TestMethod]
    public void It_holds_where_labels_are_rare_and_one_net_learns_without()
    {
        var run = new Trial(rows: 0, [0.4, 0.5, 0.5, 0.5]);
        run.Learn(100_000, hasTarget: static row => row % 20 == 0);
        Assert.IsLessThan(1.6 * run.Spent[0], run.Spent[1..].Sum());
    }

    [TestMethod]
    public void One_that_lies_behind_learns_less_and_never_nothing()
    {
        var run = new Trial(rows: 0, [0.4, 0.402, 0.408, 4]);
        run.Learn(500_000, hasTarget: static _ => true);
        Assert.IsGreaterThan(2 * run.Spent[2], run.Spent[1]);
        Assert.IsGreaterThan(4 * run.Spent[3], run.Spent[2]);
        Assert.IsGreaterThan(300, run.Ready[3]);
    }

    [TestMethod]
    public void All_learn_at_first()
    {
        var run = new Trial(rows: 500, [0.4, 0.5, 0.5, 0.5]);
        run.Learn(500, hasTarget: static _ => true);
        Assert.IsTrue(run.Budget.IsTrial(run.Memory));
        CollectionAssert.AreEqual(new[] { 500, 500, 500, 500 }, run.Ready);
        run.Learn(5000, hasTarget: static _ => true);
        Assert.IsFalse(run.Budget.IsTrial(run.Memory));
    }

    [TestMethod]
    public void A_sequence_that_was_slept_through_is_followed_before_it_counts_and_one_that_begins_counts_at_once()
    {
        var run = new Trial(rows: 0, [0.4, 0.5, 0.5, 0.5]);
        run.Learn(1000, hasTarget: static _ => true);
        while (run.Budget.IsAwake(run.Memory, 1))
        {
            run.Learn(1, hasTarget: static _ => true);
        }

        while (!run.Budget.IsAwake(run.Memory, 1))
        {
            run.Learn(1, hasTarget: static _ => true);
        }

        for (int row = 0; row < 40; row++)
        {
            Assert.IsFalse(run.Budget.IsReady(run.Memory, 1), $"row {row}");
            run.Learn(1, hasTarget: static _ => true);
        }

        Assert.IsTrue(run.Budget.IsReady(run.Memory, 1));
        run.Memory.Peek(SequenceKey.Of("new"));
        Assert.IsTrue(run.Budget.IsReady(run.Memory, 1));
    }

    /// <summary>Nets that have always the same losses.</summary>
    private sealed class Trial
    {
        private readonly double[] _losses;
        private readonly MethodContest _contest;
        private int _row;

        public Trial(int rows, double[] losses)
        {
            var layout = new MachineLayout<float>();
            _losses = losses;
            _contest = new(layout.State, losses.Length);
            Budget = new(layout.State, layout.Sequence, Costs, rows);
            Memory = new(new(), layout.State, layout.Sequence, 4);
            Budget.Initialize(Memory);
        }

        public LearningBudget Budget { get; }

        public LearnerMemory Memory { get; }

        public double[] Spent { get; } = new double[Costs.Length];

        /// <summary>Rows that each was ready for.</summary>
        public int[] Ready { get; } = new int[Costs.Length];

        public void Learn(int rows, Func<int, bool> hasTarget)
        {
            for (int i = 0; i < rows; i++)
            {
                Memory.Activate(default);
                bool has = hasTarget(_row++);
                double[] losses = [.. _losses];
                for (int net = 0; net < losses.Length; net++)
                {
                    bool isReady = Budget.IsReady(Memory, net);
                    losses[net] = isReady ? losses[net] : double.NaN;
                    Ready[net] += isReady ? 1 : 0;
                    Spent[net] += !Budget.IsAwake(Memory, net) ? 0 : Costs[net].Follow + (isReady ? Costs[net].LearnOf(has) : 0);
                }

                Budget.Close(Memory, _contest, learns: true, has);
                if (has)
                {
                    _contest.Learn(Memory, losses);
                }

                for (int net = 0; net < losses.Length; net++)
                {
                    Budget.Choose(Memory, net, net == _contest.Leader(Memory));
                }
            }
        }
    }
}
