using System.Reflection;

namespace AdaptiveML.Packages.Tests;

/// <summary>What this assembly was built from.</summary>
internal static class ThisBuild
{
    /// <summary>The repository's root.</summary>
    public static string Root => Metadata(nameof(Root));

    public static string Configuration => Metadata(nameof(Configuration));

    public static string MLNetVersion => Metadata(nameof(MLNetVersion));

    /// <summary>The machine's folder of packages that are restored already.</summary>
    public static string MachinePackages => Metadata(nameof(MachinePackages));

    private static string Metadata(string key) =>
        typeof(ThisBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
