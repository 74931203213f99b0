using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

// The shape of data behind a mapping from objects to objects.
internal static class MappingShape
{
    public static SchemaShape Of(SchemaShape inputSchema, MemberColumn[] inputs, MemberColumn[] outputs)
    {
        foreach (var input in inputs)
        {
            var asked = SchemaShape.Column.Of(input.Name, input.Type);
            var given = inputSchema.Require("input", input.Name);
            if (asked.ItemType != given.ItemType || asked.IsKey != given.IsKey || !Fits(asked.Kind, given.Kind))
                throw Errors.ColumnMismatch(nameof(inputSchema), "input", input.Name, input.Type.ToString()!, given.GetTypeString());
        }

        return inputSchema.With(SchemaShape.Create(MemberColumn.SchemaOf(outputs)));
    }

    // Who takes vectors of any size takes those of a known size too.
    private static bool Fits(SchemaShape.Column.VectorKind asked, SchemaShape.Column.VectorKind given) =>
        asked == given || (asked == SchemaShape.Column.VectorKind.VariableVector && given == SchemaShape.Column.VectorKind.Vector);
}
