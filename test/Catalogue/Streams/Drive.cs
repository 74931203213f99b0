namespace AdaptiveML.PlantYear;

/// <summary>Sensors that wander around 0 with deviation 1.</summary>
internal sealed class Drive(int count, double autocorrelation, Dice dice)
{
    private readonly double[] _values = new double[count];
    private bool _isFirst = true;

    public double this[int sensor] => _values[sensor];

    /// <summary>Takes a step and writes the first values of a row.</summary>
    public void Step(float[] row)
    {
        double carried = _isFirst ? 0 : autocorrelation, fresh = Math.Sqrt(1 - (carried * carried));
        _isFirst = false;
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = (carried * _values[i]) + (fresh * dice.Normal());
            row[i] = (float)_values[i];
        }
    }
}
