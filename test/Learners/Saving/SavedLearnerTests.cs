using AdaptiveML.Kernels;
using AdaptiveML.Learners.Baselines;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Learners of all machines, saved and loaded by the name in the payload.</summary>
[TestClass]
public sealed class SavedLearnerTests
{
    private const int Forgeries = 120;

    public static IEnumerable<object[]> Learners() => ContractLearners.All.Select(entry => new object[] { entry.Key, entry.Value });

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_learner_loaded_by_name_goes_on_exactly(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(400, ContractLearners.Inputs);
        var learner = Machine(make());
        learner.Learn(rows, 0, 300);
        using var file = new MemoryStream();
        SavedLearner.Save(learner, file);
        file.Position = 0;

        var loaded = SavedLearner.Load(file);

        Assert.AreEqual(learner.GetType(), loaded.GetType(), name);
        Assert.AreEqual(learner.HashText(), loaded.HashText(), name);
        CollectionAssert.AreEqual(learner.Learn(rows, 300, 400), loaded.Learn(rows, 300, 400), name);
        Assert.AreEqual(learner.HashText(), loaded.HashText(), name);
        CollectionAssert.AreEqual(SavedLearner.Encode(learner), SavedLearner.Encode(loaded), name);
    }

    [TestMethod]
    public void Every_machine_is_among_those_that_are_tested()
    {
        var tested = ContractLearners.All.Values.Select(make => LearnerPayload.ReadHeader(SavedLearner.Encode(Machine(make()))).Component).Distinct();

        CollectionAssert.AreEquivalent(Machines<float>.All.Components.ToArray(), tested.ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Learners))]
    public void A_header_that_was_forged_and_sealed_makes_a_learner_or_is_refused(string name, Func<IOnlineLearner<float>> make)
    {
        var rows = Streams.Drifting<float>(40, ContractLearners.Inputs);
        var learner = Machine(make());
        learner.Learn(rows, 0, 40);
        byte[] sound = SavedLearner.Encode(learner);
        var forged = new ForgedPayload(sound);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 23);
        long bound = (4L * sound.Length) + (8 << 20);
        int accepted = 0;
        for (int i = 0; i < Forgeries; i++)
        {
            var (payload, change) = forged.Forge(random);
            long before = GC.GetAllocatedBytesForCurrentThread(), allocated = 0;
            try
            {
                var decoded = SavedLearner.Decode(payload);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Use(decoded);
                accepted++;
            }
            catch (InvalidDataException refused)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.Contains("saved", refused.Message, $"{name}: {change}");
            }
            catch (Exception exception) when (exception is not (AssertFailedException or OutOfMemoryException))
            {
                Assert.Fail($"{name}: {change}: {exception}");
            }

            Assert.IsLessThan(bound, allocated, $"{name}: {change}");
        }

        Assert.IsGreaterThan(0, accepted, name);
        Assert.IsLessThan(Forgeries, accepted, name);
    }

    [TestMethod]
    public void A_learner_of_doubles_and_one_of_no_machine_are_refused()
    {
        using var file = new MemoryStream();
        new LastValue<double>(2, 1).Save(file);
        Assert.Contains("last_target:Double", Assert.ThrowsExactly<InvalidDataException>(() => SavedLearner.Decode(file.ToArray())).Message);

        byte[] unknown = LearnerPayload.Write(new LastValue<float>(2, 1), "abacus", "{}", new Dictionary<string, string>());
        Assert.Contains("'abacus'", Assert.ThrowsExactly<InvalidDataException>(() => SavedLearner.Decode(unknown)).Message);

        var wrapped = new SignClasses(new LastValue<float>(2, 1));
        Assert.Contains("SignClasses", Assert.ThrowsExactly<ArgumentException>(() => SavedLearner.Encode(wrapped)).Message);
    }

    private static void Use(IOnlineLearner<float> learner)
    {
        float[] input = new float[learner.InputSize], target = new float[learner.TargetSize], prediction = new float[learner.OutputSize];
        for (int row = 0; row < 3; row++)
        {
            input.AsSpan().Fill(row);
            learner.Predict(input, prediction);
            learner.Learn(input, target, prediction);
        }

        SavedLearner.Encode(learner.Clone());
    }

    private static IOnlineLearner<float> Machine(IOnlineLearner<float> learner) => learner is SignClasses { Classifier: var classifier } ? classifier : learner;
}
