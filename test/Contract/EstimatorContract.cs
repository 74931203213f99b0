using System.Collections.Concurrent;
using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <summary>
/// What ML.NET and its users expect of an estimator, and what AdaptiveML promises besides. A machine joins by a test class that derives from the contract of
/// its task and names its estimator; all tests then run for it. The estimator reads the columns Features and Label of <see cref="Row{TLabel}"/>.
/// </summary>
/// <typeparam name="TLabel">The label of a row.</typeparam>
/// <typeparam name="TOutput">Has a member for each column that the model adds.</typeparam>
public abstract partial class EstimatorContract<TLabel, TOutput>
    where TOutput : class, new()
{
    private static readonly ConcurrentDictionary<Type, Lazy<ModelLives>> Models = new();

    protected static MLContext Context { get; } = new(1);

    /// <summary>The columns that the model adds.</summary>
    protected static string[] Outputs { get; } = [.. View(Array.Empty<TOutput>()).Schema.Select(column => column.Name)];

    /// <summary>The rows that the model is fitted to.</summary>
    protected IDataView History => LabelledView(Labelled(Recording.History));

    /// <summary>The rows that it scores.</summary>
    protected IDataView Future => LabelledView(Labelled(Recording.Future));

    private static IDataView Unlabelled { get; } = View(Recording.Future.Select(step => step.Row));

    /// <summary>The model in each time of its life; all tests of a class share it.</summary>
    private ModelLives Model => Models.GetOrAdd(GetType(), _ => new(() => new(Fit(History), History.Schema))).Value;

    /// <summary>The machine's estimator, small, and the same each time.</summary>
    protected abstract IEstimator<ITransformer> CreateEstimator(MLContext context);

    /// <summary>The label of a row, from what drives all labels.</summary>
    protected abstract TLabel Label(float signal);

    /// <summary>Makes of the rows what the estimator reads; a classifier may make keys of the labels here.</summary>
    protected virtual IDataView Prepare(IDataView rows) => rows;

    protected ITransformer ModelOf(Life life) => Model[life];

    protected ITransformer Fit(IDataView view) => CreateEstimator(new(1)).Fit(view);

    protected IDataView LabelledView<TRow>(IEnumerable<TRow> rows, SchemaDefinition? definition = null)
        where TRow : Row<TLabel> => Prepare(Context.Data.LoadFromEnumerable(rows, definition));

    protected static IDataView View<TRow>(IEnumerable<TRow> rows)
        where TRow : class => Context.Data.LoadFromEnumerable(rows);

    private protected Row<TLabel>[] Labelled((Drive Row, float Signal)[] recording) => Array.ConvertAll(
        recording,
        step => new Row<TLabel> { Features = step.Row.Features, Group = step.Row.Group, Index = step.Row.Index, Label = Label(step.Signal) });

    /// <summary>What the model as fitted makes of the future: what it must make of it in all its life.</summary>
    private string[] Expected(params string[] columns) => Lines(Model.Fitted, Future, columns);

    /// <summary>
    /// What an engine gave back. ML.NET hands keys out as they are, and counts them from zero when it takes them in: they are read as numbers.
    /// </summary>
    protected static string[] Lines(TOutput[] outputs)
    {
        var definition = SchemaDefinition.Create(typeof(TOutput));
        foreach (var key in definition.Where(column => column.ColumnType is KeyDataViewType))
        {
            key.ColumnType = NumberDataViewType.UInt32;
        }

        return Table.Of(Context.Data.LoadFromEnumerable(outputs, definition)).Lines(Outputs);
    }

    protected static string[] Lines(ITransformer model, IDataView view, params string[] columns) => Table.Of(model.Transform(view)).Lines(columns);
}
