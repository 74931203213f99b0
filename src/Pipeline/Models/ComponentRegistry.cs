using System.Collections.Concurrent;

namespace AdaptiveML.Pipeline;

/// <summary>The components known to this process, by contract name.</summary>
internal static class OnlineFaces
{
    private static readonly ConcurrentDictionary<string, IOnlineFace> Faces = new();

    public static void Register(IOnlineFace face) => Faces[face.Contract] = face;

    public static IOnlineFace Find(string contract) => Faces.TryGetValue(contract, out var face)
        ? face
        : throw new InvalidDataException($"The saved learner belongs to the component '{contract}', which no loaded model has brought along.");
}
