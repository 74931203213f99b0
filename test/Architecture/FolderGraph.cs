namespace AdaptiveML.Architecture.Tests;

/// <summary>Which folders of a project use which, by the types that their files name.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, Dictionary<string, string>> _uses = [];

    public FolderGraph(IReadOnlyCollection<SourceFile> files)
    {
        var homes = files.SelectMany(file => file.Declared.Select(type => (type, file.Folder))).Distinct()
            .GroupBy(home => home.type, home => home.Folder)
            .Where(homes => homes.Count() == 1)
            .ToDictionary(homes => homes.Key, homes => homes.Single());
        foreach (var file in files)
        {
            foreach (string type in file.Words.Where(word => homes.TryGetValue(word, out string? home) && home != file.Folder).Order(StringComparer.Ordinal))
            {
                if (!_uses.TryGetValue(file.Folder, out var used))
                {
                    _uses[file.Folder] = used = [];
                }

                used.TryAdd(homes[type], $"{type} in {file.Path}");
            }
        }
    }

    /// <summary>The shortest way from a folder back to itself, with the type that makes each step; null if there is none.</summary>
    public string? Circle() => _uses.Keys.Select(CircleFrom).OfType<string>().MinBy(circle => circle.Length);

    private string? CircleFrom(string start)
    {
        var cameFrom = new Dictionary<string, string>();
        var queue = new Queue<string>([start]);
        while (queue.TryDequeue(out string? folder))
        {
            foreach (string next in _uses.GetValueOrDefault(folder)?.Keys ?? Enumerable.Empty<string>())
            {
                if (cameFrom.TryAdd(next, folder))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return cameFrom.ContainsKey(start) ? Text(start, cameFrom) : null;
    }

    private string Text(string start, Dictionary<string, string> cameFrom)
    {
        string text = "", to = start;
        do
        {
            string from = cameFrom[to];
            text = $"{Name(from)} uses {Name(to)} ({_uses[from][to]}); {text}";
            to = from;
        }
        while (to != start);

        return text;
    }

    private static string Name(string folder) => folder.Length == 0 ? "(root)" : folder;
}
