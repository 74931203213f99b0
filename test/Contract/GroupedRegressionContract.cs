using AdaptiveML.Contract.Data;
using AdaptiveML.Contract.Lives;
using AdaptiveML.Contract.Support;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <summary>The contract of a regression trainer that was told of the column Group: all of the rest, and each group is a stream of its own.</summary>
public abstract class GroupedRegressionContract<TOutput> : RegressionContract<TOutput>
    where TOutput : class, new()
{
    private static string[] Groups { get; } = [.. Recording.Future.Select(step => step.Row.Group)];

    [TestMethod]
    [EachLife]
    public void A_group_is_scored_alone_as_it_is_among_the_others(Life life)
    {
        string[] all = Lines(ModelOf(life), Future);
        foreach (string group in Groups.Distinct())
        {
            var alone = Context.Data.CreateEnumerable<Row<float>>(Future, reuseRowObject: false).Where(row => row.Group == group);

            CollectionAssert.AreEqual(all.Where((_, i) => Groups[i] == group).ToArray(), Lines(ModelOf(life), LabelledView(alone)), group);
        }
    }

    [TestMethod]
    [EachLife]
    public void Groups_that_change_places_keep_their_scores(Life life)
    {
        int[] order = [.. Enumerable.Range(0, Groups.Length).OrderBy(i => Groups[i], StringComparer.Ordinal)];
        var rows = Context.Data.CreateEnumerable<Row<float>>(Future, reuseRowObject: false).ToArray();

        string[] lines = Lines(ModelOf(Life.Fitted), Future);
        CollectionAssert.AreEqual(
            Array.ConvertAll(order, i => lines[i]),
            Lines(ModelOf(life), LabelledView(order.Select(i => rows[i]))));
    }

    [TestMethod]
    [EachLife]
    public void A_group_that_the_fit_has_not_seen_begins_as_one_that_nobody_knows(Life life)
    {
        Row<float> Begin(string group) => new() { Group = group, Features = Recording.Future[7].Row.Features };

        var lines = Lines(ModelOf(life), LabelledView([Begin("new"), Begin(""), Begin("new"), Begin("")]), Outputs);

        Assert.AreEqual(lines[1], lines[0]);
        Assert.AreNotEqual(lines[0], lines[2]);
        Assert.AreEqual(lines[1], lines[3]);
    }

    protected override IEnumerable<(string What, IDataView View)> WrongFeatures(IDataView view) =>
    [
        .. base.WrongFeatures(view),
        ("no group", Context.Transforms.DropColumns("Group").Fit(view).Transform(view)),
        ("a group of Single", Context.Transforms.CopyColumns("Group", "Index").Fit(view).Transform(view)),
        ("a vector of groups", Context.Transforms.CopyColumns("Group", "Features").Fit(view).Transform(view)),
    ];
}
