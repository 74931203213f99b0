using System.Security.Cryptography;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;

namespace Microsoft.ML;

/// <content>Engines with a journal.</content>
public static partial class OnlineModelCatalog
{
    /// <summary>
    /// Opens an engine whose rows and labels are journalled: what was committed before is learnt again, bit for bit, and <see cref="EngineJournal"/> of
    /// <see cref="OnlineEngine{TSrc, TDst}.Journal"/> commits, goes back, verifies and explains.
    /// </summary>
    /// <example>
    /// <code>
    /// await using var store = new FileStore("journal");
    /// using var engine = await mlContext.Model.OpenOnlineEngineAsync&lt;Reading, Estimate&gt;(model, store, "nox");
    /// engine.Learn(reading);
    /// await engine.Journal!.CommitAsync();      // what was learnt outlives the process from here on
    /// </code>
    /// </example>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model that a stream which is not stored yet begins with; of one that is stored, the same model.</param>
    /// <param name="store">The store, which stays the caller's.</param>
    /// <param name="stream">The stream's name, <see cref="StreamName"/>. One engine at a time writes to it: a second one fences the first.</param>
    /// <param name="options">
    /// How the engine works, or null for the defaults. Of a stream that is stored, the mode and <c>PendingLabels</c> are as it has them.
    /// </param>
    /// <param name="journal">
    /// How the journal is kept, or null for the defaults; of late labels and of the clock what <paramref name="options"/> says holds, and the owner is
    /// the model.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <typeparam name="TSrc">A row of the model's input, as for a <see cref="PredictionEngine{TSrc, TDst}"/>. It needs the label only to learn.</typeparam>
    /// <typeparam name="TDst">What to read of the model's output.</typeparam>
    /// <exception cref="InvalidOperationException">The model has no online transformer.</exception>
    /// <exception cref="InvalidDataException">
    /// What is stored is damaged, or was begun with another model; or the model's payload is damaged or foreign.
    /// </exception>
    /// <exception cref="IOException">The store cannot be reached.</exception>
    public static async Task<OnlineEngine<TSrc, TDst>> OpenOnlineEngineAsync<TSrc, TDst>(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        ILearnerStore store,
        string stream,
        OnlineEngineOptions? options = null,
        StreamLearnerOptions? journal = null,
        CancellationToken cancellationToken = default)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        options.Validate();
        var rehydrated = catalog.Rehydrate(model);
        OnlineModel[] stages = [.. Chain.ScoringStages(rehydrated).OfType<OnlineTransformer>().Select(stage => stage.Model)];
        if (stages.Length == 0)
        {
            throw Chain.NothingToLearnWith;
        }

        var learner = await StreamLearner.OpenAsync(
            store, stream, () => Begin(stages, options), LearnerFormat.Default, JournalOptions(stages, options, journal ?? new()), cancellationToken)
            .ConfigureAwait(false);
        return new(catalog, rehydrated, options, learner);
    }

    /// <summary>The same for many threads at once: <see cref="SharedOnlineEngine{TSrc, TDst}"/>.</summary>
    /// <inheritdoc cref="OpenOnlineEngineAsync{TSrc, TDst}"/>
    public static async Task<SharedOnlineEngine<TSrc, TDst>> OpenSharedOnlineEngineAsync<TSrc, TDst>(
        this ModelOperationsCatalog catalog,
        ITransformer model,
        ILearnerStore store,
        string stream,
        OnlineEngineOptions? options = null,
        StreamLearnerOptions? journal = null,
        CancellationToken cancellationToken = default)
        where TSrc : class
        where TDst : class, new() => new(
            await catalog.OpenOnlineEngineAsync<TSrc, TDst>(model, store, stream, options, journal, cancellationToken).ConfigureAwait(false),
            (options ?? new()).PublicationInterval);

    private static IOnlineLearner<float>[] Begin(OnlineModel[] stages, OnlineEngineOptions options) => Array.ConvertAll(stages, stage =>
    {
        var learner = stage.CreateLearner();
        learner.Mode = options.Mode ?? learner.Mode;
        return learner;
    });

    private static StreamLearnerOptions JournalOptions(OnlineModel[] stages, OnlineEngineOptions options, StreamLearnerOptions journal) => journal with
    {
        PendingLabels = options.PendingLabels,
        LabelTimeLimit = options.LabelTimeLimit,
        TimeProvider = options.TimeProvider,
        Owner = $"the model {Convert.ToHexStringLower(SHA256.HashData(stages.SelectMany(stage => stage.Identity()).ToArray()))[..16]}",
    };
}
