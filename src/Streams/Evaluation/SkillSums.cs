namespace AdaptiveML.Streams;

/// <summary>Squared errors of predictions and of a plain method, over the targets that both were there for.</summary>
internal struct SkillSums
{
    private double _own;
    private double _plain;

    /// <summary>1 less the ratio of the two.</summary>
    public readonly double Skill => 1 - (_own / _plain);

    /// <summary>Takes a target in; where the plain method's error is NaN, it does not count.</summary>
    public void Add(double own, double plain, double weight)
    {
        if (double.IsFinite(plain))
        {
            _own += weight * own * own;
            _plain += weight * plain * plain;
        }
    }

    /// <summary>Multiplies the weights of all targets so far.</summary>
    public void Scale(double factor) => (_own, _plain) = (_own * factor, _plain * factor);
}
