namespace Microsoft.ML.Calibrators;

public sealed class FixedPlattCalibratorEstimator : CalibratorEstimatorBase<PlattCalibrator>
{
    private readonly PlattCalibrator _calibrator;

    internal FixedPlattCalibratorEstimator(double slope, double offset, string scoreColumnName)
        : base(scoreColumnName)
    {
        _calibrator = new PlattCalibrator(slope, offset);
    }

    private protected override CalibratorTransformer<PlattCalibrator> Create(string scoreColumnName) =>
        new PlattCalibratorTransformer(_calibrator, scoreColumnName);
}
