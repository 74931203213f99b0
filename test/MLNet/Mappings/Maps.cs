using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace AdaptiveML.MLNet.Tests.Mappings;

internal static class Maps
{
    public static IEstimator<ITransformer> Sum(this TransformsCatalog transforms)
    {
        var factory = new SumMapping();
        return transforms.StatefulCustomMapping(factory.GetMapping(), factory.GetStateInitAction(), SumMapping.Contract);
    }

    public static IEstimator<ITransformer> Double(this TransformsCatalog transforms) =>
        transforms.CustomMapping(new DoubleMapping().GetMapping(), DoubleMapping.Contract);

    public static IEstimator<ITransformer> Key(this TransformsCatalog transforms) =>
        transforms.CustomMapping(new KeyMapping().GetMapping(), KeyMapping.Contract);

    /// <summary>The key and the text that it maps to, in column "Payload".</summary>
    public static IEstimator<ITransformer> Payload(this TransformsCatalog transforms, string text) =>
        transforms.Key().Append(transforms.Conversion.MapValue("Payload", [new KeyValuePair<string, string>("1", text)], "Key"));

    /// <summary>A text as long as a payload.</summary>
    public static string LongText() => string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('A' + (i % 58))));

    /// <summary>The running sums that <see cref="Sum"/> must give for rows 0, 1, 2, ...</summary>
    public static float[] ExpectedSums(int count)
    {
        float total = 0;
        return [.. Enumerable.Range(0, count).Select(i => total += i)];
    }
}
