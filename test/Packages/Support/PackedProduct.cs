namespace AdaptiveML.Packages.Tests;

/// <summary>The packages of the build under test, packed once in a run.</summary>
internal static class PackedProduct
{
    public const string Version = "0.1.0-test";

    private static readonly Lazy<string> Packed = new(Pack);

    /// <summary>The folder with all that `dotnet pack` makes at the root.</summary>
    public static string Folder => Packed.Value;

    private static string Pack()
    {
        string folder = TemporaryFolder.Create();
        // Nothing is built again: the outer build may be writing its folders at this moment.
        Command.Dotnet(
            ThisBuild.Root, null,
            "pack", "--no-build", "-c", ThisBuild.Configuration, "-o", folder, "-v", "q", "-nologo",
            $"-p:Version={Version}", $"-p:MLNetVersion={ThisBuild.MLNetVersion}");
        return folder;
    }
}
