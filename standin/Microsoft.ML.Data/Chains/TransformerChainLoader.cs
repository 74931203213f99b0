using System.Globalization;

namespace Microsoft.ML.Data;

internal static class TransformerChainLoader
{
    public static void Save(ModelSaveContext ctx, ITransformer[] transformers, TransformerScope[] scopes)
    {
        ctx.SetLoader("TransformerChain");
        ctx.Writer.Write(transformers.Length);
        for (var i = 0; i < transformers.Length; i++)
        {
            ctx.Writer.Write((int)scopes[i]);
            ctx.SaveModel(transformers[i], NameOf(i));
        }
    }

    internal static TransformerChain<ITransformer> Load(ModelLoadContext ctx)
    {
        var transformers = new List<ITransformer>();
        var scopes = new List<TransformerScope>();
        for (var left = ctx.Reader.ReadInt32(); left > 0; left--)
        {
            scopes.Add((TransformerScope)ctx.Reader.ReadInt32());
            transformers.Add(ctx.LoadModel<ITransformer>(NameOf(transformers.Count)));
        }

        return new TransformerChain<ITransformer>(transformers, scopes);
    }

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"Transform_{index:000}");
}
