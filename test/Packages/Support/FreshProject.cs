namespace AdaptiveML.Packages.Tests;

/// <summary>A user's project outside the tree, which gets our packages from a folder, and all others where the machine gets its own.</summary>
internal sealed class FreshProject
{
    private readonly string _name;
    private readonly string _folder = TemporaryFolder.Create();

    /// <summary>Copies a program out of the tree.</summary>
    /// <param name="name">Its folder beside this assembly.</param>
    public FreshProject(string name)
    {
        _name = name;
        foreach (string source in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, name)))
        {
            File.Copy(source, Path.Combine(_folder, Path.GetFileName(source)));
        }

        // Our packages are restored to a folder of this project, so that no other build of the same version is ever taken.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{PackedProduct.Folder}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{ThisBuild.MachinePackages}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    private string Output => Path.Combine(_folder, "out");

    /// <summary>Builds it; what comes out.</summary>
    public string Build()
    {
        Dotnet("build", "-o", Output);
        return Output;
    }

    /// <summary>Runs what was built on the runtime.</summary>
    public string[] Run(params string[] arguments) => Command.Dotnet(_folder, null, ["exec", Path.Combine(Output, $"{_name}.dll"), .. arguments]).Lines;

    /// <summary>Compiles it ahead of time; the program.</summary>
    public string PublishNative()
    {
        string output = Path.Combine(_folder, "native");
        Dotnet("publish", "-p:PublishAot=true", "-o", output);
        return Path.Combine(output, _name);
    }

    private void Dotnet(string verb, params string[] arguments) => Command.Dotnet(
        _folder,
        Path.Combine(_folder, "packages"),
        [
            verb, "-c", "Release", $"-p:AdaptiveMLVersion={PackedProduct.Version}",
            $"-p:MLNetVersion={ThisBuild.MLNetVersion}", "-v", "q", "-nologo", .. arguments,
        ]);
}
