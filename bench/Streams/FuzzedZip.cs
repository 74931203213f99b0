using System.Globalization;
using AdaptiveML.Benchmarks.Engine;
using AdaptiveML.Streams.Tests;
using Microsoft.ML;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>A signed model whose file was damaged: it is refused, or what lies outside of its entries was changed and the model is the same.</summary>
internal sealed class FuzzedZip
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    private readonly MLContext _context = new(1);
    private readonly byte[] _zip;
    private readonly float[] _scores;

    public FuzzedZip()
    {
        var rows = EngineRow.Generate(200);
        var model = EngineRow.Model(_context, rows);
        using var stream = new MemoryStream();
        _context.Model.SaveSigned(model, _context.Data.LoadFromEnumerable(rows).Schema, stream, Key);
        _zip = stream.ToArray();
        _scores = Scores(model);
    }

    /// <summary>Runs a case, the same for the same number.</summary>
    public (bool IsTaken, string? Fault) Run(int number)
    {
        using var zip = new MemoryStream(ByteChanges.Change(_zip, new Random(number)));
        var clock = CaseClock.Start();
        try
        {
            bool isSame = Scores(_context.Model.LoadSigned(zip, Key, out _)).SequenceEqual(_scores);
            string? wrong = !isSame ? "Another model was loaded." : clock.Fault;
            return (true, wrong is null ? null : Fault(number, wrong));
        }
        catch (InvalidDataException)
        {
            return (false, null);
        }
        catch (Exception exception)
        {
            return (false, Fault(number, exception.ToString()));
        }
    }

    private static string Fault(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"zip, case {number}: {what}");

    private float[] Scores(ITransformer model)
    {
        using var engine = _context.Model.CreateOnlineEngine<EngineRow, EngineScore>(model);
        return [.. EngineRow.Generate(4).Select(row => engine.Predict(row).Score)];
    }
}
