namespace Microsoft.ML.Trainers;

public sealed partial class SdcaRegressionTrainer
{
    private const float SmallestL2 = 1e-9f;
    private const int DefaultSteps = 500_000;

    private static float DefaultL2(int rows) => rows switch
    {
        < 200 => 1e-2f,
        <= 10_000 => 1e-3f,
        _ => 1e-4f,
    };

    private static float DefaultL1(int features) => features switch
    {
        < 100 => 0,
        < 1000 => 0.25f,
        < 10_000 => 0.5f,
        _ => 1,
    };
}
