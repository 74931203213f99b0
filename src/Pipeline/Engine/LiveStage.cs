using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>An online transformer's stand-in within an engine: its rows are driven by the engine and work on the engine's own learner.</summary>
internal sealed class LiveStage(OnlineModel model, LateLearner learner) : ITransformer
{
    private LiveStep? _step;

    public bool IsRowToRowMapper => true;

    /// <summary>The step of the one row that ML.NET's engine is bound to.</summary>
    public LiveStep Step => _step ?? throw new InvalidOperationException("The engine has bound no row to its model.");

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetRowToRowMapper(inputSchema).OutputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new LiveMapper(model, inputSchema, Bind);

    public IDataView Transform(IDataView input) => throw new NotSupportedException("An engine works on single rows.");

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("An engine is saved by its CheckPoint.");

    private LiveStep Bind(DataViewRow row, LiveMapper mapper) => _step = new(row, mapper, learner);
}
