using AdaptiveML.Learners.Saving;
using AdaptiveML.Learners.TestTimeTraining;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Transforms.Tests.Ttt;

[TestClass]
public sealed class TttTransformerTests
{
    /// <summary>Its options are read in place.</summary>
    [TestMethod]
    public void To_make_a_transformer_copies_no_learner()
    {
        var context = new MLContext(1);
        var view = context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Reading { Values = [i % 7, i % 3] }));
        var options = new TttOptions { Width = 128, Featurizer = new() { Objective = TttObjective.FixedViews } };
        var model = context.Transforms.FeaturizeSequenceByTtt(options with { InputColumnName = "Values" }).Fit(view).Model;
        long memory = ((TttFeaturizer<float>)model.CreateLearner()).Encode(new Dictionary<string, string>()).Length;

        long before = GC.GetAllocatedBytesForCurrentThread();
        var transformer = new TttFeaturizingTransformer(model);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.AreEqual(128, transformer.Options.Width);
        Assert.IsLessThan(memory / 4, allocated, $"of {memory} bytes of a learner");
    }

    private sealed class Reading
    {
        [VectorType(2)]
        public float[] Values { get; set; } = [];
    }
}
