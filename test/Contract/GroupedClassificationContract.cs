using AdaptiveML.Contract.Lives;
using Microsoft.ML;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace AdaptiveML.Contract;

/// <summary>The contract of a multiclass trainer that was told of the column Group: all of the rest, and each group is a stream of its own.</summary>
/// <typeparam name="TLabel">As of <see cref="ClassificationContract{TLabel, TOutput}"/>.</typeparam>
/// <typeparam name="TOutput">As there.</typeparam>
public abstract class GroupedClassificationContract<TLabel, TOutput> : ClassificationContract<TLabel, TOutput>
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
