using AdaptiveML.Online;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaptiveML.Pipeline.Tests.Models;

/// <summary>What a fit says of the rows that it was given, whichever component it is.</summary>
[TestClass]
public sealed class FitMessagesTests
{
    private static readonly OnlineModel Model = Grouped.Model.Model;

    [TestMethod]
    public void What_is_wrong_with_the_rows_is_said_once_with_its_count_and_is_saved()
    {
        TimedRow[] rows =
        [
            Row("a", 1), Row("b", 5), Row("a", 1), Row("b", 3), Row("", 9),
            Row("c", 7, weight: float.NaN), Row("c", 8, first: float.NaN), Row("c", 9, label: float.NaN),
        ];
        var model = Fitted(rows);
        string[] expected =
        [
            "1 of 8 rows have an input that is missing or infinite.",
            "1 of 8 rows have no label.",
            "1 of 8 rows have no group in 'Group': they taught nothing.",
            "1 of 8 rows have a weight that is negative or not finite: they taught nothing.",
            "1 of 8 rows have a time before the latest of their sequence: sort by 'Time'.",
            "1 of 8 rows have the same time in 'Time' as another of their sequence.",
        ];
        CollectionAssert.AreEqual(expected, model.FitMessages.ToArray());
        CollectionAssert.AreEqual(expected, ((OnlineTransformer)Sample.Context.Model.Rehydrate(model.SavedAndLoaded())).FitMessages.ToArray());
        Assert.AreEqual((1L, 1L), (model.Model.Recording!.RowsWithMissingInput, model.Model.Recording.RowsWithoutLabel));
    }

    [TestMethod]
    public void Of_rows_with_nothing_wrong_nothing_is_said() => Assert.IsEmpty(Fitted([Row("a", 1), Row("b", 1), Row("a", 2)]).FitMessages);

    [TestMethod]
    public void What_the_passes_refused_and_the_groups_that_made_room_are_counted()
    {
        var learner = new LeakySum(3, maximumSequences: 1);
        foreach (var (group, label) in ((int, float)[])[(1, 1), (2, 1), (1, 1), (2, float.PositiveInfinity)])
        {
            learner.Learn(new() { Sequence = SequenceKey.Of(group) }, [1, 2, 3], [label], new float[1]);
        }

        Assert.AreEqual(1, learner.Count(UpdateReason.NonFiniteLoss));
        CollectionAssert.AreEqual(
            new[] { "2 sequences had to make room for others: 1 are kept, 3 were begun. Raise MaximumSequences.",
                "In the passes of the fit: NonFiniteLoss 1." },
            Pipeline.FitMessages.Of(new(3, 2, 0, 0, 0, 0), Model.Columns, learner).ToArray());
    }

    [TestMethod]
    public void They_reach_the_log_when_a_context_is_asked_to_write_them()
    {
        var context = new MLContext();
        List<(ChannelMessageKind Kind, string Text)> log = [];
        context.Log += (_, message) => log.Add((message.Kind, message.RawMessage));
        var noted = new OnlineModel(new LeakyComponent(), Model.Columns, new LeakySum(3), Pipeline.FitMessages.Save("{0} is a note."));
        var model = new LeakyTransformer(noted.FittedTo(TrainingData.Read(Grouped.ViewOf([Row("a", 2), Row("a", 1)]), Model.Columns)));

        Assert.AreSame(model, context.LogFitMessages(model));

        Assert.AreEqual(1, log.Count(message => message == (ChannelMessageKind.Info, "{0} is a note.")));
        Assert.AreEqual(1, log.Count(message => message.Kind == ChannelMessageKind.Warning));
        Assert.AreEqual(2, model.FitMessages.Count);
        log.Clear();
        context.LogFitMessages(new TransformerChain<ITransformer>(model.SavedAndLoaded()));
        Assert.AreEqual(2, log.Count(message => message.Kind is ChannelMessageKind.Info or ChannelMessageKind.Warning));
    }

    private static LeakyTransformer Fitted(TimedRow[] rows) => new(Model.FittedTo(TrainingData.Read(Grouped.ViewOf(rows), Model.Columns)));

    private static TimedRow Row(string group, int minute, float weight = 1, float first = 1, float label = 20) =>
        new() { Group = group, Features = [first, 2, 3], Label = label, Time = new DateTime(2026, 1, 1, 0, minute, 0, DateTimeKind.Utc), Weight = weight };
}
