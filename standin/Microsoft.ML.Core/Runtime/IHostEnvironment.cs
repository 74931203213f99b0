namespace Microsoft.ML.Runtime;

public interface IHostEnvironment
{
    ComponentCatalog ComponentCatalog { get; }

    IHost Register(string name, int? seed = null, bool? verbose = null);
}
