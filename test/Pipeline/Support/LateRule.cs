namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>What late labels mean, written down as plainly as can be: all rows are kept, and every answer is worked out from the first row on.</summary>
internal sealed class LateRule(int capacity)
{
    private readonly List<(Row Row, Label Label)> _rows = [];

    public enum Label
    {
        /// <summary>Still to come.</summary>
        Missing,

        /// <summary>Learnt.</summary>
        Known,

        /// <summary>Never to come.</summary>
        None,
    }

    public int Pending => _rows.Count(row => row.Label == Label.Missing);

    public long Expired { get; private set; }

    private int Oldest => _rows.FindIndex(row => row.Label == Label.Missing) is >= 0 and var oldest ? oldest : _rows.Count;

    public void Add(Row row, Label label)
    {
        if (_rows.Count - Oldest == capacity)
        {
            _rows[Oldest] = (_rows[Oldest].Row, Label.None);
            Expired++;
        }

        _rows.Add((row, label));
    }

    public bool TryLabel(float index)
    {
        int found = _rows.FindIndex(row => row.Row.Index == index && row.Label == Label.Missing);
        if (found >= 0)
        {
            _rows[found] = (Sample.Rows[(int)index], Label.Known);
        }

        return found >= 0;
    }

    /// <summary>Every label that has come is learnt, and all rows are followed.</summary>
    public float Predict(Row row)
    {
        float[] prediction = new float[1];
        Present().Predict(row.Features, prediction);
        return prediction[0];
    }

    /// <summary>As if all missing labels had been given up.</summary>
    public LeakySum Present()
    {
        var learner = new LeakySum(3);
        float[] prediction = new float[1];
        foreach (var (row, label) in _rows)
        {
            if (label == Label.Known)
            {
                learner.Learn(row.Features, [row.Label], prediction);
            }
            else
            {
                learner.Observe(row.Features);
            }
        }

        return learner;
    }
}
