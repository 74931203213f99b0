using AdaptiveML.Learners.Trials;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>An engine that learns in the shadow of another, and the judge of both.</summary>
internal sealed class Challenger<TSrc, TDst> : IRowFollower<TSrc>, IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private const int WarmUp = 50;

    private readonly OnlineEngine<TSrc, TDst> _champion;
    private readonly OnlineEngine<TSrc, TDst> _engine;
    private readonly TrialLearner<float> _judge;
    private readonly float[] _verdict;
    private readonly Dictionary<string, float[]> _waiting = new(StringComparer.Ordinal);
    private readonly int _rows;

    public Challenger(OnlineEngine<TSrc, TDst> champion, ForkAction action)
    {
        (_champion, _engine, _rows) = (champion, champion.Fork(), action.Rows);
        _engine.Rate = action.Factor;
        _judge = new(new()
        {
            Models = ["engine", "challenger"],
            Baseline = TrialBaseline.None,
            Loss = champion.ClassNames.Count > 0 ? TrialLoss.ZeroOne : TrialLoss.Absolute,
            Level = action.Level,
            WarmUp = WarmUp,
            MinimumReign = 0,
        });
        _verdict = new float[_judge.OutputSize];
    }

    /// <summary>Whether the judge has found that it errs less.</summary>
    public bool IsBetter => _judge.Standings.AnsweredBy != _judge.Rules.Models[0];

    /// <summary>Whether it has had its time.</summary>
    public bool IsOver => _judge.Counts.Applied >= _rows;

    public ChallengerStandings Standings
    {
        get
        {
            var all = _judge.Standings;
            return new(all.Labels, all.Contestants[0].MeanLoss, all.Contestants[1].MeanLoss, all.Contestants[1].Evidence);
        }
    }

    /// <summary>All that it has become.</summary>
    public OnlineSnapshot Snapshot() => _engine.Snapshot();

    public void Learnt(TSrc row)
    {
        _engine.Learn(row);
        Judge([Answer(_champion), Answer(_engine)], _champion.Binding.Main.Label);
    }

    public void Observed(TSrc row) => _engine.Observe(row);

    public void Awaits(TSrc row, string key)
    {
        float answer = Answer(_champion);
        _engine.Predict(row, key);
        _waiting[key] = [answer, Answer(_engine)];
        ForgetExpired();
    }

    public void Told(ReadOnlySpan<char> key, float label)
    {
        _engine.TryLearn(key, label, out _);
        JudgeLate(key, label);
    }

    public void Told(ReadOnlySpan<char> key, ReadOnlySpan<char> label)
    {
        _engine.TryLearn(key, label, out _);
        JudgeLate(key, _champion.Binding.Main.Present.Columns.Classes!.TargetOf(label));
    }

    public void Forgotten(SequenceKey? sequence) => _engine.Forget(sequence);

    public void Dispose() => _engine.Dispose();

    /// <summary>What an engine has predicted of the row that came last: a number, or the index of a class.</summary>
    private static float Answer(OnlineEngine<TSrc, TDst> engine)
    {
        var stage = engine.Binding.Main;
        var scores = stage.Scores;
        if (stage.Present.Columns.Classes is null)
        {
            return scores[0];
        }

        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private void JudgeLate(ReadOnlySpan<char> key, float label)
    {
        if (_waiting.Remove(key.ToString(), out float[]? answers))
        {
            Judge(answers, label);
        }
    }

    private void Judge(ReadOnlySpan<float> answers, float label) => _judge.Learn(answers, [label], _verdict);

    /// <summary>Rows that no longer wait in the engine have no label to come.</summary>
    private void ForgetExpired()
    {
        if (_waiting.Count > 2 * (1 + _engine.PendingLabels))
        {
            foreach (string key in _waiting.Keys.Where(key => !_engine.Binding.Main.Learner.IsWaiting(key)).ToArray())
            {
                _waiting.Remove(key);
            }
        }
    }
}
