using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <content>Saving.</content>
public sealed partial class OnlineEngine<TSrc, TDst>
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly byte[] _signingKey;

    /// <summary>The files that <see cref="CheckPoint"/> has written.</summary>
    internal Checkpoints Checkpoints { get; }

    /// <summary>
    /// The whole model as it is now; it does not change when the engine goes on. Waiting rows themselves are not in it: it is as if every label that is
    /// missing had been given up at this moment, so it predicts what comes next like the engine.
    /// </summary>
    public ITransformer ToTransformer()
    {
        using var turn = EnterToUpdate();
        return _binding.With(stage => stage.Learner.ToLearner());
    }

    /// <summary>
    /// Saves the whole model as it is now, to be loaded by <see cref="ModelOperationsCatalog.Load(string, out DataViewSchema)"/>: an engine over what was
    /// saved goes on exactly as this one does. Of rows that wait, <see cref="ToTransformer"/> says what is saved. The file is replaced at once and whole; if
    /// anything fails, the old one is as it was. It is on the disk when the call returns.
    /// </summary>
    /// <remarks>
    /// The file is written under the name NAME.tmp, then takes the place of the old one, whose mode it keeps, and on Linux its owner where that is permitted; a
    /// symbolic link stays one. Older files are kept as <see cref="OnlineEngineOptions.KeepCheckpoints"/> says.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">
    /// The file cannot be written, is being written by another, or was written by another since this engine wrote it: the message says which, and what to do.
    /// </exception>
    public void CheckPoint(string path) => Save(ToTransformer(), Checkpoints.Number(), path);

    /// <summary>Saves a model that <see cref="ToTransformer"/> gave, unless a later one is in the file already. From any thread.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">The number that was taken with it.</param>
    /// <param name="path">The file.</param>
    internal void Save(ITransformer model, long state, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var inputSchema = new MLContext().Data.LoadFromEnumerable(Array.Empty<TSrc>()).Schema;
        Checkpoints.Save(path, state, stream => ModelSignature.Save(_catalog, model, inputSchema, stream, _signingKey));
    }
}
