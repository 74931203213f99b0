using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>A fitted online model: a learner at some point of its life, and the columns it works on. Never changes; safe to share between threads.</summary>
internal sealed class OnlineModel
{
    private const string ComponentAttribute = "face";
    private const string AdaptsAttribute = "transform.adapts";
    private const string Yes = "yes";

    private readonly IOnlineLearner<float> _learner;

    /// <summary>Takes a copy of a learner.</summary>
    /// <param name="component">The component that the model belongs to.</param>
    /// <param name="columns">The columns it works on.</param>
    /// <param name="learner">The learner; it has a target where the columns have a label that is no input.</param>
    /// <param name="attributes">
    /// What the component adds, to be saved with the model. The names "face", "recording", "columns.…", "transform.…", "training.…", "features.…" and "fit.…"
    /// are taken.
    /// </param>
    /// <exception cref="ArgumentException">The learner has not the targets, or knows not the classes, that the columns have.</exception>
    public OnlineModel(
        IComponentDescriptor component, OnlineColumns columns, IOnlineLearner<float> learner, IReadOnlyDictionary<string, string>? attributes = null)
        : this(component, columns, learner, attributes, ownsLearner: false)
    {
    }

    private OnlineModel(
        IComponentDescriptor component, OnlineColumns columns, IOnlineLearner<float> learner, IReadOnlyDictionary<string, string>? attributes, bool ownsLearner)
    {
        ArgumentNullException.ThrowIfNull(component);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(learner);
        int targets = columns.Target is null ? 0 : 1;
        if (learner.TargetSize != targets)
        {
            throw new ArgumentException($"The learner has {learner.TargetSize} targets; the columns have {targets}.", nameof(learner));
        }

        int? known = (learner as IClassifier)?.ClassCount;
        if (known != columns.Classes?.LearntCount)
        {
            throw new ArgumentException($"The learner knows {known ?? 0} classes; the columns have {columns.Classes?.LearntCount ?? 0}.", nameof(learner));
        }

        Component = component;
        Columns = columns;
        Attributes = new Dictionary<string, string>(attributes ?? ReadOnlyDictionary<string, string>.Empty);
        Outputs = SavedOutputs.Read(Attributes, columns, learner.OutputSize);
        TrainingHistory = SavedHistory.Read(Attributes);
        _learner = ownsLearner ? learner : learner.Clone();
    }

    /// <summary>The component that the model belongs to.</summary>
    public IComponentDescriptor Component { get; }

    /// <summary>The columns that the model works on.</summary>
    public OnlineColumns Columns { get; }

    /// <summary>The columns that the model writes, in their order; the first is <see cref="OnlineColumns.Output"/>.</summary>
    public IReadOnlyList<OnlineOutput> Outputs { get; }

    /// <summary>What the component added, or what the payload that the model was loaded from carries.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Elements of an input.</summary>
    public int InputSize => _learner.InputSize;

    /// <summary>Elements of a target: 0 where the model takes none besides its input.</summary>
    public int TargetSize => _learner.TargetSize;

    /// <summary>Elements of a prediction.</summary>
    public int OutputSize => _learner.OutputSize;

    /// <summary>
    /// Whether <c>Transform</c> learns as it goes: each row is predicted with what the rows before it taught, then its label, where there is one, is
    /// learnt. Saved with the model; off unless the trainer's options or <c>mlContext.Model.AdaptInTransform</c> turned it on.
    /// </summary>
    public bool AdaptsInTransform => Attributes.TryGetValue(AdaptsAttribute, out string? value) && value == Yes;

    /// <summary>What is to be said of the rows that the model was fitted to, or null where it does not know.</summary>
    /// <exception cref="InvalidDataException">What was saved of it cannot be read.</exception>
    public RecordingReport? Recording => SavedRecording.Read(Attributes);

    /// <summary>The passes of the fit, one entry a pass; saved with the model.</summary>
    public IReadOnlyList<TrainingProgress> TrainingHistory { get; }

    /// <summary>What is to be said of the fit, a message a line, each with its counts; what was wrong with the rows comes last. Saved with the model.</summary>
    public IReadOnlyList<string> FitMessages => [.. Pipeline.FitMessages.ReadNotes(Attributes), .. Pipeline.FitMessages.ReadWarnings(Attributes)];

    /// <summary>
    /// Whether rows are a stream, so that the prediction for a row depends on those before it. If not, rows may be read in any order, and by many at once.
    /// </summary>
    public bool FollowsRows => Component.FollowsRows(_learner);

    /// <summary>A learner at the model's point in time, the caller's own.</summary>
    public IOnlineLearner<float> CreateLearner() => _learner.Clone();

    /// <summary>Range of each element of the input in the rows of the fit, or null where the model does not know it.</summary>
    /// <exception cref="InvalidDataException">What was saved of it cannot be read.</exception>
    public FeatureRange[]? FeatureRanges => SavedRanges.Read(Attributes, InputSize);

    /// <summary>The same model with another learner.</summary>
    public OnlineModel With(IOnlineLearner<float> learner) => new(Component, Columns, learner, Attributes);

