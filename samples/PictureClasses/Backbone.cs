using Microsoft.ML;

namespace PictureClasses;

/// <summary>From the path of a picture to 512 features: ResNet-18 as it was trained on ImageNet, without its last layer. It is never trained here.</summary>
internal static class Backbone
{
    public const int Features = 512;

    /// <summary>Pixels of a side that the network takes.</summary>
    private const int Side = 224;

    /// <summary>The stages in front of a classifier.</summary>
    /// <param name="context">The context.</param>
    /// <param name="folder">Where the pictures lie.</param>
    public static IEstimator<ITransformer> Create(MLContext context, string folder) =>
        context.Transforms.LoadImages("Image", folder, nameof(Picture.Path))
            .Append(context.Transforms.ResizeImages("Image", Side, Side))
            .Append(context.Transforms.ExtractPixels("Pixels", "Image"))
            .Append(context.Transforms.DnnFeaturizeImage(
                "Features", network => network.ModelSelector.ResNet18(context, network.OutputColumn, network.InputColumn), "Pixels"));
}
