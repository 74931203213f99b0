using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>One way to learn a task, in several settings (numbers of steps, penalties) of which rows held back and primary tasks choose.</summary>
internal interface ITaskMethod<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The task as this method leaves it.</summary>
    TaskFields<T> Fields { get; }

    /// <summary>Number of settings.</summary>
    int Settings { get; }

    /// <summary>The setting where neither rows held back nor primary tasks can speak.</summary>
    int Usual { get; }

    /// <summary>Learns some rows and judges others.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="part">Those to learn and those to judge.</param>
    /// <param name="judgements">Receives the logits, in each setting.</param>
    void Study(FeatureRows<T> rows, RowPart part, HeldBackLogits<T> judgements);

    /// <summary>Learns some rows; gives the task's memory in each of the settings asked for, ascending.</summary>
    LearnerMemory[] Learn(FeatureRows<T> rows, int[] training, int[] settings);
}
