using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;

namespace MachineFleet;

/// <summary><c>OnlineLru</c>'s machine with readouts of each machine's own, which learns the reading when it has come. Its estimate of the row is the
/// feature.</summary>
internal static class OnlineLruPast
{
    public static Contender Contender { get; } = new("OnlineLru, own readouts", (fit, unseen) =>
    {
        var learner = new LruRegressor<float>(Machines.Sensors, new() { SharesReadouts = false });
        return (Of(learner, fit), Of(learner, unseen));
    });

    private static float[][] Of(LruRegressor<float> learner, MachineRow[] rows)
    {
        float[] estimate = new float[learner.OutputSize];
        return [.. rows.Select(row =>
        {
            learner.Learn(new RowContext { Sequence = SequenceKey.Of(row.Machine) }, row.Sensors, [row.Reading], estimate);
            return new float[] { estimate[0] };
        })];
    }
}
