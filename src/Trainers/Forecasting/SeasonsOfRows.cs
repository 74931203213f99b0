using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Trainers;

/// <summary>What the rows of a fit say of the seasons of their series.</summary>
/// <param name="rows">The rows, each of which begins with the series' values.</param>
/// <param name="series">Number of series.</param>
internal sealed class SeasonsOfRows(TrainingRows<float> rows, int series)
{
    private const int WantedSeasons = 2;

    private bool _isSearched;

    /// <summary>The options with the seasons that the rows show, where they name none.</summary>
    public LruForecasterOptions Complete(LruForecasterOptions options)
    {
        _isSearched = options is { Period: null, Periods: null };
        return _isSearched ? options with { Periods = SeasonSearch.Find(Series()) } : options;
    }

    /// <summary>What is to be said of the fit.</summary>
    /// <param name="options">As the forecaster was made.</param>
    public IEnumerable<string> Messages(LruForecasterOptions options)
    {
        int[] periods = [.. options.Periods ?? (options.Period is { } only ? [only] : [])];
        if (_isSearched)
        {
            yield return periods.Length == 0
                ? "No season was found in the rows; name one by Period or Periods if there is one."
                : $"Seasons found in the rows: {string.Join(" and ", periods)} rows.";
        }

        int longest = Lengths().Values.DefaultIfEmpty().Max();
        foreach (int period in periods.Where(period => longest < WantedSeasons * period))
        {
            yield return $"A season of {period} rows wants {WantedSeasons * period} rows or more to be learnt; the longest sequence has {longest}.";
        }
    }

    private Dictionary<SequenceKey, int> Lengths()
    {
        Dictionary<SequenceKey, int> lengths = [];
        for (int row = 0; row < rows.Count; row++)
        {
            var key = rows.Context(row).Sequence;
            lengths[key] = lengths.GetValueOrDefault(key) + 1;
        }

        return lengths;
    }

    private double[][] Series()
    {
        Dictionary<SequenceKey, List<double>[]> all = [];
        for (int row = 0; row < rows.Count; row++)
        {
            var key = rows.Context(row).Sequence;
            if (!all.TryGetValue(key, out var values))
            {
                all[key] = values = [.. Enumerable.Range(0, series).Select(_ => new List<double>())];
            }

            for (int c = 0; c < series; c++)
            {
                values[c].Add(rows.Input(row)[c]);
            }
        }

        return [.. all.Values.SelectMany(values => values).Select(values => values.ToArray())];
    }
}
