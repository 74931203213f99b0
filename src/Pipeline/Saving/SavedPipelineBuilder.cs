using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Builds the chain of ML.NET's own transformers that an online model is saved as. A plain <c>mlContext.Model.Load</c> gives this chain back.
/// </summary>
/// <remarks>
/// <para>The stages, in their order; ? marks those for columns that a model may have:</para>
/// <code>
///  1  input        CopyColumns or Concatenate: the input columns               -> features (a reserved name, as all between the stages)
///  2  time ?       CopyColumns, CustomMapping: features, the time              -> features with the time's code behind them
///  3  group ?      CopyColumns or ConvertType, CustomMapping: features, group  -> features with the group's code behind them
///  4  end ?        CopyColumns, CustomMapping: features, end of sequence       -> features with 0 or 1 behind them
///  5  payload      CustomMapping, MapValue: a constant key                     -> the learner as text
///  6  learner      StatefulCustomMapping: payload, features                    -> score, and where there is more to write, the packed columns
///  7  anchor       Calibrator: score                                           -> Probability, which nobody reads
///  8  outputs      for each column: unpack it, then Concatenate or CopyColumns; keys and flags by MapValue, probabilities by a calibrator
///  9  end          DropColumns: the reserved names
/// </code>
/// <para>The codes travel in the features because the learner's mapping reads payload and features alone: <see cref="ScoreInput"/>.</para>
/// <para>The anchor is there because a stateful mapping fails when no output of it is requested. ML.NET always requests a calibrator's input. The anchor's
/// output column, Probability, is dropped, or replaced by the user's own.</para>
/// </remarks>
internal sealed class SavedPipelineBuilder
{
    private readonly MLContext _context = new();
    private readonly OnlineModel _model;
    private readonly List<ITransformer> _stages = [];
    private readonly List<string> _dropped = [];
    private IDataView _view;

    private SavedPipelineBuilder(OnlineModel model)
    {
        _model = model;
        _view = EmptyInput.Create(_context, model.Columns, model.InputSize);
    }

    private TransformsCatalog Transforms => _context.Transforms;

    private OnlineColumns Columns => _model.Columns;

    /// <summary>Whether a column that the model writes is named Probability, as the anchor's is.</summary>
    private bool WritesProbability => _model.Outputs.Any(output => output.Name == DefaultColumnNames.Probability);

    /// <summary>Whether the user's own column Probability is to be there behind the anchor.</summary>
    private bool PreservesProbability => Columns.PreservesProbability && !WritesProbability;

    /// <summary>Builds the chain.</summary>
    /// <param name="model">The model.</param>
    /// <param name="payload">Its learner as text.</param>
    public static TransformerChain<ITransformer> Build(OnlineModel model, string payload)
    {
        var builder = new SavedPipelineBuilder(model);
        builder.AddInput();
        builder.AddCodes();
        builder.AddPayload(payload);
        builder.AddLearner();
        builder.AddAnchor();
        builder.AddOutputs();
        builder.AddEnd();
        return new([.. builder._stages]);
    }

    private void AddInput()
    {
        bool isOneVector = Columns.Inputs.Count == 1 && (Columns.LabelSize is not null || !Columns.LabelIsInput);
        Add(isOneVector
            ? Transforms.CopyColumns(ReservedNames.Features, Columns.Inputs[0])
            : Transforms.Concatenate(ReservedNames.Features, [.. Columns.Inputs]));
        _dropped.Add(ReservedNames.Features);
    }

    private void AddCodes()
    {
        if (Columns.HasClock)
        {
            Add(TimeColumn.Copy(Transforms, Columns));
            Add(TimeColumn.Encode(Transforms, Columns));
            _dropped.Add(ReservedNames.Time);
        }

        if (Columns.Group is not null)
        {
            Add(GroupColumn.Copy(Transforms, Columns));
            Add(GroupColumn.Encode(Transforms, Columns));
            _dropped.Add(ReservedNames.Group);
        }

        if (Columns.EndOfSequence is not null)
        {
            Add(EndColumn.Copy(Transforms, Columns));
            Add(EndColumn.Encode(Transforms));
            _dropped.Add(ReservedNames.EndOfSequence);
        }
    }

    private void AddPayload(string payload)
    {
        Add(Transforms.CustomMapping<NoColumns, PayloadKey>(PayloadKey.Map, PayloadKeyFactory.Contract));
        Add(Transforms.Conversion.MapValue(ReservedNames.Payload, [KeyValuePair.Create(PayloadKey.Constant, payload)], ReservedNames.Key));
        _dropped.AddRange([ReservedNames.Key, ReservedNames.Payload]);
    }

    private void AddLearner()
    {
        Add(_model.Component.CreateMapping(Transforms));
        _dropped.Add(ReservedNames.Score);
    }

    private void AddAnchor()
    {
        if (PreservesProbability)
        {
            Add(Transforms.CopyColumns(ReservedNames.KeptProbability, DefaultColumnNames.Probability));
            _dropped.Add(ReservedNames.KeptProbability);
        }

        Add(Logistic.Estimator(_context, ReservedNames.Score));
        if (PreservesProbability)
        {
            Add(Transforms.CopyColumns(DefaultColumnNames.Probability, ReservedNames.KeptProbability));
        }
        else if (WritesProbability)
        {
            // A column takes the place of one of its name: this lets the outputs keep their order.
            Add(Transforms.DropColumns(DefaultColumnNames.Probability));
        }
        else
        {
            _dropped.Add(DefaultColumnNames.Probability);
        }
    }

    private void AddOutputs()
    {
        if (!_model.Component.WritesColumns)
        {
            Add(Transforms.CopyColumns(Columns.Output, ReservedNames.Score));
            return;
        }

        foreach (var output in _model.Outputs)
        {
            Add(ColumnUnpackers.Next(Transforms, output.Kind));
            Add(output.Kind == OutputKind.Probability ? Logistic.Estimator(_context, ReservedNames.Scalar)
                : output.IsLookedUp ? ClassifierColumn.Lookup(_context, output, ReservedNames.Scalar)
                : output.Slots > 0 ? Transforms.Concatenate(output.Name, [.. ColumnBlocks.Of(output.Slots)])
                : Transforms.CopyColumns(output.Name, ReservedNames.Scalar));
        }

        _dropped.AddRange([ReservedNames.Columns, .. ColumnBlocks.Names]);
    }

    private void AddEnd() => Add(Transforms.DropColumns([.. _dropped]));

    private void Add(IEstimator<ITransformer> estimator)
    {
        var stage = estimator.Fit(_view);
        _stages.Add(stage);
        _view = stage.Transform(_view);
    }
}
