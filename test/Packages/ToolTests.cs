namespace AdaptiveML.Packages.Tests;

/// <summary>The tool as its package brings it.</summary>
[TestClass]
public sealed class ToolTests
{
    [TestMethod]
    public void It_is_installed_from_its_package_alone_and_answers()
    {
        string folder = TemporaryFolder.Create(), tools = Path.Combine(folder, "tools");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{PackedProduct.Folder}" />
              </packageSources>
            </configuration>
            """);
        Command.Dotnet(
            folder, Path.Combine(folder, "packages"),
            "tool", "install", "AdaptiveML.Tool", "--tool-path", tools, "--version", PackedProduct.Version,
            "--configfile", Path.Combine(folder, "nuget.config"));

        var (lines, errors) = Command.Run(Path.Combine(tools, "adaptiveml"), folder, null, "inspect", "--help");

        Assert.IsEmpty(errors);
        Assert.Contains("adaptiveml inspect", string.Join('\n', lines));
    }
}
