using AdaptiveML.Contract.Lives;
using Microsoft.ML;

namespace AdaptiveML.Contract;

/// <summary>The contract of a transform that was told of the column Group: all of the rest, and each group is a stream of its own.</summary>
public abstract class GroupedFeaturizerContract<TOutput> : FeaturizerContract<TOutput>
    where TOutput : class, new()
{
    [TestMethod]
    [EachLife]
    public void A_group_is_scored_alone_as_it_is_among_the_others(Life life) => AssertThatGroupsAreScoredAloneAsAmongOthers(ModelOf(life));

    [TestMethod]
    [EachLife]
    public void Groups_that_change_places_keep_their_scores(Life life) => AssertThatGroupsMayChangePlaces(ModelOf(life));

    [TestMethod]
    [EachLife]
    public void A_group_that_the_fit_has_not_seen_begins_as_one_that_nobody_knows(Life life) => AssertThatANewGroupBeginsAsOneThatNobodyKnows(ModelOf(life));

    protected override IEnumerable<(string What, IDataView View)> WrongFeatures(IDataView view) => [.. base.WrongFeatures(view), .. WrongGroups(view)];
}
