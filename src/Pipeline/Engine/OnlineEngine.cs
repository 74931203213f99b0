using AdaptiveML.Online;
using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Predicts and learns row by row, through a whole model: each of its online transformers, in their order, predicts the row and learns it, and what stands
/// behind sees what was predicted before it was learnt. The engine has learners of its own; the model that it was made from does not change. Use it from one
/// thread at a time: a second that comes meanwhile gets an exception. For several threads there is <see cref="SharedOnlineEngine{TSrc, TDst}"/>.
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
/// the model begin again as they were fitted. Of several online transformers only the last opens classes.</para>
/// <para>Where there are several online transformers, figures such as <see cref="Counts"/>, results of updates and <see cref="ClassNames"/> are those of the
/// last that learns a label which may come late, or else of the last; <see cref="Stages"/> has those of each. A label told by a key is learnt by all whose
/// label column is the same; the others learn the row when it comes.</para>
/// </remarks>
/// <typeparam name="TSrc">A row of the model's input.</typeparam>
/// <typeparam name="TDst">What to read of the model's output.</typeparam>
public sealed partial class OnlineEngine<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ModelOperationsCatalog _catalog;
    private readonly EngineBinding<TSrc, TDst> _binding;
    private readonly LabelClock _clock;
    private readonly OnlineEngineStage _main;
    private readonly SingleThread _thread = new();
    private TDst _unread = new();

    internal OnlineEngine(ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions options)
    {
        options.Validate();
        _catalog = catalog;
        _clock = new(options);
        _binding = new(catalog, model, stage => CreateLearner(stage.Model, options, _clock), options);
        Stages = Array.ConvertAll(_binding.Stages.ToArray(), stage => new OnlineEngineStage(stage));
        _main = Stages.Single(stage => stage.Transformer == _binding.Main.Stage);
    }

    /// <summary>The online transformers, in the order in which a row comes to them.</summary>
    public IReadOnlyList<OnlineEngineStage> Stages { get; }

    /// <summary>How often each verdict was given, from the beginning of the learner's life.</summary>
    public UpdateCounts Counts => _main.Counts;

    /// <summary>What became of the sequences that the learner has come to, from the beginning of its life.</summary>
    public SequenceCounts Sequences => _main.Sequences;

    /// <summary>Rows that were predicted under a key and wait for their labels.</summary>
    public int PendingLabels => _main.PendingLabels;

    /// <summary>
    /// Those of <see cref="PendingLabels"/> that the learner has gone past as if they had no label, since a label of a row behind them has come. Where labels
    /// come in the order of their rows, each of them is as good as lost.
    /// </summary>
    public int OvertakenLabels => _main.OvertakenLabels;

    /// <summary>
    /// Rows whose labels this engine has given up: none came within <see cref="OnlineEngineOptions.LabelTimeLimit"/>, or too many rows came after it.
    /// </summary>
    public long ExpiredLabels => _main.ExpiredLabels;

    /// <summary>Rows that have come since parameters were last updated.</summary>
    public long RowsSinceUpdate => _clock.RowsSinceUpdate;

    /// <summary>How long learning has stood: the time since parameters were last updated, or since the engine was made.</summary>
    public TimeSpan TimeSinceUpdate => _clock.TimeSinceUpdate;

    /// <summary>
    /// The classes as text, in the order of the slots of the scores; false and true of a binary classifier, empty where the label is a number. The list grows
    /// when a label opens a class: <see cref="UpdateResult.OpenedClass"/>.
    /// </summary>
    public IReadOnlyList<string> ClassNames => _binding.Main.Present.Columns.Classes?.Names ?? (IReadOnlyList<string>)[];

    /// <summary>
    /// Runs a twin of the engine until .NET has compiled it well, which takes about a second: without it, the first thousand rows of a process take many times
    /// as long as later ones. The engine itself does not change.
    /// </summary>
    /// <param name="row">A row like those to come; its values do not matter.</param>
    /// <param name="cancellationToken">Ends the warm-up within a fifth of a second.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void WarmUp(TSrc row, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var turn = _thread.Enter();
        using var twin = _binding.Bind(CreateReader);
        Pipeline.WarmUp.Run(twin, row, cancellationToken);
    }

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
    public void Predict(TSrc source, ref TDst destination)
    {
        using var turn = _thread.Enter();
        _binding.Predict(source, ref destination);
    }

    /// <summary>Predicts a row whose label will come later, and takes it as the next of the stream, like <see cref="Observe"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="key">By which <see cref="Learn(ReadOnlySpan{char}, float)"/> will tell the label. It is free again once it has.</param>
    /// <exception cref="ArgumentNullException">There is no row or no key.</exception>
    /// <exception cref="ArgumentException">A row waits under the key already.</exception>
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
    /// <exception cref="ArgumentException">A row waits under the key already.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have not the time or weight column that the model learns from; or the model's label is an input, so that none can come late.
    /// </exception>
    public void Predict(TSrc source, string key, ref TDst destination)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var turn = EnterToUpdate();
        _binding.Await(source, key, ref destination);
        _clock.CountRow();
    }

    /// <summary>Advances the state by a row whose label is not known, or is not to be learnt.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public UpdateResult Observe(TSrc source)
    {
        using var turn = EnterToUpdate();
        _clock.CountRow();
        return _clock.Note(_binding.Observe(source));
    }

    /// <summary>
    /// Advances the state by a row and learns from its label; a label that is NaN is not known. Where the label is an input, the row is the target of those
    /// before it.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from.
    /// </exception>
    public UpdateResult Learn(TSrc source) => Learn(source, ref _unread);

    /// <summary>Test, then train: predicts a row, then does as <see cref="Learn(TSrc)"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives what <see cref="Predict(TSrc)"/> would have given before.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from.
    /// </exception>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        using var turn = EnterToUpdate();
        _clock.CountRow();
        return _clock.Note(_binding.Learn(source, ref destination));
    }

    /// <summary>
    /// Forgets the recent past of all sequences and keeps what was learnt: for a gap in the stream. It takes its place behind rows that wait for their
    /// labels, whose labels may come afterwards; for the rows to come it holds at once.
    /// </summary>
    public void Reset()
    {
        using var turn = EnterToUpdate();
        foreach (var stage in _binding.Stages)
        {
            stage.Learner.Reset(null);
        }
    }

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of text.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of text.</exception>
    public void Reset(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        Reset(SequenceKey.Of(group), GroupKind.Text);
    }

    /// <summary>The same for the sequence of one group.</summary>
    /// <param name="group">The group, as it stands in the model's group column of integers, or the raw value, from 1, of a key in it.</param>
    /// <exception cref="InvalidOperationException">The model has no group column of integers or keys.</exception>
    public void Reset(long group) => Reset(SequenceKey.Of(group), GroupKind.Integer, GroupKind.UnsignedInteger, GroupKind.Key);

    /// <summary>Keeps the present learners, for <see cref="Restore"/>. Rows that wait are taken into them as <see cref="ToTransformer"/> does.</summary>
    public OnlineSnapshot Snapshot()
    {
        using var turn = EnterToUpdate();
        return new(_binding.Stages);
    }

    /// <summary>Goes back to a snapshot of this engine, or of one made from the same model. Rows that wait are given up and counted as expired.</summary>
    /// <exception cref="ArgumentException">The snapshot is of a learner of another shape.</exception>
    public void Restore(OnlineSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var turn = EnterToUpdate();
        snapshot.RequireShapeOf(_binding.Stages);
        _binding.Become(snapshot.Stages);
    }

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
    /// anything fails, the old one is as it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void CheckPoint(string path) => Save(ToTransformer(), path);

    /// <summary>Frees what ML.NET holds; after that every call throws <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread is in the engine.</exception>
    public void Dispose()
    {
        if (_thread.Close())
        {
            _binding.Dispose();
        }
    }

    /// <summary>Saves a model that <see cref="ToTransformer"/> gave. Reads nothing that changes.</summary>
    internal void Save(ITransformer model, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var inputSchema = new MLContext().Data.LoadFromEnumerable(Array.Empty<TSrc>()).Schema;
        AtomicFile.Write(path, stream => _catalog.Save(model, inputSchema, stream));
    }

    /// <summary>The model and its learners, for those who know what threads are in the engine.</summary>
    internal EngineBinding<TSrc, TDst> Binding => _binding;

    /// <summary>The learner of a stage, for an engine alone.</summary>
    private static LateLabelLearner CreateLearner(OnlineModel model, OnlineEngineOptions options, LabelClock clock)
    {
        var learner = model.CreateLearner();
        learner.Mode = options.Mode ?? learner.Mode;
        return new(learner, new(options.PendingLabels, model.FollowsRows, () => clock.Now));
    }

    /// <summary>A learner as the model was fitted, that keeps no rows for long.</summary>
    internal static LateLabelLearner CreateReader(OnlineTransformer stage) =>
        new(stage.Model.CreateLearner(), new(1, stage.Model.FollowsRows, static () => 0));

    /// <summary>Begins a call that brings a row or a label: labels that have been missing for too long are given up.</summary>
    private SingleThread.Turn EnterToUpdate()
    {
        var turn = _thread.Enter();
        if (_clock.Expiry is { } moment)
        {
            foreach (var stage in _binding.Stages)
            {
                stage.Learner.ExpireBefore(moment);
            }
        }

        return turn;
    }

    private void Reset(SequenceKey group, params ReadOnlySpan<GroupKind> kinds)
    {
        using var turn = EnterToUpdate();
        bool isReset = false;
        foreach (var stage in _binding.Stages)
        {
            if (kinds.Contains(stage.Stage.Model.Columns.GroupKind))
            {
                stage.Learner.Reset(group);
                isReset = true;
            }
        }

        if (!isReset)
        {
            var columns = _binding.Main.Stage.Model.Columns;
            throw new InvalidOperationException(
                columns.Group is { } name ? $"The model's group column '{name}' is {columns.GroupKind.InWords()}." : "The model has no group column.");
        }
    }
}
