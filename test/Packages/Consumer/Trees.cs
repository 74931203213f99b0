using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Consumer;

/// <summary>Boosted trees of ML.NET over features of the sequence, saved and loaded.</summary>
internal static class Trees
{
    public static void Fit(string path)
    {
        var context = new MLContext(1);
        var history = context.Data.LoadFromEnumerable(Plant.History);
        var test = context.Data.LoadFromEnumerable(Plant.Test);
        var pipeline = context.Transforms.Concatenate("Sensors", nameof(Reading.Load), nameof(Reading.Pressure))
            .Append(context.Transforms.FeaturizeSequenceByTtt("Past", "Sensors"))
            .Append(context.Transforms.Concatenate("Features", "Sensors", "Past"))
            .Append(context.Regression.Trainers.FastTree(nameof(Reading.Emission), "Features", numberOfTrees: 50));
        var model = pipeline.Fit(history);
        var scored = model.Transform(test);
        context.Model.Save(model, history.Schema, path);
        var loaded = context.Model.Load(path, out _).Transform(test);

        double squared = context.Regression.Evaluate(scored, nameof(Reading.Emission)).RSquared;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R squared: {squared:F4}"));
        Console.WriteLine($"the same after loading: {scored.GetColumn<float>("Score").SequenceEqual(loaded.GetColumn<float>("Score"))}");
    }
}
