using Microsoft.ML;
using Microsoft.ML.Data;

[assembly: ModelLoader("Schema", typeof(SavedSchema))]

namespace Microsoft.ML.Data;

// The schema of the data that a saved model takes.
internal sealed class SavedSchema(DataViewSchema schema) : ICanSaveModel
{
    public DataViewSchema Schema { get; } = schema;

    public void Save(ModelSaveContext ctx)
    {
        ctx.SetLoader("Schema");
        SchemaCodec.Write(ctx.Writer, Schema);
    }

    internal static SavedSchema Load(ModelLoadContext ctx) => new(SchemaCodec.Read(ctx.Reader));
}
