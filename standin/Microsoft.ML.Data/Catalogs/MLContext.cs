using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed class MLContext : IHostEnvironment
{
    private readonly HostEnvironment _environment;

    public MLContext(int? seed = null)
    {
        _environment = new HostEnvironment(seed);
        Data = new DataOperationsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
        Regression = new RegressionCatalog(this);
        BinaryClassification = new BinaryClassificationCatalog(this);
        MulticlassClassification = new MulticlassClassificationCatalog(this);
        Forecasting = new ForecastingCatalog(this);
    }

    public DataOperationsCatalog Data { get; }

    public ModelOperationsCatalog Model { get; }

    public TransformsCatalog Transforms { get; }

    public RegressionCatalog Regression { get; }

    public BinaryClassificationCatalog BinaryClassification { get; }

    public MulticlassClassificationCatalog MulticlassClassification { get; }

    public ForecastingCatalog Forecasting { get; }

    public ComponentCatalog ComponentCatalog => _environment.ComponentCatalog;

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _environment.Register(name, seed, verbose);
}
