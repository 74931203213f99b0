using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>Whoever learns a task looks at the token with every row, and within a few rows of a matrix.</summary>
[TestClass]
public sealed class CancellationTests
{
    private const int Inputs = 6;

    public static IEnumerable<object[]> Machines() =>
    [
        [new NearestMeanOptions()], [new StreamingLdaOptions()], [new RidgeClassifierOptions()], [new RanPacOptions { ProjectionSize = 20 }],
        [new FineTuningOptions()], [new ElasticWeightsOptions()], [new LearningWithoutForgettingOptions()], [new AdaptiveForestOptions()],
        [new DataClassifierOptions { ProjectionSize = 20 }],
        [new DataClassifierOptions { ProjectionSize = 20, Residual = DataClassifierResidual.Network, Adapters = new() { RankLow = 1, RankHigh = 3 } }],
    ];

    [TestMethod]
    [DynamicData(nameof(Machines))]
    public void An_update_that_was_cancelled_changes_nothing(ContinualOptions options)
    {
        var learner = ContinualLearner<double>.Create(Inputs, options, 2).Update(ClassClouds.Task<double>(Inputs, 40, 1, 0, 1));
        string before = learner.HashText();

        Assert.ThrowsExactly<OperationCanceledException>(
            () => learner.Update(ClassClouds.Task<double>(Inputs, 40, 2, 0, 1), cancellation: new(canceled: true)));

        Assert.AreEqual(before, learner.HashText());
    }

    [TestMethod]
    public void No_row_of_a_task_is_read_behind_the_one_at_which_it_was_cancelled()
    {
        using var source = new CancellationTokenSource();
        var task = new ScaledTask(Inputs, source.Token);
        task.Add(new double[Inputs], 0, 1);
        task.Add(new double[Inputs], 1, 1);
        var part = task.Take([1]);
        Assert.HasCount(Inputs, part.Input(0).ToArray());

        source.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(() => task.Input(0).ToArray());
        Assert.ThrowsExactly<OperationCanceledException>(() => part.Input(0).ToArray());
    }

    [TestMethod]
    public void The_rounds_of_a_calibration_look_at_the_token()
    {
        var state = new Layout();
        var calibration = new ScoreCalibration(state, 2, isShare: false);
        var memory = new LearnerMemory(new(), state, new(), 1, keepsCopy: false);
        calibration.Initialize(memory, 1);
        var task = new ScaledTask(Inputs, new(canceled: true));
        task.Add(new double[Inputs], 0, 1);

        Assert.ThrowsExactly<OperationCanceledException>(() => calibration.Learn(memory, task, [0.5, 0.5]));
    }

    [TestMethod]
    public void A_factorisation_and_a_reduction_look_at_the_token()
    {
        double[] matrix = new double[64 * 64], diagonal = new double[64], beside = new double[64];
        var cancelled = new CancellationToken(canceled: true);

        Assert.ThrowsExactly<OperationCanceledException>(() => Cholesky.Factor(matrix, 64, cancelled));
        Assert.ThrowsExactly<OperationCanceledException>(() => Tridiagonal.Reduce(matrix, 64, diagonal, beside, cancelled));
    }
}
