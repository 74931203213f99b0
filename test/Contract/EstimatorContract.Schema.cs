using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract;

/// <content>What the model promises of its columns, and what it refuses.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    [TestMethod]
    public void The_model_delivers_what_the_estimator_promises()
    {
        var promised = CreateEstimator(Context).GetOutputSchema(Shapes.Of(History.Schema));
        var delivered = Shapes.Of(Model.Fitted.GetOutputSchema(History.Schema));

        CollectionAssert.AreEqual(Shapes.Texts(delivered), Shapes.Texts(promised));
    }

    [TestMethod]
    [EachLife]
    public void The_model_adds_its_outputs_and_leaves_all_else_as_it_was(Life life)
    {
        var annotated = Changed(Future, Context.Transforms.Concatenate("Named", "Index", "Features")).Schema;

        var schema = ModelOf(life).GetOutputSchema(annotated);

        CollectionAssert.AreEqual(SchemaTexts.Visible(annotated), SchemaTexts.Visible(schema)[..^Outputs.Length]);
        CollectionAssert.AreEqual(SchemaTexts.Types(View(Array.Empty<TOutput>()).Schema), SchemaTexts.Types(schema)[^Outputs.Length..]);
    }

    [TestMethod]
    public void A_rehydrated_model_has_the_annotations_of_the_fitted_one() => CollectionAssert.AreEqual(
        SchemaTexts.Full(Model.Fitted.GetOutputSchema(Future.Schema)),
        SchemaTexts.Full(Model.Rehydrated.GetOutputSchema(Future.Schema)));

    [TestMethod]
    [DataRow(Life.Fitted)]
    [DataRow(Life.Rehydrated)]
    public void Every_vector_says_what_its_slots_are(Life life)
    {
        foreach (var column in ModelOf(life).GetOutputSchema(Future.Schema).Where(column =>
            Outputs.Contains(column.Name) && column.Type is VectorDataViewType && NamesSlots(column.Name)))
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            column.GetSlotNames(ref names);
            CollectionAssert.AllItemsAreUnique(names.DenseValues().Select(name => name.ToString()).ToArray(), column.Name);
            Assert.AreEqual(((VectorDataViewType)column.Type).Size, names.Length);
        }
    }

    [TestMethod]
    public void A_loaded_model_brings_the_schema_that_was_saved() =>
        CollectionAssert.AreEqual(SchemaTexts.Full(History.Schema), SchemaTexts.Full(Model.LoadedSchema));

    [TestMethod]
    [EachLife]
    public void The_view_has_the_schema_that_the_model_says(Life life)
    {
        var view = ModelOf(life).Transform(Future);

        CollectionAssert.AreEqual(SchemaTexts.Full(ModelOf(life).GetOutputSchema(Future.Schema)), SchemaTexts.Full(view.Schema));
        using var cursor = view.GetRowCursor(view.Schema);
        Assert.AreSame(view.Schema, cursor.Schema);
    }

    [TestMethod]
    [EachLife]
    public void The_row_mapper_is_bound_to_the_very_schema(Life life)
    {
        var (model, schema) = (ModelOf(life), Future.Schema);
        if (!model.IsRowToRowMapper)
        {
            Refusal.Of("a row mapper", () => model.GetRowToRowMapper(schema));
            return;
        }

        var mapper = model.GetRowToRowMapper(schema);

        Assert.AreSame(schema, mapper.InputSchema);
        CollectionAssert.AreEqual(SchemaTexts.Full(model.GetOutputSchema(schema)), SchemaTexts.Full(mapper.OutputSchema));
        var needed = mapper.GetDependencies(mapper.OutputSchema).ToArray();
        CollectionAssert.AreEqual(needed, needed.Select(column => schema[column.Index]).ToArray());
    }

    [TestMethod]
    public void Wrong_columns_are_refused_before_and_in_the_fit()
    {
        foreach (var (what, view) in WrongFeatures(History).Append(("features of no known size", Open())).Concat(WrongLabels(History)))
        {
            Refusal.Of($"{what}, before the fit", () => CreateEstimator(Context).GetOutputSchema(Shapes.Of(view.Schema)));
            Refusal.Of($"{what}, in the fit", () => Fit(view));
        }
    }

    [TestMethod]
    [EachLife]
    public void Wrong_columns_are_refused_by_the_model(Life life)
    {
        var model = ModelOf(life);
        foreach (var (what, view) in WrongFeatures(Future))
        {
            Refusal.Of($"{what}, in a schema", () => model.GetOutputSchema(view.Schema));
            Refusal.Of($"{what}, in a view", () => model.Transform(view));
            Refusal.Of($"{what}, in a row", () => model.GetRowToRowMapper(view.Schema));
        }
    }

    [TestMethod]
    [EachLife]
    public void Features_of_another_size_can_be_fitted_but_not_scored(Life life)
    {
        var (model, wide) = (ModelOf(life), Wide(History));

        Assert.IsNotNull(Fit(wide));
        Refusal.Of("wide rows", () => Table.Of(model.Transform(wide)));
        if (life != Life.Loaded)
        {
            Refusal.Of("a wide schema", () => model.GetOutputSchema(wide.Schema));
            Refusal.Of("a wide view", () => model.Transform(wide));
        }
    }

    [TestMethod]
    [EachLife]
    public void What_is_wrong_with_the_label_is_nothing_to_the_model(Life life)
    {
        foreach (var (what, view) in WrongLabels(Future))
        {
            CollectionAssert.AreEqual(Expected(Outputs), Lines(ModelOf(life), view, Outputs), what);
        }
    }

    /// <summary>Whether the slots of a vector that the model writes have names.</summary>
    protected virtual bool NamesSlots(string column) => true;

    /// <summary>Views whose features suit neither the fit nor the model, by the schema alone.</summary>
    protected virtual IEnumerable<(string What, IDataView View)> WrongFeatures(IDataView view) =>
    [
        ("no features", Changed(view, Context.Transforms.DropColumns("Features"))),
        ("features of Double", Changed(view, Context.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.Double))),
        ("one number for features", Changed(view, Context.Transforms.CopyColumns("Features", "Index"))),
    ];

    /// <summary>Views that the model can score but that it cannot be fitted to.</summary>
    protected virtual IEnumerable<(string What, IDataView View)> WrongLabels(IDataView view) =>
    [
        ("no label", Changed(view, Context.Transforms.DropColumns("Label"))),
        ("a vector for a label", Changed(view, Context.Transforms.CopyColumns("Label", "Features"))),
    ];

    private static IDataView Changed(IDataView view, IEstimator<ITransformer> change) => change.Fit(view).Transform(view);

    private static IDataView Wide(IDataView view) => Changed(view, Context.Transforms.Concatenate("Features", "Features", "Features"));

    private IDataView Open()
    {
        var definition = SchemaDefinition.Create(typeof(Row<TLabel>));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single);
        return LabelledView(Labelled(Recording.History), definition);
    }
}