    /// <summary>The same model with another learner, which knows further classes: the columns that speak of classes grow.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="classes">The classes: <see cref="ClassLabels.Append"/> of those that there are; null where there are none.</param>
    /// <exception cref="ArgumentException">A class that there is has lost its index; or the learner does not know as many classes.</exception>
    public OnlineModel With(IOnlineLearner<float> learner, ClassLabels? classes)
    {
        ArgumentNullException.ThrowIfNull(learner);
        return Owning(learner.Clone(), classes);
    }

    /// <summary>Like <see cref="With(IOnlineLearner{float}, ClassLabels)"/>, but takes the learner itself: the caller must not use it any more.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="classes">The classes.</param>
    /// <exception cref="ArgumentException">A class that there is has lost its index; or the learner does not know as many classes.</exception>
    public OnlineModel Owning(IOnlineLearner<float> learner, ClassLabels? classes) =>
        classes == Columns.Classes || (Columns.Classes is { } present && classes?.Extends(present) == true)
            ? new(Component, Columns with { Classes = classes }, learner, Attributes, ownsLearner: true)
            : throw new ArgumentException("The classes are not those of the model and further ones.", nameof(classes));

    /// <summary>Reads something of the model's learner without copying it.</summary>
    /// <param name="read">Reads; it must neither change the learner nor keep it.</param>
    public TResult Read<TResult>(Func<IOnlineLearner<float>, TResult> read) => read(_learner);

    /// <summary>The same model with <see cref="AdaptsInTransform"/> on or off.</summary>
    public OnlineModel Adapting(bool adapts = true)
    {
        var attributes = new Dictionary<string, string>(Attributes);
        attributes.Remove(AdaptsAttribute);
        if (adapts)
        {
            attributes[AdaptsAttribute] = Yes;
        }

        return new(Component, Columns, _learner, attributes, ownsLearner: true);
    }

    /// <summary>The same model, which writes these columns.</summary>
    /// <param name="outputs">The columns, <see cref="OnlineColumns.Output"/> first.</param>
    /// <exception cref="ArgumentException">Models of this component write a score alone; or a vector has more slots than a saved model can write.</exception>
    /// <exception cref="InvalidDataException">The columns do not fit what the learner predicts.</exception>
    public OnlineModel Writing(params IReadOnlyList<OnlineOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (!Component.WritesColumns)
        {
            throw new ArgumentException($"Models of the component '{Component.Contract}' write a score alone.", nameof(outputs));
        }

        return outputs.Select(output => output.Of(Columns.Classes)).FirstOrDefault(output => output.Length > ColumnBlocks.MaximumSlots) is { } tooLong
            ? throw new ArgumentException(
                $"Column '{tooLong.Name}' would have {tooLong.Length} slots; a saved model writes at most {ColumnBlocks.MaximumSlots}.", nameof(outputs))
            : new(Component, Columns, _learner, SavedOutputs.AddTo(Attributes, outputs), ownsLearner: true);
    }

    /// <summary>
    /// The same model, which knows of the rows that it was fitted to the range of each element of the input, so that an update can tell what lies outside,
    /// and what is to be said of their sequences, times and weights, and the passes of the fit. Saved with the model.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="passes">The passes.</param>
    /// <exception cref="ArgumentException">The rows have not as many inputs as the learner takes.</exception>
    public OnlineModel FittedTo(TrainingRows<float> rows, params IReadOnlyList<TrainingProgress> passes)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.InputSize != InputSize)
        {
            throw new ArgumentException($"The rows have {rows.InputSize} inputs; the learner takes {InputSize}.", nameof(rows));
        }

        var attributes = SavedRanges.AddTo(Attributes, FeatureRange.Of(rows));
        var report = RecordingReport.Of(rows);
        attributes = SavedRecording.AddTo(attributes, report);
        attributes = Pipeline.FitMessages.AddTo(attributes, Pipeline.FitMessages.Of(report, Columns, _learner));
        return new(Component, Columns, _learner, SavedHistory.AddTo(attributes, passes), ownsLearner: true);
    }

    /// <summary>The model as text: that of its payload.</summary>
    public string Encode()
    {
        var attributes = new Dictionary<string, string>(Attributes) { [ComponentAttribute] = Component.Contract };
        SavedColumns.Write(Columns, attributes);
        return PayloadText.Encode(Component.Learners.Encode(_learner, attributes));
    }

    /// <summary>
    /// SHA-256 that tells models apart: by component, columns, classes, and what was learnt. What only says how a model is used is not in it.
    /// </summary>
    public byte[] Identity()
    {
        var columns = new Dictionary<string, string>();
        SavedColumns.Write(Columns, columns);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Component.Contract));
        foreach (var (name, value) in columns.OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{name.Length} {name} {value.Length} {value}"));
        }

        hash.AppendData(_learner.Memory.Hash());
        return hash.GetHashAndReset();
    }

    /// <summary>A model from its text.</summary>
    /// <exception cref="InvalidDataException">The text is damaged or foreign; the message says how.</exception>
    public static OnlineModel Decode(ReadOnlySpan<char> text)
    {
        var payload = PayloadText.Decode(text).Span;
        var header = LearnerPayload.ReadHeader(payload);
        var component = ComponentRegistry.Find(header.Attribute(ComponentAttribute));
        try
        {
            return new(component, SavedColumns.Read(header), component.Learners.Decode(payload, header), header.Attributes, ownsLearner: true);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or JsonException)
        {
            throw new InvalidDataException($"The saved model does not fit together: {exception.Message}", exception);
        }
    }
}
