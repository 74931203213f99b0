using AdaptiveML.Learners.Saving;
using AdaptiveML.Pipeline;

namespace AdaptiveML.Tool;

/// <summary>Checks a model's signature, and the digests of its learners.</summary>
internal static class VerifyModel
{
    /// <summary>Writes what it finds.</summary>
    /// <param name="path">The model, or a saved learner.</param>
    /// <param name="keyFile">A file with the key; null for none.</param>
    /// <param name="output">Where to.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string path, string? keyFile, TextWriter output)
    {
        string? finding = await FindAsync(path, keyFile, output);
        await output.WriteLineAsync(finding is null ? "intact" : $"not intact: {finding}");
        return finding is null ? ExitCode.Well : ExitCode.Found;
    }

    private static async Task<string?> FindAsync(string path, string? keyFile, TextWriter output)
    {
        if (InspectModel.IsLearner(path))
        {
            if (keyFile is not null)
            {
                throw new InvalidOperationException("A saved learner has a digest and no signature; leave out --key.");
            }

            return Finding(() =>
            {
                using var file = File.OpenRead(path);
                SavedLearner.Load(file);
            });
        }

        using (InspectModel.Open(path))
        {
            // It is a zip.
        }

        if (keyFile is not null)
        {
            byte[] key = await File.ReadAllBytesAsync(keyFile);
            ModelSignature.RequireKey(key, "--key");
            if (Finding(() => VerifySignature(path, key)) is { } wrong)
            {
                return wrong;
            }

            await output.WriteLineAsync("signature: right");
        }

        int learners = 0;
        string? finding = Finding(() => learners = InspectModel.Stages(path).OfType<OnlineTransformer>().Count());
        if (finding is null)
        {
            await output.WriteLineAsync($"digests: {learners} of {learners} learners right");
        }

        return finding;
    }

    private static void VerifySignature(string path, byte[] key)
    {
        using var zip = File.OpenRead(path);
        ModelSignature.Verify(zip, key);
    }

    private static string? Finding(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }
}
