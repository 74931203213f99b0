using Microsoft.ML.Calibrators;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    public sealed class CalibratorsCatalog : CatalogInstantiatorBase
    {
        internal CalibratorsCatalog(BinaryClassificationCatalog owner)
            : base(owner)
        {
        }

        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = "Score") =>
            new(slope, offset, scoreColumnName);
    }
}
