using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Predicts and learns row by row, through a whole model: the stages in front of the online transformer, its learner, and the stages behind it. The engine
/// has a learner of its own; the model that it was made from does not change. Use it from one thread at a time. For several threads there is
/// <see cref="SharedOnlineEngine{TSrc, TDst}"/>.
/// </summary>
/// <remarks>
/// <para>Rows are read, and results written, by ML.NET's own rules. After the first calls nothing is allocated, unless a class of rows asks for it (arrays,
/// text).</para>
/// <para>If a label comes late, predict the row under a key, <see cref="Predict(TSrc, string)"/>, and tell the label by the key later,
/// <see cref="Learn(ReadOnlySpan{char}, float)"/>. Every row counts for the next prediction as soon as it has come, and every label is learnt as soon as it
/// has, whatever older labels are missing: the learner goes past their rows as if they had none (<see cref="OvertakenLabels"/>). If such a label comes after
/// all, the learner goes over the rows again, so that in the end it has learnt all rows in the order in which they came.</para>
/// <para><see cref="OnlineEngineOptions.LabelTimeLimit"/> and <see cref="OnlineEngineOptions.PendingLabels"/> bound how long a label may be missing. A row that
/// is observed or learnt while others wait takes its place behind them. After a label, the next prediction costs one forward step for each row that the learner
/// has not come to.</para>
/// <para>If the model can take on further classes, a label that it does not know opens one. From then on the scores have one slot more, and the stages behind
/// the model begin again as they were fitted.</para>
/// </remarks>
/// <typeparam name="TSrc">A row of the model's input.</typeparam>
/// <typeparam name="TDst">What to read of the model's output.</typeparam>
public sealed partial class OnlineEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly DelayedLabelLearner _learner;
    private readonly byte[] _signingKey;
    private readonly UpdateMode _modelMode;
    private readonly EngineBinding<TSrc, TDst> _binding;
    private TDst _unread = new();

    internal OnlineEngine(ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions options)
    {
        options.Validate();
        (_catalog, _signingKey, Checkpoints) = (catalog, options.SigningKey.ToArray(), new(options.KeepCheckpoints));
        var stage = OnlineStage([.. Chain.ScoringStages(model)]);
        var learner = stage.Model.CreateLearner();
        _modelMode = learner.Mode;
        learner.Mode = options.Mode ?? _modelMode;
        _learner = new(learner, options);
        _binding = new(catalog, model, stage, _learner, options);
    }

    /// <summary>The files that <see cref="CheckPoint"/> has written.</summary>
    internal Checkpoints Checkpoints { get; }

    /// <summary>How often each verdict was given, from the beginning of the learner's life.</summary>
    public UpdateCounts Counts => _learner.Counts;

    /// <summary>What became of the sequences that the learner has come to, from the beginning of its life.</summary>
    public SequenceCounts Sequences => _learner.Sequences;

    /// <summary>Rows that were predicted under a key and wait for their labels.</summary>
    public int PendingLabels => _learner.Pending;

    /// <summary>
    /// Those of <see cref="PendingLabels"/> that the learner has gone past as if they had no label, since a label of a row behind them has come. Where labels
    /// come in the order of their rows, each of them is as good as lost.
    /// </summary>
    public int OvertakenLabels => _learner.Overtaken;

    /// <summary>
    /// Rows whose labels this engine has given up: none came within <see cref="OnlineEngineOptions.LabelTimeLimit"/>, or too many rows came after it.
    /// </summary>
    public long ExpiredLabels => _learner.Expired;

    /// <summary>
    /// The classes as text, in the order of the slots of the scores; false and true of a binary classifier, empty where the label is a number. The list grows
    /// when a label opens a class: <see cref="UpdateResult.OpenedClass"/>.
    /// </summary>
    public IReadOnlyList<string> ClassNames => _binding.Present.Columns.Classes?.Names ?? (IReadOnlyList<string>)[];

    /// <summary>Predicts a row. Pure: the same row asked again gives the same answer.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public TDst Predict(TSrc source)
    {
        var destination = new TDst();
        Predict(source, ref destination);
        return destination;
    }

    /// <summary>Predicts a row. Pure: the same row asked again gives the same answer.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives the result.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public void Predict(TSrc source, ref TDst destination) => _binding.Predict(source, ref destination);

    /// <summary>Predicts a row whose label will come later, and takes it as the next of the stream, like <see cref="Observe"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="key">By which <see cref="Learn(ReadOnlySpan{char}, float)"/> will tell the label. It is free again once it has.</param>
    /// <exception cref="ArgumentNullException">There is no row or no key.</exception>
    /// <exception cref="ArgumentException">A row waits under the key already, or the key has more than 1,024 characters.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have not the time or weight column that the model learns from; or the model's label is an input, so that none can come late.
    /// </exception>
    public TDst Predict(TSrc source, string key)
    {
        var destination = new TDst();
        Predict(source, key, ref destination);
        return destination;
    }

    /// <summary>Predicts a row whose label will come later, and takes it as the next of the stream, like <see cref="Observe"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="key">By which <see cref="Learn(ReadOnlySpan{char}, float)"/> will tell the label. It is free again once it has.</param>
    /// <param name="destination">Receives the result.</param>
    /// <exception cref="ArgumentNullException">There is no row or no key.</exception>
    /// <exception cref="ArgumentException">A row waits under the key already, or the key has more than 1,024 characters.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have not the time or weight column that the model learns from; or the model's label is an input, so that none can come late.
    /// </exception>
    public void Predict(TSrc source, string key, ref TDst destination)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (TextLength.Problem(key, "The key of a row") is { } problem)
        {
            throw new ArgumentException(problem, nameof(key));
        }

        _binding.Await(source, key, ref destination);
    }

    /// <summary>Advances the state by a row whose label is not known, or is not to be learnt.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public UpdateResult Observe(TSrc source) => _binding.Observe(source);

    /// <summary>
    /// Advances the state by a row and learns from its label; a label that is NaN is not known. Where the label is an input, the row is the target of those
    /// before it.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from.
    /// </exception>
    public UpdateResult Learn(TSrc source) => _binding.Learn(source, ref _unread);

    /// <summary>Test, then train: predicts a row, then does as <see cref="Learn(TSrc)"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives what <see cref="Predict(TSrc)"/> would have given before.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from.
    /// </exception>
    public UpdateResult Learn(TSrc source, ref TDst destination) => _binding.Learn(source, ref destination);

    /// <summary>
    /// Forgets the recent past of all sequences and keeps what was learnt: for a gap in the stream. It takes its place behind rows that wait for their
    /// labels, whose labels may come afterwards; for the rows to come it holds at once.
    /// </summary>
    public void Reset() => _learner.Reset(null);

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of text.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of text.</exception>
    public void Reset(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        RequireGroup(GroupKind.Text);
        _learner.Reset(SequenceKey.Of(group));
    }

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of integers, or the raw value, from 1, of a key in it.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of integers or keys.</exception>
    public void Reset(long group)
    {
        RequireGroup(GroupKind.Integer, GroupKind.UnsignedInteger, GroupKind.Key);
        _learner.Reset(SequenceKey.Of(group));
    }

    /// <summary>Keeps the present learner, for <see cref="Restore"/>. Rows that wait are taken into it as <see cref="ToTransformer"/> does.</summary>
    public OnlineSnapshot Snapshot() => _learner.ToSnapshot(_binding.Present.Columns.Classes);

    /// <summary>Goes back to a snapshot of this engine, or of one made from the same model. Rows that wait are given up and counted as expired.</summary>
    /// <exception cref="ArgumentException">The snapshot is of a learner of another shape.</exception>
    public void Restore(OnlineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Classes is { } classes && classes != _binding.Present.Columns.Classes && classes.Extends(_binding.Fitted.Columns.Classes!))
        {
            _binding.Become(_learner.Become(snapshot), classes);
        }
        else
        {
            _learner.Restore(snapshot);
        }
    }

    /// <summary>
    /// The whole model as it is now; it does not change when the engine goes on. Waiting rows themselves are not in it: it is as if every label that is
    /// missing had been given up at this moment, so it predicts what comes next like the engine.
    /// </summary>
    public ITransformer ToTransformer()
    {
        var learner = _learner.ToLearner();
        learner.Mode = _modelMode;
        return _binding.With(learner);
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

    /// <inheritdoc/>
    public void Dispose() => _binding.Dispose();

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

    private void RequireGroup(params ReadOnlySpan<GroupKind> kinds)
    {
        var columns = _binding.Fitted.Columns;
        if (!kinds.Contains(columns.GroupKind))
        {
            throw new InvalidOperationException(
                columns.Group is { } name ? $"The model's group column '{name}' is {columns.GroupKind.InWords()}." : "The model has no group column.");
        }
    }

    /// <summary>The stage to drive: the only online transformer, or of several the only one that follows its rows.</summary>
    private static OnlineTransformer OnlineStage(ITransformer[] stages) => stages.OfType<OnlineTransformer>().ToArray() switch
    {
        [var stage] => stage,
        [] => throw Chain.NothingToLearnWith,
        var several when several.Where(stage => stage.Model.FollowsRows).ToArray() is [var stage] => stage,
        var several => throw new InvalidOperationException($"The model has {several.Length} online transformers; an engine drives exactly one."),
    };
}
