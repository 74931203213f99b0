using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <content>Rows one by one: experts that follow a law which changes, classes told late, and rows far from all that was learnt.</content>
public abstract partial class ContinualLearner<T> : IIssuedPredictions
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private bool _isLate;

    /// <inheritdoc/>
    int IIssuedPredictions.IssuedSize => 1;

    /// <inheritdoc/>
    void IIssuedPredictions.KeepIssued(Span<double> issued) => issued[0] = 1;

    /// <inheritdoc/>
    void IIssuedPredictions.RecallIssued(ReadOnlySpan<double> issued) => _isLate = !issued.IsEmpty && issued[0] != 0;

    private bool IsFar => _layout.Scale.Excess > Far;

    /// <summary>
    /// Whether the row is one of few that lie far from all that was learnt, and is said to be of a class whose rows lie elsewhere: it would teach what is
    /// not so. When they become many they are believed.
    /// </summary>
    private bool IsStrange()
    {
        ref double far = ref Memory.State.View<double>(_layout.FarRows)[0];
        far = IsFar ? Math.Min(far + 1, 2 * Patience) : Math.Max(0, far - 0.125);
        return IsFar && far < Patience && IsLearnt(_label);
    }

    private bool IsLearnt(int label)
    {
        bool isLearnt = Memory.State.View<long>(_layout.Changed)[label] != 0;
        for (int task = 0; task < Tasks.Count && !isLearnt; task++)
        {
            isLearnt = Array.IndexOf(Tasks[task].Classes, label) >= 0 || Array.IndexOf(Tasks[task].ChangedClasses, label) >= 0;
        }

        return isLearnt;
    }

    /// <summary>Whether the class of the row before this one is known: not by a learner that only follows, or learns a label that came late.</summary>
    private bool KnowsLastClass => Mode == UpdateMode.StateAndParameters && !_isLate;

    private void MixWithStream()
    {
        if (_layout.Stream is { } stream)
        {
            _layout.Scale.ScaleWide<T>(Memory, _source, _wide);
            stream.Mix(Memory, _wide, _scores, KnowsLastClass);
        }
    }
}
