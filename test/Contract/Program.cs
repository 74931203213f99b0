using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Support;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <summary>A program that knows ML.NET and a model's file, and nothing else: it prints what the model makes of the contract's unlabelled rows.</summary>
internal static class Program
{
    internal static void Main(string[] args)
    {
        var context = new MLContext();
        var model = context.Model.Load(args[0], out _);
        foreach (string line in Table.Of(model.Transform(context.Data.LoadFromEnumerable(Recording.Future.Select(step => step.Row)))).Lines())
        {
            Console.WriteLine(line);
        }
    }
}
