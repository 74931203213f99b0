using AdaptiveML.Contract.Data;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <content>What holds where the estimator was told of the column Group: the contracts of such estimators call this.</content>
public abstract partial class EstimatorContract<TLabel, TOutput>
{
    private static string[] Groups { get; } = [.. Recording.Future.Select(step => step.Row.Group)];

    protected void AssertThatGroupsAreScoredAloneAsAmongOthers(ITransformer model)
    {
        string[] all = Lines(model, Future);
        foreach (string group in Groups.Distinct())
        {
            var alone = Labelled(Recording.Future).Where(row => row.Group == group);

            CollectionAssert.AreEqual(all.Where((_, i) => Groups[i] == group).ToArray(), Lines(model, LabelledView(alone)), group);
        }
    }

    protected void AssertThatGroupsMayChangePlaces(ITransformer model)
    {
        int[] order = [.. Enumerable.Range(0, Groups.Length).OrderBy(i => Groups[i], StringComparer.Ordinal)];
        var rows = Labelled(Recording.Future);

        string[] lines = Expected();
        CollectionAssert.AreEqual(Array.ConvertAll(order, i => lines[i]), Lines(model, LabelledView(order.Select(i => rows[i]))));
    }

    protected void AssertThatANewGroupBeginsAsOneThatNobodyKnows(ITransformer model)
    {
        Row<TLabel> Begin(string group) => new() { Group = group, Features = Recording.Future[7].Row.Features };

        var lines = Lines(model, LabelledView([Begin("new"), Begin(""), Begin("new"), Begin("")]), Outputs);

        Assert.AreEqual(lines[1], lines[0]);
        Assert.AreNotEqual(lines[0], lines[2]);
        Assert.AreEqual(lines[1], lines[3]);
    }

    protected static IEnumerable<(string What, IDataView View)> WrongGroups(IDataView view) =>
    [
        ("no group", Changed(view, Context.Transforms.DropColumns("Group"))),
        ("a group of Single", Changed(view, Context.Transforms.CopyColumns("Group", "Index"))),
        ("a vector of groups", Changed(view, Context.Transforms.CopyColumns("Group", "Features"))),
    ];
}
