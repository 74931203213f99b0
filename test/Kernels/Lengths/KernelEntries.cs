using System.Reflection;

namespace AdaptiveML.Kernels.Tests;

/// <summary>Every method and constructor of the kernels that can be called from outside its type and takes spans.</summary>
internal static class KernelEntries
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The entries; <see cref="Lengths"/>, which makes the checks, is none.</summary>
    public static IReadOnlyList<MethodBase> All { get; } =
    [
        .. typeof(Tile).Assembly.GetTypes()
            .Where(type => type != typeof(Kernels.Lengths))
            .SelectMany(type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
            .Where(method => !method.IsPrivate && SpanCount(method) > 0),
    ];

    public static string Name(MethodBase method) => $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name.Trim('.')}({SpanCount(method)})";

    private static int SpanCount(MethodBase method) => method.GetParameters().Count(parameter => IsSpan(parameter.ParameterType));

    private static bool IsSpan(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>) || definition == typeof(ComplexSpan<>));
}
