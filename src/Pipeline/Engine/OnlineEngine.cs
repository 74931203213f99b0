using AdaptiveML.Online;
using AdaptiveML.Streams;
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
public sealed partial class OnlineEngine<TSrc, TDst> : IEngineOwner<TSrc, TDst>, IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly EngineBinding<TSrc, TDst> _binding;
    private readonly LabelClock _clock;
    private readonly OnlineEngineStage _main;
    private readonly SingleThread _thread = new();
    private readonly OnlineEngineOptions _options;

    internal OnlineEngine(ModelOperationsCatalog catalog, ITransformer model, OnlineEngineOptions options, StreamLearner? stream = null)
    {
        options.Validate();
        _options = options;
        (_catalog, _signingKey, Checkpoints) = (catalog, options.SigningKey.ToArray(), new(options.KeepCheckpoints));
        _clock = new(options);
        var journal = stream is null ? null : new JournalTaker(stream);
        int learner = 0;
        _binding = new(
            catalog,
            model,
            stage => stream?.Late(learner++) ?? CreateLearner(stage.Model, options, _clock),
            journal ?? (IRowTaker)new DirectTaker(_clock),
            options);
        if (stream is not null)
        {
            _binding.Become(stream);
            Journal = new(stream, journal!, _thread, () => _binding.Become(stream));
        }

        Stages = Array.ConvertAll(_binding.Stages.ToArray(), stage => new OnlineEngineStage(stage));
        _main = Stages.Single(stage => stage.Transformer == _binding.Main.Stage);
    }

    /// <summary>The online transformers, in the order in which a row comes to them.</summary>
    public IReadOnlyList<OnlineEngineStage> Stages { get; }

    /// <summary>The journal of what happens to the engine; null unless it was opened with one, by <c>mlContext.Model.OpenOnlineEngineAsync</c>.</summary>
    public EngineJournal? Journal { get; }

    /// <summary>What rows to come may change: at first the model's own mode, or that of the options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This is no mode.</exception>
    public UpdateMode Mode
    {
        get => _binding.Main.Learner.Mode;
        set
        {
            Require.Defined(value, nameof(Mode));
            using var turn = EnterToUpdate();
            _binding.SetMode(value);
        }
    }

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

        using var turn = EnterToUpdate();
        _binding.Await(source, key, ref destination);
        _clock.CountRow();
        Follower?.Awaits(source, key);
    }

    /// <summary>Advances the state by a row whose label is not known, or is not to be learnt.</summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    public UpdateResult Observe(TSrc source)
    {
        using var turn = EnterToUpdate();
        _clock.CountRow();
        var result = _clock.Note(_binding.Observe(source));
        Follower?.Observed(source);
        return result;
    }

    /// <summary>
    /// Advances the state by a row and learns from its label; a label that is NaN is not known. Where the label is an input, the row is the target of those
    /// before it.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from.
    /// </exception>
    public UpdateResult Learn(TSrc source)
    {
        using var turn = EnterToUpdate();
        _clock.CountRow();
        var result = _clock.Note(_binding.Learn(source));
        Follower?.Learnt(source);
        return result;
    }

    /// <summary>Test, then train: predicts a row, then does as <see cref="Learn(TSrc)"/>.</summary>
    /// <param name="source">The row.</param>
    /// <param name="destination">Receives what <see cref="Predict(TSrc)"/> would have given before.</param>
    /// <exception cref="ArgumentNullException">There is no row.</exception>
    /// <exception cref="InvalidOperationException">
    /// The rows have no label column of the right type, or not the time or weight column that the model learns from; or the row was learnt, and its result
    /// could not be written: then there is an inner exception, and the row must not be learnt again.
    /// </exception>
    public UpdateResult Learn(TSrc source, ref TDst destination)
    {
        using var turn = EnterToUpdate();
        _clock.CountRow();
        var result = _clock.Note(_binding.Learn(source, ref destination));
        Follower?.Learnt(source);
        return result;
    }

    /// <summary>Frees what ML.NET holds; after that every call throws <see cref="ObjectDisposedException"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread is in the engine.</exception>
    public void Dispose()
    {
        if (_thread.Close())
        {
            Journal?.Close();
            _binding.Dispose();
        }
    }

    /// <summary>Is told of all that comes to the engine; null where nobody is.</summary>
    internal IRowFollower<TSrc>? Follower { get; set; }

    /// <summary>The model and its learners, for those who know what threads are in the engine.</summary>
    internal EngineBinding<TSrc, TDst> Binding => _binding;

    /// <summary>The learner of a stage, for an engine alone.</summary>
    private static LateLabelLearner CreateLearner(OnlineModel model, OnlineEngineOptions options, LabelClock clock)
    {
        var learner = model.CreateLearner();
        learner.Mode = options.Mode ?? learner.Mode;
        return new(learner, new(options.PendingLabels, () => clock.Now));
    }

    /// <summary>A learner as the model was fitted, that keeps no rows for long.</summary>
    internal static LateLabelLearner CreateReader(OnlineTransformer stage) =>
        new(stage.Model.CreateLearner(), new(1, static () => 0));

    /// <summary>Begins a call that brings a row or a label: labels that have been missing for too long are given up.</summary>
    private SingleThread.Turn EnterToUpdate()
    {
        var turn = _thread.Enter();
        _binding.Expire();
        return turn;
    }
}
