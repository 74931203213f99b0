using System.Globalization;
using System.Xml.Linq;

namespace AdaptiveML.Streams.Tests.Evaluation;

/// <summary>Windows, and what a result looks like.</summary>
[TestClass]
public sealed class PrequentialContestTests
{
    private static readonly string[] Names = ["ours, \"new\" & <old>", "theirs"];

    [TestMethod]
    public void A_window_has_its_own_rows_and_the_last_what_there_is_of_it()
    {
        var ours = Run(95, 30).Scores[0];

        CollectionAssert.AreEqual(new long[] { 30, 60, 90, 95 }, ours.Curve.Select(point => point.Row).ToArray());
        CollectionAssert.AreEqual(new long[] { 30, 30, 30, 5 }, ours.Curve.Select(point => point.Window.Rows).ToArray());
        CollectionAssert.AreEqual(new long[] { 30, 60, 90, 95 }, ours.Curve.Select(point => point.Overall.Rows).ToArray());
        Assert.AreEqual(Enumerable.Range(30, 30).Average(), ours.Curve[1].Window.MeanError, 1e-12);
        Assert.AreEqual(Enumerable.Range(0, 60).Average(), ours.Curve[1].Overall.MeanError, 1e-12);
        Assert.AreEqual(Enumerable.Range(0, 95).Average(), ours.Overall.MeanError, 1e-12);
    }

    [TestMethod]
    public void Pairs_are_compared_over_the_rows_that_both_have()
    {
        var result = Run(96, 30);

        var pair = result.Compare(Names[0], Names[1]);
        Assert.AreEqual(result.Comparisons.Single(), pair);
        Assert.AreEqual(48, result.Scores[1].Overall.Rows);
        Assert.AreEqual(48, pair.Rows);
        Assert.AreEqual(Enumerable.Range(0, 48).Average(i => (2 * i) - 1.0), pair.Difference, 1e-12);
        Assert.AreEqual(-pair.Difference, result.Compare(Names[1], Names[0]).Difference);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => result["another"]).Message, "theirs");
        Assert.ThrowsExactly<ArgumentException>(() => result.Compare("theirs", "theirs"));
        Assert.ThrowsExactly<InvalidOperationException>(() => result.Scores[0].Classification);
    }

    [TestMethod]
    public void Text_does_not_depend_on_the_culture()
    {
        var result = Run(95, 30);
        string[] expected = [result.ToString(), result.ToCsv(), result.CurveToCsv(), result.ToSvg()];
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            CollectionAssert.AreEqual(expected, new[] { result.ToString(), result.ToCsv(), result.CurveToCsv(), result.ToSvg() });
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        StringAssert.StartsWith(result.ToCsv(), "Name,Baseline,Rows,MAE,RMSE,R2,Skill,MedianMicroseconds,P99Microseconds,BytesPerRow\n");
        StringAssert.Contains(result.ToCsv(), "\n\"ours, \"\"new\"\" & <old>\",false,95,47,");
        Assert.HasCount(1 + (2 * 4 * 3), result.CurveToCsv().TrimEnd('\n').Split('\n'));
    }

    [TestMethod]
    public void The_picture_is_whole_by_itself_and_has_colours_for_the_dark()
    {
        string svg = Run(95, 30).ToSvg();
        var picture = XDocument.Parse(svg);

        Assert.AreEqual("http://www.w3.org/2000/svg", picture.Root!.Name.NamespaceName);
        Assert.IsFalse(((string[])["href", "url(", "@import"]).Any(outside => svg.Contains(outside, StringComparison.Ordinal)));
        StringAssert.Contains(svg, "prefers-color-scheme:dark");
        Assert.AreEqual(2, picture.Descendants().Count(element => element.Name.LocalName == "polyline"));
        Assert.IsTrue(picture.Descendants().Any(element => element.Value == Names[0]));
    }

    [TestMethod]
    public void A_row_within_a_window_allocates_nothing()
    {
        var contest = Contest(100_000);
        Allocations.AssertNone(i => Take(contest, i));
    }

    [TestMethod]
    public void Without_a_row_there_are_no_figures()
    {
        var result = Run(0, 30);
        Assert.AreEqual((0, double.NaN), (result.Scores[0].Overall.Rows, result.Scores[0].Overall.MeanError));
        XDocument.Parse(result.ToSvg());
        StringAssert.Contains(result.ToString(), "0 rows");
    }

    private static PrequentialResult Run(int rows, long window)
    {
        var contest = Contest(window);
        for (int i = 0; i < rows; i++)
        {
            Take(contest, i);
        }

        return contest.ToResult([(new(), 0)], []);
    }

    private static PrequentialContest<JudgedNumber> Contest(long window) =>
        new([(Names[0], false), (Names[1], true)], static () => new RegressionSums(), new(window, 0.99, "Absolute error"));

    /// <summary>The first is off by the row's number, the second by 1 and not there in every second row.</summary>
    private static void Take(PrequentialContest<JudgedNumber> contest, int i)
    {
        contest.Judge(0, new(i + 5, 5, double.NaN));
        contest.Lose(0, i);
        if (i % 2 == 0)
        {
            contest.Judge(1, new(6, 5, double.NaN));
            contest.Lose(1, 1);
        }

        contest.EndRow();
    }
}
