using System.Reflection;

namespace Microsoft.ML.Runtime;

public sealed class ComponentCatalog
{
    private readonly Lock _gate = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_gate)
        {
            if (!_assemblies.Add(assembly))
                return;
            foreach (var type in assembly.GetTypes())
            {
                foreach (var attribute in type.GetCustomAttributes<ExtensionBaseAttribute>())
                {
                    if (!_extensions.TryAdd((attribute.GetType(), attribute.ContractName), type) && throwOnError)
                        throw new InvalidOperationException($"Contract '{attribute.ContractName}' is declared by more than one class, {type.FullName} among them.");
                }
            }
        }
    }

    // A new instance of the class that was registered for the contract.
    internal object CreateExtension<TAttribute>(string contract)
        where TAttribute : ExtensionBaseAttribute
    {
        Type? type;
        lock (_gate)
            _extensions.TryGetValue((typeof(TAttribute), contract), out type);
        if (type is null)
            throw new InvalidOperationException($"Could not find an extension for contract '{contract}': no registered assembly declares it.");
        return Activator.CreateInstance(type)!;
    }
}
