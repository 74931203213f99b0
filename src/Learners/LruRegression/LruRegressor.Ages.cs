using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruRegression;

/// <content>
/// By which class of the label's age a row is predicted and judged. A label that is told late is compared with what was said when its row came.
/// </content>
public sealed partial class LruRegressor<T> : IIssuedPredictions
{
    /// <summary>
    /// Of what was said of a row: class of age, −1 where nothing was said; estimate; half-width; level; then estimates and spreads of experts.
    /// </summary>
    private const int EstimateAt = 1, HalfWidthAt = 2, LevelAt = 3, ExpertsAt = 4;

    /// <inheritdoc/>
    int IIssuedPredictions.IssuedSize => IssuedSize;

    private int IssuedSize => ExpertsAt + (2 * _parts.Mixture.Experts);

    /// <inheritdoc/>
    void IIssuedPredictions.KeepIssued(Span<double> issued)
    {
        (issued[0], issued[EstimateAt], issued[HalfWidthAt], issued[LevelAt]) = (_isIssued ? _age : -1, _estimate, _halfWidth[0], _level);
        _predictions.CopyTo(issued[ExpertsAt..]);
        _spreads.CopyTo(issued[(ExpertsAt + _predictions.Length)..]);
    }

    /// <inheritdoc/>
    void IIssuedPredictions.RecallIssued(ReadOnlySpan<double> issued)
    {
        _isRecalled = !issued.IsEmpty && FieldRules.IsIndex(issued[0], LabelAges.Count);
        issued.CopyTo(_recalled);
    }

    /// <summary>
    /// What was said of the row's label is compared with it: experts, band and alarms, in whatever mode. What is said with all labels before it known is judged
    /// in its class of age, and so is what was said when the row came, in its own: of one class only the latter.
    /// </summary>
    private void Judge(TargetQuality target)
    {
        if (_level != _parts.Level.Value(Memory))
        {
            return;
        }

        bool isShared = Learns(target), wasIssued = _isRecalled && _recalled[LevelAt] == _level;
        if (!wasIssued || _recalled[0] != _age)
        {
            JudgeAt(_age, _predictions, _spreads, _estimate, _halfWidth[0], isShared);
        }

        if (wasIssued)
        {
            ReadOnlySpan<double> experts = _recalled.AsSpan(ExpertsAt);
            int count = _predictions.Length;
            JudgeAt((int)_recalled[0], experts[..count], experts[count..], _recalled[EstimateAt], _recalled[HalfWidthAt], isShared);
        }

        _parts.Alarms.Learn(Memory, _estimate, _predictions[0], _label, _halfWidth[0]);
    }

    private void JudgeAt(int age, ReadOnlySpan<double> predictions, ReadOnlySpan<double> spreads, double estimate, double halfWidth, bool isShared)
    {
        int like = age < LabelAges.Standstill && _judgedAge != age ? _judgedAge : -1;
        _parts.Mixture.Learn(Memory, age, predictions, _label, spreads, isShared, like);
        _scalar[0] = _label - estimate;
        _parts.Band.Learn(Memory, age, 0, _scalar, [halfWidth], isShared: isShared);
    }

    /// <summary>Settles the class of the label's age, and the half-width of the interval.</summary>
    /// <returns>The class whose weights are taken.</returns>
    private int JudgedAge()
    {
        var (labels, band) = (_parts.Labels, _parts.Band);
        long rows = labels.Age(Memory);
        _age = LabelAges.Of(rows);
        int judged = _judgedAge = NearestJudged();
        _halfWidth[0] = band.HalfWidth(Memory, judged, 0) * (judged < _age ? Math.Sqrt(rows) : 1);
        if (LabelAges.StandsStill(_parts.LabelRepeats.Run(Memory, 0), rows))
        {
            _age = LabelAges.Standstill;
            judged = _parts.Mixture.IsJudged(Memory, _age) ? _age : judged;
            _halfWidth[0] = band.HalfWidth(Memory, judged, 0);
        }
        else if (Options.SharesReadouts && labels.IsUnlabelled(Memory))
        {
            _age = LabelAges.Unlabelled;
            if (band.IsKnown(Memory, _age))
            {
                judged = _age;
                _halfWidth[0] = Math.Max(_halfWidth[0], band.HalfWidth(Memory, judged, 0));
            }
        }

        if (IsBlind())
        {
            _halfWidth[0] = Math.Max(_halfWidth[0], labels.Wander(Memory, rows));
        }

        return judged;
    }

    /// <summary>Whether no input of the row is known. What is said then of the label rests on the last one alone.</summary>
    private bool IsBlind()
    {
        foreach (double value in Known)
        {
            if (!double.IsNaN(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The class of the label's age, if estimates of that age have been judged of late; else the nearest that has, higher ones first, whose band is wider. The
    /// band of a lower one is widened as a random walk spreads.
    /// </summary>
    private int NearestJudged()
    {
        for (int age = _age; age < LabelAges.Standstill; age++)
        {
            if (_parts.Mixture.IsJudged(Memory, age))
            {
                return age;
            }
        }

        for (int age = _age - 1; age > 0; age--)
        {
            if (_parts.Mixture.IsJudged(Memory, age))
            {
                return age;
            }
        }

        return 0;
    }
}
