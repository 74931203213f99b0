using AdaptiveML.Online;
using AdaptiveML.Streams;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Chains;

/// <content>Where rows come from, and whose stream it is.</content>
public sealed partial class EngineJournalTests
{
    [TestMethod]
    public async Task A_row_whose_offset_is_known_is_predicted_and_not_learnt_again()
    {
        await using var store = new MemoryStore();
        using var engine = await Open((ITransformer)Chains().First()[1], store);
        engine.Journal!.NextOffset = 4711;
        engine.Learn(Rows[0]);
        byte[] once = engine.Journal.Hash();
        Assert.IsNull(engine.Journal.NextOffset);

        engine.Journal.NextOffset = 4711;
        var result = engine.Learn(Rows[0]);

        Assert.IsTrue(engine.Journal.WasKnown);
        Assert.AreEqual((UpdateVerdict.Skipped, 4711L), (result.Verdict, engine.Journal.LastOffset));
        CollectionAssert.AreEqual(once, engine.Journal.Hash());
    }

    [TestMethod]
    public async Task A_known_row_or_label_opens_no_class()
    {
        await using var store = new MemoryStore();
        using var engine = await Open((ITransformer)Chains().ElementAt(1)[1], store);
        engine.Predict(Rows[1], "late");
        engine.Journal!.NextOffset = 10;
        engine.Learn(Rows[0]);
        var (classes, sequence) = (engine.ClassNames.Count, engine.Journal.Sequence);

        engine.Journal.NextOffset = 10;
        engine.Learn(new ProcessRow { Features = Rows[0].Features, Kind = "new" });
        Assert.IsTrue(engine.Journal.WasKnown);
        engine.Journal.NextOffset = 9;
        Assert.IsFalse(engine.TryLearn("late", "newer", out _));

        Assert.IsTrue(engine.Journal.WasKnown);
        Assert.AreEqual((classes, sequence), (engine.ClassNames.Count, engine.Journal.Sequence));
    }

    [TestMethod]
    public async Task An_offset_is_that_of_the_next_call_even_if_it_fails()
    {
        await using var store = new MemoryStore();
        using var engine = await Open((ITransformer)Chains().First()[1], store);
        engine.Journal!.NextOffset = 10;
        Assert.ThrowsExactly<InvalidOperationException>(() => engine.Learn(new ProcessRow { Features = [1, 2] }));

        engine.Learn(Rows[0]);

        Assert.IsNull(engine.Journal.NextOffset);
        Assert.IsNull(engine.Journal.LastOffset);
    }

    [TestMethod]
    public async Task A_second_engine_of_a_stream_fences_the_first()
    {
        var model = (ITransformer)Chains().First()[1];
        await using var store = new MemoryStore();
        using var first = await Open(model, store);
        using var second = await Open(model, store);
        second.Learn(Rows[0]);
        await second.Journal!.CommitAsync();
        first.Learn(Rows[1]);

        var fault = await Assert.ThrowsExactlyAsync<StreamFaultException>(async () => await first.Journal!.CommitAsync());

        Assert.IsTrue(fault.IsFenced);
        Assert.IsTrue(first.Journal!.IsFaulted);
        Assert.ThrowsExactly<StreamFaultException>(() => first.Learn(Rows[2]));
    }

    [TestMethod]
    public async Task A_stream_of_another_model_is_refused_by_name()
    {
        await using var store = new MemoryStore();
        var model = (ITransformer)Chains().ElementAt(1)[1];
        (await Open(model, store)).Dispose();
        ProcessRow[] renamed =
            [.. ProcessRow.Generate(300).Select(row => new ProcessRow { Features = row.Features, Label = row.Label, Kind = row.Kind + "!" })];

        foreach (var other in (ITransformer[])[(ITransformer)Chains().First()[1], OnlineStagesTests.Classifying(renamed)])
        {
            var exception = await Assert.ThrowsExactlyAsync<InvalidDataException>(() => Open(other, store));
            Assert.Contains($"'{Stream}'", exception.Message);
        }

        using var file = new ModelFile();
        Context.Model.Save(Context.Model.AdaptInTransform(model), Context.Data.LoadFromEnumerable(Rows).Schema, file.Path);
        (await Open(Context.Model.Load(file.Path, out _), store)).Dispose();
    }
}
