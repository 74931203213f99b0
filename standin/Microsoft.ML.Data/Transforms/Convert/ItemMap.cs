namespace Microsoft.ML.Data;

internal delegate void ItemMap<TSource, TDestination>(in TSource source, ref TDestination destination);
