namespace AdaptiveML.Pipeline;

/// <summary>Makes transformers of models, and of transformers.</summary>
internal static class OnlineTransformers
{
    /// <summary>The component's transformer of a model.</summary>
    /// <param name="model">The model.</param>
    public static OnlineTransformer CreateTransformer(this OnlineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return (OnlineTransformer)model.Component.CreateTransformer(model);
    }

    /// <summary>The same transformer with <see cref="OnlineTransformer.AdaptsInTransform"/> on or off; the one given stays as it is.</summary>
    /// <typeparam name="TTransformer">The component's transformer.</typeparam>
    /// <param name="transformer">The transformer.</param>
    /// <param name="adapts">Whether <see cref="OnlineTransformer.Transform"/> is to learn as it goes.</param>
    public static TTransformer Adapting<TTransformer>(this TTransformer transformer, bool adapts = true)
        where TTransformer : OnlineTransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return (TTransformer)transformer.Model.Adapting(adapts).CreateTransformer();
    }
}
