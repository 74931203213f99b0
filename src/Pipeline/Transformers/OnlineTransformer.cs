using AdaptiveML.Online;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The transformer of a fitted online model. It never changes, and unless it <see cref="AdaptsInTransform"/> it never learns: it follows
/// the rows in order, each row's prediction made from the rows up to it and the parameters as fitted. To learn, use
/// <c>mlContext.Model.CreateOnlineEngine</c>.
/// </summary>
/// <remarks>
/// <para>Rows are a stream. The view that <see cref="Transform"/> gives is read in order, by one cursor at a time: it is neither shuffled nor split. Every
/// cursor starts from the fitted state, so two passes give the same output, and every row counts, whether or not its prediction is asked for.</para>
/// <para>A <see cref="PredictionEngine{TSrc, TDst}"/> over it has a state of its own as well, but reads lazily: a row whose prediction is not read (a
/// destination class without the output column) does not advance it. Do not pool such engines: each would follow the part of the stream that it was given,
/// and estimate wrongly. Threads that serve one stream share a <see cref="SharedOnlineEngine{TSrc, TDst}"/>.</para>
/// <para>The columns of time and weight are not needed, nor that of the label unless it is an input. Where a group column is named, each group is a stream of
/// its own.</para>
/// <para>Where the model adapts, a cursor of <see cref="Transform"/> has a learner of its own that starts as fitted, predicts each row and then learns its
/// label (test, then train); two passes still give the same output. A row mapper, and so a <see cref="PredictionEngine{TSrc, TDst}"/>, never learns.</para>
/// <para>Models whose rows do not follow each other score each row independently: the view can be shuffled and split if its source can, and
/// engines can be pooled.</para>
/// </remarks>
public abstract class OnlineTransformer : ITransformer
{
    private readonly Lazy<ITransformer> _saved;

    /// <summary>Makes the transformer of a model.</summary>
    private protected OnlineTransformer(OnlineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _saved = new(() => SavedPipelineBuilder.Build(model, model.Encode()));
    }

    /// <summary>The fitted model.</summary>
    internal OnlineModel Model { get; }

    /// <summary>
    /// Whether <see cref="Transform"/> learns as it goes: each row is predicted with what the rows before it taught, then its label, where there is one, is
    /// learnt. Saved with the model; off unless the trainer's options or <c>mlContext.Model.AdaptInTransform</c> turned it on.
    /// </summary>
    public bool AdaptsInTransform => Model.AdaptsInTransform;

    /// <summary>What was counted of the rows that the model was fitted to, or null where it does not know.</summary>
    /// <exception cref="InvalidDataException">What was saved of it cannot be read.</exception>
    public RecordingReport? Recording => Model.Recording;

    /// <summary>
    /// What is to be said of the fit, a message a line: what the component found or chose, and with their counts the rows that are out of order, unlabelled,
    /// incomplete or refused. Empty where there is nothing. Saved with the model. <c>mlContext.LogFitMessages</c> writes them to <see cref="MLContext.Log"/>.
    /// </summary>
    public IReadOnlyList<string> FitMessages => Model.FitMessages;

    /// <summary>The passes of the fit, one entry a pass; saved with the model.</summary>
    public IReadOnlyList<TrainingProgress> TrainingHistory => Model.TrainingHistory;

    /// <summary>True: the transformer can also be driven row by row.</summary>
    public bool IsRowToRowMapper => true;

    /// <summary>The input's columns and those that the model writes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column of the input or the group column is missing or of another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new StreamMapper(Model, inputSchema).OutputSchema;

    /// <summary>The input with the columns that the model writes, computed in row order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column of the input or the group column is missing or of another type; or the model adapts, the label column is there, and it is of another type or
    /// the time or weight column is missing.
    /// </exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var mapper = new StreamMapper(Model, input.Schema, Model.AdaptsInTransform);
        return Model.FollowsRows || mapper.Learns ? new StreamView(input, mapper) : new RowsView(input, mapper);
    }

    /// <summary>A mapper that follows the rows it is given, in the order in which their predictions are read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column of the input or the group column is missing or of another type.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new StreamMapper(Model, inputSchema);

    /// <summary>Reads something of the model's learner. The learner is not copied, as <see cref="OnlineModel.CreateLearner"/> would do.</summary>
    /// <typeparam name="TLearner">The component's type of learner.</typeparam>
    /// <typeparam name="TResult">What is read.</typeparam>
    /// <param name="read">Reads. It must neither change the learner nor keep it: the model never changes, and other threads read it too.</param>
    private protected TResult Read<TLearner, TResult>(Func<TLearner, TResult> read)
        where TLearner : IOnlineLearner<float>
    {
        ArgumentNullException.ThrowIfNull(read);
        return Model.Read(learner => read((TLearner)learner));
    }

    /// <summary>The model with another learner, which is not copied: the caller must not use it any more.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="classes">Its classes: those of the model, or <see cref="ClassLabels.Append"/> of them; null where there are none.</param>
    /// <exception cref="ArgumentException">A class that there is has lost its index; or the learner does not know as many classes.</exception>
    private protected OnlineModel Owning(IOnlineLearner<float> learner, ClassLabels? classes)
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Model.Owning(learner, classes);
    }

    /// <summary>Saves as a chain of ML.NET's own transformers.</summary>
    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)_saved.Value).Save(ctx);
}
