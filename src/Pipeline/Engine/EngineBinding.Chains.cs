using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <content>The chains of stages in front of the online ones, between them and behind them, each bound once by an engine of ML.NET's.</content>
internal sealed partial class EngineBinding<TSrc, TDst>
{
    /// <summary>Binds the stages between an online one and that in front of it, and the row that comes out of them.</summary>
    private DataViewRow BindRow(StageBinding? before, OnlineTransformer stage)
    {
        DataViewRow? bound = null;
        var end = new BoundStage(static schema => schema, (row, _) => bound = row);
        ITransformer[] stages = [.. Behind(before).TakeWhile(each => !ReferenceEquals(each, stage)), end];
        _readers.Add(_catalog.CreatePredictionEngine<TSrc, Nothing>(new TransformerChain<ITransformer>(stages), _inputOptions));
        return bound ?? throw new InvalidOperationException("ML.NET's engine has bound no row to the model.");
    }

    /// <summary>Binds the stages behind the last online one, which read what the model of now writes.</summary>
    private PredictionEngine<TSrc, TDst> BindWriter()
    {
        ITransformer[] behind = [.. Behind(_last)];
        var results = behind.Skip(1).Aggregate(behind[0].GetOutputSchema(_last.CreateSchema().Input), (columns, stage) => stage.GetOutputSchema(columns));
        var members = _outputOptions.OutputSchemaDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Write);
        ITransformer[] stages = [.. behind, .. KeyValueMembers.Stage(results, members)];
        return _catalog.CreatePredictionEngine<TSrc, TDst>(new TransformerChain<ITransformer>(stages), _outputOptions);
    }

    private void BindWriterAnew()
    {
        _writer.Dispose();
        _writer = BindWriter();
    }

    /// <summary>The row that an online stage makes, and the stages behind it; without one, all stages.</summary>
    private IEnumerable<ITransformer> Behind(StageBinding? stage)
    {
        if (stage is null)
        {
            return Chain.ScoringStages(_model);
        }

        var schema = stage.CreateSchema();
        var start = new BoundStage(_ => schema.Output, (_, columns) => stage.CreateRow(schema, columns));
        return [start, .. Chain.ScoringStages(_model).SkipWhile(each => !ReferenceEquals(each, stage.Stage)).Skip(1)];
    }

    /// <summary>A result class that reads nothing.</summary>
    private sealed class Nothing;
}
