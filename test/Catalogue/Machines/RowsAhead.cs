namespace AdaptiveML.PlantYear;

/// <summary>The rows that are forecast from each row: the next of its group.</summary>
internal sealed class RowsAhead
{
    private readonly Recording _rows;
    private readonly int _horizon;
    private readonly int[] _next;

    public RowsAhead(Recording rows, int horizon)
    {
        (_rows, _horizon, _next) = (rows, horizon, new int[rows.Count]);
        var following = new Dictionary<int, int>();
        for (int t = rows.Count - 1; t >= 0; t--)
        {
            _next[t] = following.GetValueOrDefault(rows.Groups[t], -1);
            following[rows.Groups[t]] = t;
        }
    }

    /// <summary>The mean of a figure over the rows ahead that are scored, given the row and how far it is ahead; NaN where there are none.</summary>
    public double Mean(int origin, Func<int, int, double> figure)
    {
        double sum = 0;
        int count = 0, target = origin;
        for (int ahead = 1; ahead <= _horizon; ahead++)
        {
            target = _next[target];
            if (target < 0)
            {
                return double.NaN;
            }

            if (_rows.IsScored(target))
            {
                sum += figure(target, ahead);
                count++;
            }
        }

        return count > 0 ? sum / count : double.NaN;
    }

    /// <summary>The squared error of a forecast of a row.</summary>
    public double Square(int target, double forecast)
    {
        double error = (forecast - _rows.Truth[target]) / _rows.Unit[target];
        return error * error;
    }
}
