using System.Globalization;
using System.Reflection;
using AdaptiveML.Pipeline;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Contract.Support;

/// <summary>
/// A golden model: a file that a version saved, and beside it what that version said of rows, first with the model as it was, then as it went on
/// learning.
/// </summary>
/// <param name="name">Name of the two files, without their extensions.</param>
/// <param name="score">What a model says of rows: a line a row.</param>
/// <param name="goOn">What it says while it learns further rows, or afterwards.</param>
public sealed class GoldenFile(string name, Func<ITransformer, string[]> score, Func<ITransformer, string[]> goOn)
{
    /// <summary>How far a number may be off, relative to its size where that is above 1: another version may round otherwise.</summary>
    private const float Tolerance = 1e-3f;

    /// <summary>The cells of columns, a line a row, divided by commas.</summary>
    public static string[] Lines(IDataView view, params string[] columns)
    {
        string[][][] cells = Array.ConvertAll(columns, name => Cells(view, name));
        return [.. Enumerable.Range(0, cells[0].Length).Select(row => string.Join(',', cells.SelectMany(column => column[row])))];
    }

    /// <summary>
    /// Every golden model that a test project names in its metadata "GoldenModels" must be one that its tests load, and the other way round: none is
    /// ever lost.
    /// </summary>
    public static void AssertAllAreLoaded(Assembly project, params IEnumerable<string> loaded)
    {
        string files = project.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "GoldenModels").Value!;
        CollectionAssert.AreEquivalent(files.Split(';'), loaded.ToArray());
    }

    /// <summary>A number as it stands in the files.</summary>
    public static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Writes the two files.</summary>
    public void Write(string folder, ITransformer model, DataViewSchema schema)
    {
        string path = Path.Combine(folder, name);
        new MLContext().Model.Save(model, schema, path + ".zip");
        File.WriteAllLines(path + ".csv", [.. score(model), .. goOn(model)]);
    }

    /// <summary>The model, loaded by ML.NET alone.</summary>
    public ITransformer Load() => new MLContext().Model.Load(PathOf(".zip"), out _);

    /// <summary>The loaded model must say what it said, and go on as it did; as a transformer of ours it must say the same as loaded, bit for bit.</summary>
    public void AssertSaysWhatItSaid()
    {
        var model = Load();
        string[] scored = score(model), expected = File.ReadAllLines(PathOf(".csv")), actual = [.. scored, .. goOn(model)];
        CollectionAssert.AreEqual(scored, score(new MLContext().Model.Rehydrate(model)), "loaded and rehydrated");
        Assert.HasCount(expected.Length, actual);
        for (int row = 0; row < expected.Length; row++)
        {
            AssertNear(expected[row].Split(','), actual[row].Split(','), $"{name}, line {row + 1}");
        }
    }

    private static void AssertNear(string[] expected, string[] actual, string where)
    {
        Assert.HasCount(expected.Length, actual, where);
        foreach (var (one, other) in expected.Zip(actual))
        {
            if (float.TryParse(one, CultureInfo.InvariantCulture, out float number))
            {
                Assert.AreEqual(number, float.Parse(other, CultureInfo.InvariantCulture), Tolerance * Math.Max(1, Math.Abs(number)), where);
            }
            else
            {
                Assert.AreEqual(one, other, where);
            }
        }
    }

    private static string[][] Cells(IDataView view, string name) => view.Schema[name].Type switch
    {
        VectorDataViewType => [.. view.GetColumn<float[]>(name).Select(vector => Array.ConvertAll(vector, Text))],
        TextDataViewType => [.. view.GetColumn<string>(name).Select(text => new[] { text })],
        KeyDataViewType => [.. view.GetColumn<uint>(name).Select(key => new[] { key.ToString(CultureInfo.InvariantCulture) })],
        BooleanDataViewType => [.. view.GetColumn<bool>(name).Select(value => new[] { value.ToString() })],
        _ => [.. view.GetColumn<float>(name).Select(value => new[] { Text(value) })],
    };

    private string PathOf(string extension) => Path.Combine(AppContext.BaseDirectory, "Golden", name + extension);
}
