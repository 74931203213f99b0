using System.Globalization;
using AdaptiveML.Transforms.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Golden;

/// <summary>The golden models: a featurizer of the machines' streams, and one of windows, and what they make of the rows that follow.</summary>
internal static class GoldenFeatures
{
    public static readonly string[] Columns = ["Context", "Drift", "Next"];

    public static void Write(string folder)
    {
        Write(folder, "featurize-sequence-by-ttt-stream-2", Machines.Options);
        Write(folder, "featurize-sequence-by-ttt-window-2", Machines.Options with { GroupColumnName = null, SequenceLength = 2 });
    }

    /// <summary>What a model says of rows: the values of the columns, one behind the other.</summary>
    public static float[][] Say(ITransformer model)
    {
        var view = model.Transform(Machines.View(Machines.Future));
        float[][][] values = Array.ConvertAll(Columns, name => view.Schema[name].Type is VectorDataViewType
            ? view.GetColumn<float[]>(name).ToArray()
            : [.. view.GetColumn<float>(name).Select(value => new[] { value })]);
        return [.. Enumerable.Range(0, values[0].Length).Select(row => values.SelectMany(column => column[row]).ToArray())];
    }

    private static void Write(string folder, string name, TttOptions options)
    {
        var history = Machines.View(Machines.History);
        var model = Machines.Context.Transforms.FeaturizeSequenceByTtt("Context", "Features", options).Fit(history);
        Machines.Context.Model.Save(model, history.Schema, Path.Combine(folder, name + ".zip"));
        File.WriteAllLines(
            Path.Combine(folder, name + ".csv"),
            Say(model).Select(row => string.Join(',', row.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
    }
}
