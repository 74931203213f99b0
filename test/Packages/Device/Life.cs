using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AdaptiveML.Online;

namespace Device;

/// <summary>What a learner goes through on a device: it learns, is saved as a file, is loaded after a restart, and goes on.</summary>
internal static class Life
{
    /// <summary>The size of the payload and the bits of the predictions after it.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="rows">Its rows; it is saved half-way.</param>
    /// <param name="save">Writes it.</param>
    /// <param name="load">Makes a learner of what was written.</param>
    /// <exception cref="InvalidOperationException">The loaded learner predicts something else.</exception>
    public static string Of(
        IOnlineLearner<float> learner, TrainingRows<float> rows, Action<Stream> save, Func<Stream, IOnlineLearner<float>> load)
    {
        Learn(learner, rows, 0, rows.Count / 2);
        string path = Path.GetTempFileName();
        using (var file = File.Create(path))
        {
            save(file);
        }

        string expected = Learn(learner, rows, rows.Count / 2, rows.Count);

        IOnlineLearner<float> loaded;
        using (var file = File.OpenRead(path))
        {
            loaded = load(file);
        }

        long length = new FileInfo(path).Length;
        File.Delete(path);
        string found = Learn(loaded, rows, rows.Count / 2, rows.Count);
        return found == expected
            ? $"{length} bytes, {found}"
            : throw new InvalidOperationException($"{learner.GetType()}: {expected} before, {found} after loading.");
    }

    private static string Learn(IOnlineLearner<float> learner, TrainingRows<float> rows, int from, int to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        float[] prediction = new float[learner.OutputSize];
        for (int row = from; row < to; row++)
        {
            learner.Learn(rows.Context(row), rows.Input(row), rows.Target(row)[..learner.TargetSize], prediction);
            hash.AppendData(MemoryMarshal.AsBytes<float>(prediction));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
