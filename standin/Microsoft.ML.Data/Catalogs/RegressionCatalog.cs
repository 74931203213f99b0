using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog : TrainCatalogBase
{
    internal RegressionCatalog(IHostEnvironment environment)
        : base(environment)
    {
        Trainers = new RegressionTrainers(this);
    }

    public RegressionTrainers Trainers { get; }

    public sealed class RegressionTrainers : CatalogInstantiatorBase
    {
        internal RegressionTrainers(RegressionCatalog owner)
            : base(owner)
        {
        }
    }
}
