namespace Microsoft.ML.Trainers;

public abstract class ModelParametersBase<TOutput> : ICanSaveModel
{
    private protected ModelParametersBase()
    {
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    // The model's output for the features of the row that a cursor or an engine stands at.
    internal abstract ValueGetter<TOutput> CreateGetter(DataViewRow row, DataViewSchema.Column features);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}
