using AdaptiveML.Learners.LruForecasting;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>What is taken for a fault in a series, and what for a new level.</summary>
[TestClass]
public sealed class SeriesScaleTests
{
    private const double Step = 500;

    private static readonly LruForecasterOptions Options = new() { LevelPatience = 6, LevelRoom = 2 };

    [TestMethod]
    public void A_new_level_widens_the_limit_to_a_multiple_of_the_way_there()
    {
        var (scale, memory) = Make();
        for (int row = 0; row < Options.LevelPatience; row++)
        {
            Assert.AreEqual((InputQuality.Spike, 0.0), See(scale, memory, Step), "it is a fault until it has lasted");
        }

        Assert.AreEqual((InputQuality.Spike, Step), See(scale, memory, Step), "from now on it is the level");
        Assert.AreEqual(Step, scale.Scores[0] + Step, "and the mean has gone there");
        foreach (double way in (double[])[1, -1, 1.9, -1.9])
        {
            var copy = memory.Copy();
            copy.Enter(default);
            Assert.AreEqual((InputQuality.Clean, Step + (way * Step)), See(scale, copy, Step + (way * Step)), $"{way} times the way");
        }

        Assert.AreEqual(InputQuality.Spike, See(scale, memory, 4 * Step).Quality);
    }

    /// <summary>What a value is taken for, and what stands in its place.</summary>
    private static (InputQuality Quality, double Value) See(SeriesScale scale, LearnerMemory memory, double value)
    {
        scale.Forward(memory, [value], [0]);
        scale.Commit(memory);
        return (scale.Qualities[0], scale.Values[0]);
    }

    /// <summary>A scale that has seen 200 rows of 1 and −1 in turn.</summary>
    private static (SeriesScale Scale, LearnerMemory Memory) Make()
    {
        var sequence = new Layout();
        var scale = new SeriesScale(sequence, 1, Options);
        var memory = new LearnerMemory(new(), new(), sequence, 1);
        memory.Enter(default);
        for (int row = 0; row < 200; row++)
        {
            See(scale, memory, row % 2 == 0 ? 1 : -1);
        }

        return (scale, memory);
    }
}
