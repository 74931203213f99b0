using System.Reflection;

namespace Microsoft.ML;

// A name in a model finds its loader here, among the stand-in's own assemblies and nowhere else.
internal static class ModelLoaders
{
    private static readonly string[] Assemblies = ["Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers"];

    private static readonly Lazy<Dictionary<string, Func<ModelLoadContext, object>>> Loaders = new(Collect);

    public static Func<ModelLoadContext, object> Find(string name) =>
        Loaders.Value.TryGetValue(name, out var loader) ? loader : throw new FormatException($"Nothing here loads a model part of the kind '{name}'.");

    private static Dictionary<string, Func<ModelLoadContext, object>> Collect() =>
        Assemblies.Select(Assembly.Load)
            .SelectMany(assembly => assembly.GetCustomAttributes<ModelLoaderAttribute>())
            .ToDictionary(attribute => attribute.Name, attribute => LoadMethodOf(attribute.Type));

    private static Func<ModelLoadContext, object> LoadMethodOf(Type type) =>
        type.GetMethod("Load", BindingFlags.Static | BindingFlags.NonPublic, [typeof(ModelLoadContext)])!
            .CreateDelegate<Func<ModelLoadContext, object>>();
}
