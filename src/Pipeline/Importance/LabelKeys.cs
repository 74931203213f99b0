using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The label of a classifier as a key with the numbers of its classes. ML.NET's evaluation compares numbers of keys. A label that is text, or whose keys are
/// numbered otherwise, is brought to those of the model by value.
/// </summary>
internal static class LabelKeys
{
    /// <summary>The column written.</summary>
    public const string Column = "__adaptiveml.label";

    /// <summary>
    /// Fits the stages that write <see cref="Column"/>; null where the label column serves as it is: it is a key that stands for no values, or the online
    /// transformer is no classifier. A label that is none of the classes has a key behind theirs, so that it counts as wrong.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="scored">Rows with their label and the model's prediction. A label that is no key is read once for its values.</param>
    /// <param name="label">The label column.</param>
    /// <param name="classes">The classes of the online transformer, or null.</param>
    public static ITransformer? TryFit(MLContext context, IDataView scored, string label, ClassLabels? classes)
    {
        var column = scored.Schema[label];
        if (classes is null || LabelTypes.Of(column) is not { } type || type == LabelTypes.Keys)
        {
            return null;
        }

        string[] values = column.Type is KeyDataViewType ? type.ReadKeyValues(column) : [.. type.ReadRows(scored, column).Distinct(StringComparer.Ordinal)];
        var all = classes.WithSlots(values.Where(classes.Type.IsValue));
        var conversion = context.Transforms.Conversion;
        IEstimator<ITransformer> toValues = column.Type is KeyDataViewType
            ? conversion.MapKeyToValue(Column, label) : context.Transforms.CopyColumns(Column, label);
        if (type is TextLabels && classes.Options is ({ TrimsText: true } or { IgnoresCase: true }))
        {
            var names = values.Where(value => all.SlotOf(value) >= 0).Select(value => KeyValuePair.Create(value, all.Names[all.SlotOf(value)]));
            toValues = toValues.Append(conversion.MapValue(Column, names, Column));
        }

        return toValues.Append(conversion.MapValueToKey(Column, Column, keyData: ClassifierColumn.Values(context, all))).Fit(scored);
    }
}
