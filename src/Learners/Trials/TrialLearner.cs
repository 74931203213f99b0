using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Trials;

/// <summary>
/// Chooses among the answers of several models to the same row, of which one answers and the others are compared with it in its shadow: champion and
/// challengers. An input has an element a model, its answer, NaN where it has none. Another comes to answer when a sequential test has found that it errs
/// less, or when the one that answers has broken; a plain method takes part, below which no answer falls for long.
/// </summary>
/// <remarks>
/// What is learnt is who answers; so a trial is saved, journalled, replayed and taken back like any learner. Where the one that answers has no answer to a row,
/// the one that erred least of late has. Rows count alike, whatever their weight, if it is above 0.
/// </remarks>
/// <typeparam name="T">Element type of answers and labels.</typeparam>
internal sealed partial class TrialLearner<T> : OnlineLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TrialParts _parts;
    private readonly double[] _answers;
    private readonly double[] _losses;
    private readonly PredictionPart _score;
    private readonly PredictionPart _answeredBy;
    private readonly PredictionPart _evidence;
    private readonly PredictionPart _alarm;
    private double _answer;
    private double _target;
    private int _answering;

    /// <summary>Makes a trial that has seen nothing; the first model answers.</summary>
    /// <param name="rules">Who takes part, and by what rules another answers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rule is out of its range.</exception>
    /// <exception cref="ArgumentException">Two models have one name.</exception>
    public TrialLearner(TrialRules rules)
        : this(new TrialParts(rules))
    {
    }

    private TrialLearner(TrialParts parts)
        : base(parts.Rules.Models.Count, 1, parts.Output, parts.Parameters, parts.State, parts.Sequence, parts.Rules.MaximumSequences, keepsCopy: false)
    {
        _parts = parts;
        (_score, _alarm) = (Output[PredictionNames.Score], Output[PredictionNames.Alarm]);
        (_answeredBy, _evidence) = (Output[TrialOutputs.AnsweredBy], Output[TrialOutputs.Evidence]);
        (_answers, _losses) = (new double[parts.Referee.Count], new double[parts.Referee.Count]);
    }

    /// <summary>Who takes part, and by what rules another answers.</summary>
    public TrialRules Rules => _parts.Rules;

    /// <summary>The trial so far.</summary>
    public TrialStandings Standings => TrialStandings.Of(_parts.Referee, Memory);

    /// <inheritdoc/>
    private protected override InputQuality JudgeInput(ReadOnlySpan<T> input)
    {
        int missing = 0;
        for (int i = 0; i < input.Length; i++)
        {
            bool isAnswer = T.IsFinite(input[i]);
            _answers[i] = isAnswer ? double.CreateTruncating(input[i]) : double.NaN;
            missing += isAnswer ? 0 : 1;
        }

        if (_answers.Length > input.Length)
        {
            _answers[^1] = _parts.Baseline(Memory);
        }

        return missing == 0 ? InputQuality.Clean : InputQuality.Imputed;
    }

    /// <inheritdoc/>
    private protected override bool Forward(InputQuality quality)
    {
        _answering = _parts.Referee.Leader(Memory);
        if (double.IsNaN(_answers[_answering]))
        {
            _answering = BestOfOthers();
        }

        _answer = _answers[_answering];
        if (Rules.LargestDeviation is { } largest && !double.IsNaN(_answers[0]))
        {
            _answer = Math.Clamp(_answer, _answers[0] - largest, _answers[0] + largest);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override AlarmReason Check(InputQuality quality) =>
        quality == InputQuality.Imputed ? AlarmReason.MissingInput
        : _answering >= InputSize ? AlarmReason.WorseThanLastValue
        : AlarmReason.None;

    /// <inheritdoc/>
    private protected override void Write(InputQuality quality, Span<T> prediction)
    {
        _score.In(prediction)[0] = T.CreateTruncating(_answer);
        _alarm.In(prediction)[0] = T.CreateTruncating((int)Alarm);
        var answeredBy = _answeredBy.In(prediction);
        var evidence = _evidence.In(prediction);
        for (int i = 0; i < answeredBy.Length; i++)
        {
            answeredBy[i] = i == _answering ? T.One : T.Zero;
            evidence[i] = T.CreateTruncating(_parts.Referee.Evidence(Memory, i));
        }
    }

    /// <inheritdoc/>
    private protected override TargetQuality JudgeTarget(ReadOnlySpan<T> target, out double loss)
    {
        _target = double.CreateTruncating(target[0]);
        loss = Loss(_answer);
        return double.IsNaN(_target) ? TargetQuality.Missing
            : double.IsInfinity(_target) || double.IsInfinity(loss) ? TargetQuality.NonFinite
            : TargetQuality.Known;
    }

    /// <inheritdoc/>
    private protected override bool Advance(InputQuality input, TargetQuality target)
    {
        if (target == TargetQuality.Known)
        {
            _parts.Remember(Memory, _target);
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override UpdateResult LearnRow(double loss, double weight)
    {
        for (int i = 0; i < _answers.Length; i++)
        {
            _losses[i] = Loss(_answers[i]);
        }

        _parts.Referee.Judge(Memory, _losses);
        _parts.Remember(Memory, _target);
        return new(UpdateVerdict.Applied, UpdateReason.None, loss, 0, 1);
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new TrialLearner<T>(Rules);

    private double Loss(double answer)
    {
        double error = Math.Abs(answer - _target);
        return Rules.Loss switch
        {
            TrialLoss.Squared => error * error,
            TrialLoss.ZeroOne => double.IsNaN(error) ? double.NaN : error == 0 ? 0 : 1,
            _ => error,
        };
    }

    /// <summary>Of those that have an answer the one that erred least of late, of equal ones the first; who answers, where nobody has.</summary>
    private int BestOfOthers()
    {
        int best = -1;
        for (int i = 0; i < _answers.Length; i++)
        {
            if (!double.IsNaN(_answers[i])
                && (best < 0 || _parts.Referee.Record(Memory, i).RecentLoss < _parts.Referee.Record(Memory, best).RecentLoss))
            {
                best = i;
            }
        }

        return best < 0 ? _answering : best;
    }
}
