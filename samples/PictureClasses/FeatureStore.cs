using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>Features of all pictures, made once: <c>features.idv</c> in their folder keeps them, and is made anew where it lacks one.</summary>
internal static class FeatureStore
{
    /// <param name="context">The context.</param>
    /// <param name="folder">Where the pictures lie.</param>
    /// <param name="pictures">The pictures.</param>
    public static Row[] Read(MLContext context, string folder, Picture[] pictures)
    {
        string file = Path.Combine(folder, "features.idv");
        if (!File.Exists(file) || Load(context, file) is var kept && !pictures.All(picture => kept.ContainsKey(picture.Path)))
        {
            Write(context, folder, pictures, file);
        }

        var features = Load(context, file);
        return Array.ConvertAll(pictures, picture => new Row { Features = features[picture.Path], Label = picture.Label, Picture = picture });
    }

    private static void Write(MLContext context, string folder, Picture[] pictures, string file)
    {
        var view = context.Data.LoadFromEnumerable(pictures);
        var featurizer = Backbone.Create(context, folder).Append(context.Transforms.SelectColumns(nameof(Picture.Path), nameof(Row.Features))).Fit(view);
        using (var stream = File.Create(file + ".new"))
        {
            context.Data.SaveAsBinary(featurizer.Transform(view), stream);
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    private static Dictionary<string, float[]> Load(MLContext context, string file)
    {
        var view = context.Data.LoadFromBinary(file);
        return view.GetColumn<string>(nameof(Picture.Path)).Zip(view.GetColumn<float[]>(nameof(Row.Features))).ToDictionary();
    }
}
