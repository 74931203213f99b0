using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// Which of several nets go along with the rows and learn. The one that predicts always does. The others together may cost 1.5 times what it costs: each has a
/// share that falls with the square of how far it lies behind, saves it, wakes when that pays a stretch of rows, and sleeps when it is spent. So the one far
/// behind learns rarely, and none learns never.
/// </summary>
/// <remarks>All begin awake and with the price of some rows. What a net does with a row that it sleeps through is nothing: its state of a sequence that it has
/// slept through is stale, and nothing is made of it until it has followed so many rows that what came before has been forgotten.</remarks>
internal sealed class LearningBudget
{
    /// <summary>What the others may cost together, relative to the leader.</summary>
    private const double Budget = 1.5;

    /// <summary>Share of the leader's loss that leaves a quarter of its share of the budget to one that lies behind by it.</summary>
    private const double Near = 0.02;

    /// <summary>The least share, relative to one that is not behind.</summary>
    private const double Least = 0.01;

    /// <summary>Rows of a stretch, and rows that a stale state is followed before it counts.</summary>
    private const int Stretch = 128, WarmUp = 40;

    private readonly MethodCost[] _costs;
    private readonly double[] _shares;
    private readonly int _rows;
    private readonly Field _accounts;
    private readonly Field _visits;
    private readonly Field _begun;

    /// <summary>Adds the fields.</summary>
    /// <param name="state">What sequences share.</param>
    /// <param name="sequence">What each has of its own.</param>
    /// <param name="costs">Of each net.</param>
    /// <param name="rows">Rows that each net can learn at the beginning.</param>
    public LearningBudget(Layout state, Layout sequence, MethodCost[] costs, int rows)
    {
        (_costs, _rows, _shares) = (costs, rows, new double[costs.Length]);
        _accounts = state.AddStructs<Account, double>("budget.accounts", costs.Length);
        _visits = sequence.AddStructs<Visit, long>("budget.visits", costs.Length);
        _begun = sequence.Add<long>("budget.begun", 1);
        sequence.RequireCounts(_visits);
    }

    /// <summary>Whether no net has slept yet.</summary>
    public bool IsTrial(LearnerMemory memory)
    {
        foreach (ref readonly var account in memory.State.Refs<Account>(_accounts))
        {
            if (account.IsAwake == 0 || account.Wakings > 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a net goes along with the present row.</summary>
    public bool IsAwake(LearnerMemory memory, int net) => memory.State.Refs<Account>(_accounts)[net].IsAwake == 1;

    /// <summary>Whether a net's state is that of the present sequence, so that its prediction counts and it can learn.</summary>
    public bool IsReady(LearnerMemory memory, int net)
    {
        ref readonly var account = ref memory.State.Refs<Account>(_accounts)[net];
        ref readonly var visit = ref memory.Sequence.Refs<Visit>(_visits)[net];
        return account.IsAwake == 1
            && (memory.Sequence.View<long>(_begun)[0] == 0 || (visit.Waking == (long)account.Wakings && visit.Rows >= WarmUp));
    }

    /// <summary>All are awake.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Span<Account> accounts = memory.State.Refs<Account>(_accounts);
        for (int i = 0; i < _costs.Length; i++)
        {
            accounts[i] = new() { Credit = _rows * _costs[i].Learning, IsAwake = 1, Wakings = 1 };
        }
    }

    /// <summary>Closes a row: who has gone along with it, what it has cost, and what each may spend.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="contest">Says who lies how far behind.</param>
    /// <param name="learns">Whether the row was learnt from, and not only followed.</param>
    /// <param name="hasTarget">Whether it had a target.</param>
    public void Close(LearnerMemory memory, MethodContest contest, bool learns, bool hasTarget)
    {
        Span<Account> accounts = memory.State.Refs<Account>(_accounts);
        Span<Visit> visits = memory.Sequence.Refs<Visit>(_visits);
        int leader = contest.Leader(memory);
        double budget = Budget * Cost(leader, learns, hasTarget), total = 0;
        for (int i = 0; i < _shares.Length; i++)
        {
            double near = Near / (Near + contest.Behind(memory, i));
            _shares[i] = i == leader ? 0 : Math.Max(Least, near * near);
            total += _shares[i];
        }

        for (int i = 0; i < _shares.Length; i++)
        {
            ref var account = ref accounts[i];
            bool isReady = IsReady(memory, i);
            account.Credit += budget * _shares[i] / total;
            account.Credit = Math.Min(account.Credit, Math.Max(_rows, 2 * Stretch) * _costs[i].Learning);
            if (account.IsAwake == 0)
            {
                continue;
            }

            account.Credit -= i == leader ? 0 : Cost(i, learns && isReady, hasTarget);
            account.Rows += isReady ? 1 : 0;
            ref var visit = ref visits[i];
            visit.Rows = memory.Sequence.View<long>(_begun)[0] == 0 ? WarmUp : visit.Waking == (long)account.Wakings ? visit.Rows + 1 : 1;
            visit.Waking = (long)account.Wakings;
        }

        memory.Sequence.View<long>(_begun)[0] = 1;
    }

    /// <summary>Wakes a net that can pay a stretch, or sends one to sleep that has spent it. Must come where no gradient waits for more rows.</summary>
    /// <returns>Whether it has been sent to sleep.</returns>
    public bool Choose(LearnerMemory memory, int net, bool isLeader)
    {
        ref var account = ref memory.State.Refs<Account>(_accounts)[net];
        if (account.IsAwake == 0 && (isLeader || account.Credit >= Stretch * _costs[net].Learning))
        {
            (account.IsAwake, account.Rows) = (1, 0);
            account.Wakings++;
        }
        else if (account.IsAwake == 1 && !isLeader && account.Credit <= 0 && account.Rows >= Stretch)
        {
            account.IsAwake = 0;
            return true;
        }

        return false;
    }

    private double Cost(int net, bool learns, bool hasTarget) => _costs[net].Follow + (learns ? _costs[net].LearnOf(hasTarget) : 0);

    /// <summary>What a net can spend, whether it is awake, how often it was woken, and rows of the present stretch.</summary>
    private struct Account
    {
        public double Credit;
        public double IsAwake;
        public double Wakings;
        public double Rows;
    }

    /// <summary>The waking in which a net has followed a sequence last, and rows that it has followed it since.</summary>
    private struct Visit
    {
        public long Waking;
        public long Rows;
    }
}
