using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>How a task is learnt from a few rows.</summary>
public sealed record AdaptationOptions
{
    /// <summary>What the task learns; null to let rows held back and primary tasks choose the blend or a method that modulates. Default: null.</summary>
    public AdaptationMethod? Method { get; init; }

    /// <summary>Most steps, at least 1. Default: 200.</summary>
    public int MaximumSteps { get; init; } = 200;

    /// <summary>Steps between two looks at the rows held back, at least 1. Default: 20.</summary>
    public int StepsPerLook { get; init; } = 20;

    /// <summary>Rows to a step, at least 1; all, where there are fewer. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size of the couplings' parameters, from 0 to 10. Default: 0.02.</summary>
    public double LearningRate { get; init; } = 0.02;

    /// <summary>Step size of the readout, from 0 to 10. Default: 0.01.</summary>
    public double ReadoutLearningRate { get; init; } = 0.01;

    /// <summary>Weight of Σ |u| in the loss, from 0 to 1. Default: 0.</summary>
    public double L1 { get; init; }

    /// <summary>Draws of the modulator after each step, from 2 to 100000; the derivative takes as many rows. Default: 64.</summary>
    public int RoutingSamples { get; init; } = 64;

    /// <summary>
    /// Parts of the rows, drawn by a hash of what they hold and alike in their classes, each of which is held back once; fewer than 100 rows are divided into
    /// parts up to four times. They choose the method, the number of steps and how sure probabilities may be, and then all rows are learnt. From 2, or 0 to
    /// hold nothing back, which takes an <see cref="Method"/> and makes all steps. Default: 5.
    /// </summary>
    public int Parts { get; init; } = 5;

    /// <summary>Fewest labelled rows of each class that a task may come with, at least 1. Default: 1.</summary>
    public int MinimumRowsPerClass { get; init; } = 1;

    /// <summary>Looks at the rows held back, that before the first step among them.</summary>
    internal int Looks => (MaximumSteps / StepsPerLook) + 1;

    /// <summary>Throws where a value is out of its range, or two do not go together.</summary>
    /// <exception cref="ArgumentException">Names the value.</exception>
    public void Validate()
    {
        if (Method is { } method)
        {
            Require.Defined(method, nameof(Method));
        }

        Require.InRange(MaximumSteps, 1, int.MaxValue);
        Require.InRange(StepsPerLook, 1, int.MaxValue);
        Require.InRange(BatchSize, 1, int.MaxValue);
        Require.InRange(LearningRate, 0, 10);
        Require.InRange(ReadoutLearningRate, 0, 10);
        Require.InRange(L1, 0, 1);
        Require.InRange(RoutingSamples, 2, 100_000);
        Require.InRange(MinimumRowsPerClass, 1, int.MaxValue);
        if (Parts != 0)
        {
            Require.InRange(Parts, 2, 1000);
        }
        else if (Method is null or AdaptationMethod.Blend)
        {
            throw new ArgumentException(
                "Without rows held back (Parts = 0) nothing can be chosen or weighed: Method must be given, and not the blend.", nameof(Method));
        }
    }
}
