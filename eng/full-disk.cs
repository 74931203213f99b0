#:project ../src/Trainers/AdaptiveML.Trainers.csproj
#:property PublishAot=false
using System.Security.Cryptography;
using Microsoft.ML;

string folder = args[0], path = Path.Combine(folder, "model.zip");
var context = new MLContext(1);
var rows = context.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i => new Row { Label = i % 7, Features = [i % 5, i % 3, i % 2, i % 11] }));
var model = context.Regression.Trainers.OnlineLru().Fit(rows);
byte[] key = RandomNumberGenerator.GetBytes(32);
context.Model.SaveSigned(model, rows.Schema, path, key);
byte[] old = File.ReadAllBytes(path);
Console.WriteLine($"saved: {old.Length} bytes");

string filler = Path.Combine(folder, "filler");
try
{
    using var full = File.Create(filler);
    byte[] block = new byte[4096];
    while (true)
    {
        full.Write(block);
        full.Flush(flushToDisk: true);
    }
}
catch (IOException exception)
{
    Console.WriteLine($"full: {exception.Message}");
}

for (int spare = 0; spare <= 2 * old.Length; spare += 32 << 10)
{
    using (var full = File.OpenWrite(filler))
    {
        full.SetLength(full.Length - (spare == 0 ? 0 : 32 << 10));
        full.Flush(flushToDisk: true);
    }

    try
    {
        context.Model.SaveSigned(model, rows.Schema, path, key);
        Console.WriteLine($"{spare} bytes free: saved");
        break;
    }
    catch (IOException exception)
    {
        bool isWhole = File.ReadAllBytes(path).AsSpan().SequenceEqual(old);
        string others = string.Join(", ", Directory.GetFiles(folder).Select(Path.GetFileName));
        Console.WriteLine($"{spare} bytes free: {exception.Message} The old file is {(isWhole ? "whole" : "BROKEN")}; there are {others}.");
    }
}

context.Model.LoadSigned(path, key, out _);
Console.WriteLine("loads");

internal sealed class Row
{
    public float Label { get; set; }

    [Microsoft.ML.Data.VectorType(4)]
    public float[] Features { get; set; } = [];
}
