using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Contract.Support;

/// <summary>The payload of a loaded model: the text of a value map in it.</summary>
internal sealed class SavedPayload
{
    /// <summary>How the text of every payload begins: most of the magic word in base64.</summary>
    private const string Beginning = "QWRhcHR2T";

    private readonly ITransformer _model;
    private readonly ValueMappingTransformer _map;
    private readonly IDataView _before;
    private readonly string _output;
    private readonly string _key;

    /// <param name="model">The model.</param>
    /// <param name="row">A view of one row for it.</param>
    public SavedPayload(ITransformer model, IDataView row)
    {
        _model = model;
        foreach (var stage in Stages(model))
        {
            var after = stage.Transform(row);
            if (stage is ValueMappingTransformer map && after.Schema[^1] is { Type: TextDataViewType } output && Text(after, output) is var text
                && text.StartsWith(Beginning, StringComparison.Ordinal))
            {
                (_map, _before, _output, Value) = (map, row, output.Name, text);
                _key = stage.GetRowToRowMapper(row.Schema).GetDependencies([after.Schema[^1]]).Single().Name;
                return;
            }

            row = after;
        }

        throw new AssertFailedException("No stage of the model holds a payload.");
    }

    public string Value { get; }

    /// <summary>The same model with another text in the payload's place.</summary>
    public ITransformer With(string text)
    {
        var key = Text(_before, _before.Schema[_key]);
        var map = new MLContext().Transforms.Conversion.MapValue(_output, [KeyValuePair.Create(key, text)], _key).Fit(_before);
        return Replace(_model, map);
    }

    private ITransformer Replace(ITransformer model, ITransformer map) =>
        ReferenceEquals(model, _map) ? map
        : model is IEnumerable<ITransformer> chain ? new TransformerChain<ITransformer>([.. chain.Select(stage => Replace(stage, map))])
        : model;

    private static IEnumerable<ITransformer> Stages(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Stages) : [model];

    private static string Text(IDataView view, DataViewSchema.Column column) => view.GetColumn<string>(column).First();
}
