using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A policy's hold of an engine of given rows and results.</summary>
internal sealed class GovernedEngine<TSrc, TDst> : GovernedEngine, IRowFollower<TSrc>
    where TSrc : class
    where TDst : class, new()
{
    private readonly IEngineOwner<TSrc, TDst> _owner;
    private readonly EngineMarks _marks = new();
    private Challenger<TSrc, TDst>? _challenger;
    private PolicyTerms _terms;

    /// <exception cref="InvalidOperationException">Another policy has the engine.</exception>
    public GovernedEngine(IEngineOwner<TSrc, TDst> owner)
    {
        _owner = owner;
        Act(engine => engine.Follower = engine.Follower is null
            ? this
            : throw new InvalidOperationException("The engine has an alarm policy already; one policy has all rules."));
    }

    public override long Rows => _terms.Rows;

    public override PolicyTerms Terms => _terms;

    public override ChallengerStandings? Challenger => _challenger?.Standings;

    public override int Promotions { get; protected set; }

    public override void SetMarks(int rows) => _marks.Reach = rows;

    public override void RequireForkable() => Act(static engine =>
    {
        if (engine.Journal is not null)
        {
            throw new InvalidOperationException(
                "The engine has a journal, in which no challenger can take its place. Let the challenger be a model of a trial: mlContext.Model.CreateTrial.");
        }

        engine.Binding.Main.Columns.RequireLateLabels();
        return engine;
    });

    public override void RaiseRate(double factor, int rows)
    {
        (_terms.Rate, _terms.RateUntil) = (factor, Rows + rows);
        Act(engine => engine.Rate = factor);
    }

    public override void Reset() => Act(static engine =>
    {
        engine.Reset();
        return engine;
    });

    public override void Freeze(int? rows)
    {
        if (Mode != UpdateMode.Frozen)
        {
            _terms.ModeBefore = Mode;
            Mode = UpdateMode.Frozen;
        }
        else if (_terms.FrozenUntil == 0)
        {
            // Somebody else has frozen it.
            return;
        }

        _terms.FrozenUntil = rows is { } some ? Rows + some : 0;
    }

    public override async Task GoBackAsync(int rows, CancellationToken cancellationToken)
    {
        EndChallenger();
        var (sequence, snapshot) = _marks.Take(Rows, rows);
        if (snapshot is null)
        {
            await _owner.GoBackAsync(sequence, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Restore(snapshot);
        }
    }

    public override void Fork(ForkAction action) => _challenger ??= Act(engine => new Challenger<TSrc, TDst>(engine, action));

    public override void Attend()
    {
        if (_terms.RateUntil > 0 && Rows >= _terms.RateUntil)
        {
            (_terms.Rate, _terms.RateUntil) = (1, 0);
            Act(static engine => engine.Rate = 1);
        }

        if (_terms.FrozenUntil > 0 && Rows >= _terms.FrozenUntil)
        {
            _terms.FrozenUntil = 0;
            Mode = Mode == UpdateMode.Frozen ? _terms.ModeBefore : Mode;
        }

        if (_challenger is { } challenger && (challenger.IsBetter || challenger.IsOver))
        {
            if (challenger.IsBetter)
            {
                Restore(challenger.Snapshot());
                Promotions++;
            }

            EndChallenger();
        }

        if (_marks.IsDue(Rows))
        {
            var (sequence, snapshot) = Act(static engine =>
                engine.Journal is { } journal ? (journal.Sequence, default(OnlineSnapshot)) : (0L, engine.Snapshot()));
            _marks.Add(Rows, sequence, snapshot);
        }
    }

    public override void Resume(PolicyTerms terms)
    {
        _terms = terms;
        if (terms.RateUntil > 0)
        {
            Act(engine => engine.Rate = terms.Rate);
        }
    }

    public override void Leave()
    {
        EndChallenger();
        Act(static engine =>
        {
            engine.Follower = null;
            engine.Rate = 1;
            return engine;
        });
    }

    void IRowFollower<TSrc>.Learnt(TSrc row)
    {
        _terms.Rows++;
        _challenger?.Learnt(row);
    }

    void IRowFollower<TSrc>.Observed(TSrc row)
    {
        _terms.Rows++;
        _challenger?.Observed(row);
    }

    void IRowFollower<TSrc>.Awaits(TSrc row, string key)
    {
        _terms.Rows++;
        _challenger?.Awaits(row, key);
    }

    void IRowFollower<TSrc>.Told(ReadOnlySpan<char> key, float label) => _challenger?.Told(key, label);

    void IRowFollower<TSrc>.Told(ReadOnlySpan<char> key, ReadOnlySpan<char> label) => _challenger?.Told(key, label);

    void IRowFollower<TSrc>.Forgotten(SequenceKey? sequence) => _challenger?.Forgotten(sequence);

    private UpdateMode Mode
    {
        get => Act(static engine => engine.Mode);
        set => Act(engine => engine.Mode = value);
    }

    private TResult Act<TResult>(Func<OnlineEngine<TSrc, TDst>, TResult> act) => _owner.Act(act);

    private void Restore(OnlineSnapshot snapshot) => Act(engine =>
    {
        engine.Restore(snapshot);
        return engine;
    });

    private void EndChallenger()
    {
        _challenger?.Dispose();
        _challenger = null;
    }
}
