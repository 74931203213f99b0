namespace AdaptiveML.Streams;

/// <summary>Judges several models, and plain methods, on the same rows. Nothing is allocated a row but the points at the ends of windows.</summary>
/// <typeparam name="TRow">A judged row.</typeparam>
internal sealed class PrequentialContest<TRow>
    where TRow : struct
{
    private readonly (string Name, bool IsBaseline)[] _contestants;
    private readonly PrequentialSettings _settings;
    private readonly PrequentialSums<TRow>[] _sums;
    private readonly List<PrequentialPoint>[] _curves;
    private readonly PairedLosses[] _pairs;
    private readonly double[] _losses;

    /// <param name="contestants">Their names, and whether each is a plain method.</param>
    /// <param name="create">Makes sums without a row.</param>
    /// <param name="settings">How figures are taken.</param>
    public PrequentialContest(IReadOnlyList<(string Name, bool IsBaseline)> contestants, Func<IErrorSums<TRow>> create, PrequentialSettings settings)
    {
        (_contestants, _settings) = ([.. contestants], settings);
        _sums = Array.ConvertAll(_contestants, _ => new PrequentialSums<TRow>(create, settings.FadingFactor));
        _curves = Array.ConvertAll(_contestants, _ => new List<PrequentialPoint>());
        _pairs = [.. Enumerable.Range(0, _contestants.Length * (_contestants.Length - 1) / 2).Select(_ => new PairedLosses())];
        _losses = new double[_contestants.Length];
        _losses.AsSpan().Fill(double.NaN);
    }

    /// <summary>Rows of the stream so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes in what a contestant said of the present row, or of an earlier one that is judged by it.</summary>
    public void Judge(int contestant, in TRow row) => _sums[contestant].Add(row);

    /// <summary>The loss of a contestant in the present row, for the comparisons in pairs; none where it has none.</summary>
    public void Lose(int contestant, double loss) => _losses[contestant] = loss;

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        int pair = 0;
        for (int i = 0; i < _losses.Length; i++)
        {
            for (int j = i + 1; j < _losses.Length; j++, pair++)
            {
                double difference = _losses[i] - _losses[j];
                if (double.IsFinite(difference))
                {
                    _pairs[pair].Add(difference);
                }
            }
        }

        _losses.AsSpan().Fill(double.NaN);
        Rows++;
        if (Rows % _settings.Window == 0)
        {
            CloseWindow();
        }
    }

    /// <summary>What all rows come to.</summary>
    /// <param name="costs">Time and memory of the first contestants.</param>
    /// <param name="messages">What is to be said of the evaluation.</param>
    public PrequentialResult ToResult(IReadOnlyList<(Latencies Latencies, double BytesPerRow)> costs, IReadOnlyList<string> messages)
    {
        if (Rows % _settings.Window != 0 || Rows == 0)
        {
            CloseWindow();
        }

        PrequentialScore[] scores = [.. _contestants.Select((contestant, i) =>
        {
            var (latencies, bytes) = i < costs.Count ? costs[i] : (null, double.NaN);
            return new PrequentialScore(contestant.Name, contestant.IsBaseline, _curves[i], latencies, bytes);
        })];
        var pairs = new List<PairedTest>();
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = i + 1; j < scores.Length; j++)
            {
                pairs.Add(_pairs[pairs.Count].ToTest(scores[i].Name, scores[j].Name));
            }
        }

        return new(Rows, _settings, scores, pairs, messages);
    }

    private void CloseWindow()
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _curves[i].Add(_sums[i].ToPoint(Rows));
            _sums[i].BeginWindow();
        }
    }
}
