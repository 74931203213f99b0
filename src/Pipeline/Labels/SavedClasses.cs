using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaptiveML.Pipeline;

/// <summary>The classes of a label as an attribute of the model.</summary>
/// <param name="Type">The name of their type.</param>
/// <param name="Names">Their values as text, in the order of their slots.</param>
/// <param name="Indices">The index of each slot, −1 where it waits for one; null where the slots are the indices.</param>
/// <param name="Options">What is one class; null for the defaults.</param>
internal sealed record SavedClasses(string Type, IReadOnlyList<string> Names, IReadOnlyList<int>? Indices = null, LabelOptions? Options = null)
{
    public static string Write(ClassLabels classes)
    {
        int[] indices = classes.Indices.ToArray();
        bool isOrder = indices.SequenceEqual(Enumerable.Range(0, classes.Count));
        var options = classes.Options == LabelOptions.Default ? null : classes.Options;
        return JsonSerializer.Serialize(new(classes.Type.Name, classes.Names, isOrder ? null : indices, options), SavedClassesJson.Default.SavedClasses);
    }

    /// <exception cref="InvalidDataException">The text cannot be read, or speaks of what are no classes.</exception>
    public static ClassLabels Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SavedClassesJson.Default.SavedClasses) is { Type: not null, Names: { Count: > 0 } names } saved
                ? Read(saved.Type, names, saved)
                : throw new InvalidDataException("The saved model's label has no classes.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"The saved model's classes cannot be read: {exception.Message}", exception);
        }
    }

    private static ClassLabels Read(string type, IReadOnlyList<string> names, SavedClasses saved)
    {
        if (type != BinaryLabels.Instance.Name)
        {
            return new(
                LabelTypes.Find(type) ?? throw new InvalidDataException($"The saved model's label is of a type '{type}', which nobody knows."),
                names,
                saved.Indices ?? [.. Enumerable.Range(0, names.Count)],
                saved.Options);
        }

        return names.SequenceEqual(ClassLabels.Binary.Names)
            ? ClassLabels.Binary
            : throw new InvalidDataException($"The saved model's binary label has the classes '{string.Join("', '", names)}'.");
    }
}

/// <summary>Reads and writes classes without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SavedClasses))]
internal sealed partial class SavedClassesJson : JsonSerializerContext;
