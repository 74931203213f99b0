using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(IHostEnvironment environment)
        : base(environment)
    {
        Trainers = new BinaryClassificationTrainers(this);
        Calibrators = new CalibratorsCatalog(this);
    }

    public BinaryClassificationTrainers Trainers { get; }

    public CalibratorsCatalog Calibrators { get; }

    public sealed class BinaryClassificationTrainers : CatalogInstantiatorBase
    {
        internal BinaryClassificationTrainers(BinaryClassificationCatalog owner)
            : base(owner)
        {
        }
    }
}
