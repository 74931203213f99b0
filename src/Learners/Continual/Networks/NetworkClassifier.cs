using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// What the classifiers share that train one network, all of it, by cross-entropy over all classes known, and differ in what holds the network where it was.
/// </summary>
/// <typeparam name="T">Element type of inputs, targets and scores.</typeparam>
internal abstract class NetworkClassifier<T> : ContinualLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkLayout _layout;
    private readonly double[] _logits;
    private readonly bool[] _among;

    private protected NetworkClassifier(NetworkLayout layout)
        : base(layout)
    {
        (_layout, _logits, _among) = (layout, new double[ClassCount], new bool[ClassCount]);
        _among.AsSpan().Fill(true);
        if (layout.TakenOver is null)
        {
            layout.Training.Initialize(Memory);
            layout.Network.Draw(Memory, layout.Training.Random(Memory));
        }
    }

    /// <summary>The network.</summary>
    private protected HiddenNetwork Network => _layout.Network;

    /// <inheritdoc/>
    private protected override void ScoreScaled(ReadOnlySpan<double> input, Span<double> scores) => Network.Forward(Memory, input, scores);

    /// <inheritdoc/>
    private protected override void LearnScaled(ReadOnlySpan<double> input, int label, double weight)
    {
        Differentiate(input, label, weight, []);
        Hold(1);
        _layout.Training.Step(Memory, 1);
    }

    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task)
    {
        _layout.Training.Begin(Memory);
        double[][] before = TeacherScores(task);
        _layout.Training.Run(
            Memory,
            () => task,
            (rows, row) => Differentiate(rows.Input(row), rows.Label(row), rows.Weight(row), before.Length == 0 ? [] : before[row]),
            Hold);
        Finish(task);
    }

    /// <summary>Logits that the rows of a task had before it, or nothing.</summary>
    private protected virtual double[][] TeacherScores(ScaledTask task) => [];

    /// <summary>Adds to the logits' gradient what draws them to those before.</summary>
    /// <param name="logits">Logits.</param>
    /// <param name="before">Logits before the task.</param>
    /// <param name="gradient">Added to.</param>
    private protected virtual void Distil(ReadOnlySpan<double> logits, ReadOnlySpan<double> before, Span<double> gradient)
    {
    }

    /// <summary>Adds the gradient of what holds the parameters, times the rows of a batch.</summary>
    private protected virtual void Hold(int rows)
    {
    }

    /// <summary>Takes note of the end of a task.</summary>
    private protected virtual void Finish(ScaledTask task)
    {
    }

    /// <summary>Adds a row's gradient.</summary>
    private protected void Differentiate(ReadOnlySpan<double> input, int label, double weight, ReadOnlySpan<double> before)
    {
        Network.Forward(Memory, input, _logits);
        double[]? logits = before.IsEmpty ? null : [.. _logits];
        Softmax.Gradient<double>(_logits, label, _among, 1);
        if (logits is not null)
        {
            Distil(logits, before, _logits);
        }

        TensorPrimitives.Multiply(_logits, weight, _logits);
        Network.Differentiate(Memory, input, _logits, learnsBase: true);
    }
}
