namespace AdaptiveML.PlantYear;

/// <summary>The plain methods that the regressor stands against.</summary>
internal static class PlainEstimators
{
    public static IPlainEstimator[] Make(int inputs, Cadence cadence) =>
        [new OfThePast(PlainNames.LastValue, 0), new OfThePast(PlainNames.SeasonAgo, cadence.Season), new RidgeEstimator(inputs), new RlsEstimator(inputs)];

    /// <summary>What the label was at the row before, or a season ago.</summary>
    private sealed class OfThePast(string name, int season) : IPlainEstimator
    {
        private readonly Dictionary<int, KnownPast> _pasts = [];

        public string Name => name;

        public double Estimate(int group, double[] inputs)
        {
            var past = Of(group);
            return season == 0 ? past.Last : past.At(past.Count - season);
        }

        public void Learn(int group, double[] inputs, double label) => Of(group).Add(label);

        private KnownPast Of(int group) => _pasts.TryGetValue(group, out var past) ? past : _pasts[group] = new();
    }
}
