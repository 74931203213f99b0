using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class ForecastingCatalog : TrainCatalogBase
{
    internal ForecastingCatalog(IHostEnvironment environment)
        : base(environment)
    {
        Trainers = new Forecasters(this);
    }

    public Forecasters Trainers { get; }

    public sealed class Forecasters : CatalogInstantiatorBase
    {
        internal Forecasters(ForecastingCatalog owner)
            : base(owner)
        {
        }
    }
}
