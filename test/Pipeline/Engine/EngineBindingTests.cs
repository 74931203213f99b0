using System.Diagnostics;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class EngineBindingTests
{
    private static readonly MLContext Context = Sample.Context;

    /// <summary>The path of a row can be read: it does not pass through the getters of the stages behind.</summary>
    [TestMethod]
    public void From_the_engine_to_the_learner_there_are_few_calls()
    {
        ITransformer model = new TransformerChain<ITransformer>(
            Sample.Model, Context.Transforms.CopyColumns("Last", "Score").Fit(Sample.Model.Transform(Sample.View)));
        using var engine = Context.Model.CreateOnlineEngine<Row, Scored>(model);
        StackTrace? trace = null;
        LeakySum.Learning = () => trace = new();
        try
        {
            engine.Learn(Sample.Rows[0]);
        }
        finally
        {
            LeakySum.Learning = null;
        }

        string[] calls = [.. trace!.GetFrames().Select(frame => $"{frame.GetMethod()!.DeclaringType!.Name}.{frame.GetMethod()!.Name}")];
        int engineAt = Array.FindLastIndex(calls, call => call == "OnlineEngine`2.Learn");
        int learnerAt = Array.FindIndex(calls, call => call == "LeakySum.LearnRow");
        Assert.IsGreaterThanOrEqualTo(0, learnerAt, string.Join(" < ", calls));
        Assert.IsInRange(1, 10, engineAt - learnerAt, string.Join(" < ", calls));
    }

    /// <summary>A stage in front that has a state, and whose output is read besides, takes each row once.</summary>
    [TestMethod]
    public void A_stage_in_front_is_called_once_a_row()
    {
        int calls = 0;
        var counting = Context.Transforms.StatefulCustomMapping<Row, Counted, Counted>(
            (_, output, _) => output.Number = ++calls, static _ => { }, null).Fit(Sample.View);
        var concatenated = Context.Transforms.Concatenate("Features", "Features", "Number").Fit(counting.Transform(Sample.View));
        var view = concatenated.Transform(counting.Transform(Sample.View));
        var online = new LeakyTransformer(new(new LeakyComponent(), OnlineColumns.For(view.Schema, "Features", "Label", "Score"), new LeakySum(4)));
        using var engine = Context.Model.CreateOnlineEngine<Row, Counted>(new TransformerChain<ITransformer>(counting, concatenated, online));
        var counted = new Counted();

        engine.Predict(Sample.Rows[0], ref counted);
        engine.Learn(Sample.Rows[1], ref counted);
        engine.Observe(Sample.Rows[2]);
        engine.Learn(Sample.Rows[3], ref counted);

        Assert.AreEqual(4, calls);
        Assert.AreEqual(4f, counted.Number);
    }

    private sealed class Counted
    {
        public float Number { get; set; }
    }
}
