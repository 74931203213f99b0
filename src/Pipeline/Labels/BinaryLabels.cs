using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Labels of two classes: Boolean, or Single, of which what is above zero is true.</summary>
internal sealed class BinaryLabels() : LabelType("Binary", BooleanDataViewType.Instance)
{
    public static BinaryLabels Instance { get; } = new();

    public override string Example => bool.TrueString;

    public override string InWords => "Boolean or Single";

    public override bool IsValue(string text) => text == bool.TrueString || text == bool.FalseString;

    public override IEnumerable<string> ReadRows(IDataView data, DataViewSchema.Column column) =>
        throw new NotSupportedException("There are two classes, whatever occurs.");

    public override string[] ReadKeyValues(DataViewSchema.Column column) => throw new NotSupportedException("A binary label is no key.");

    public override void Annotate(SchemaDefinition.Column column, string kind, IReadOnlyList<string> values) =>
        throw new NotSupportedException("A binary prediction lists no values.");

    public override Func<string> CreateNameReader(DataViewRow row, DataViewSchema.Column column) =>
        throw new NotSupportedException("There are two classes, whatever occurs.");

    public override ValueGetter<float> CreateReader(DataViewRow row, DataViewSchema.Column column, ClassLabels classes)
    {
        if (column.Type is BooleanDataViewType)
        {
            var flag = row.GetGetter<bool>(column);
            bool value = false;
            return (ref float index) =>
            {
                flag(ref value);
                index = value ? 1 : 0;
            };
        }

        var number = row.GetGetter<float>(column);
        return (ref float index) =>
        {
            number(ref index);
            index = float.IsNaN(index) ? float.NaN : index > 0 ? 1 : 0;
        };
    }
}
