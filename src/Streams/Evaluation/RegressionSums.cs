namespace AdaptiveML.Streams;

/// <summary>The sums that <see cref="RegressionFigures"/> are made of.</summary>
internal sealed class RegressionSums : IErrorSums<JudgedNumber>
{
    private long _rows;
    private double _weight;
    private double _sizes;
    private double _squares;
    private double _mean;
    private double _scatter;
    private SkillSums _skill;

    public void Add(in JudgedNumber row, double weight)
    {
        double error = row.Prediction - row.Label, rest = row.Label - _mean;
        _rows++;
        _weight += weight;
        _sizes += weight * Math.Abs(error);
        _squares += weight * error * error;
        _mean += weight / _weight * rest;
        _scatter += weight * rest * (row.Label - _mean);
        _skill.Add(error, row.LastValue - row.Label, weight);
    }

    public void Scale(double factor)
    {
        _weight *= factor;
        _sizes *= factor;
        _squares *= factor;
        _scatter *= factor;
        _skill.Scale(factor);
    }

    public void Clear()
    {
        (_rows, _weight, _sizes, _squares, _mean, _scatter) = (0, 0, 0, 0, 0, 0);
        _skill = default;
    }

    public PrequentialFigures ToFigures() =>
        new RegressionFigures(_rows, _sizes / _weight, Math.Sqrt(_squares / _weight), 1 - (_squares / _scatter), _skill.Skill);
}
