using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("CustomMapping", typeof(CustomMappingContract))]

namespace Microsoft.ML.Transforms;

// What a saved mapping consists of: a contract's name, and the assembly that is to declare a factory for it.
internal static class CustomMappingContract
{
    public static void Save(ModelSaveContext ctx, string? contractName, Delegate mapAction)
    {
        if (contractName is null)
            throw new InvalidOperationException("A custom mapping without a contract name cannot be saved.");
        ctx.SetLoader("CustomMapping");
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(mapAction.Method.DeclaringType!.Assembly.FullName!);
    }

    internal static ITransformer Load(ModelLoadContext ctx)
    {
        var contractName = ctx.Reader.ReadString();
        var assembly = Assembly.Load(ctx.Reader.ReadString());
        var catalog = ctx.Environment.ComponentCatalog;
        catalog.RegisterAssembly(assembly);
        return catalog.CreateExtension<CustomMappingFactoryAttributeAttribute>(contractName) is ICustomMappingFactory factory
            ? factory.CreateTransformer(contractName)
            : throw new InvalidOperationException(
                $"The class with contract '{contractName}' must derive from CustomMappingFactory or StatefulCustomMappingFactory.");
    }
}
