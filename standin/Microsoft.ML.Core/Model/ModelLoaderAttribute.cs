namespace Microsoft.ML;

// Says which class reads the model parts of a name: it has a static Load(ModelLoadContext).
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class ModelLoaderAttribute(string name, Type type) : Attribute
{
    public string Name { get; } = name;

    public Type Type { get; } = type;
}
