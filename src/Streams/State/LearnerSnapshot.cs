using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>A learner of a snapshot.</summary>
/// <param name="Learner">The learner, in front of the oldest row that waits.</param>
/// <param name="OpenedClasses">The classes that it has opened.</param>
/// <param name="Rows">The rows that wait, from the oldest.</param>
/// <param name="Taken">How many of them the present learner has gone past.</param>
/// <param name="Present">That learner; null where it has gone past none, and is the same.</param>
/// <param name="Ahead">The copy that has followed all rows; null where it is to be made anew.</param>
internal sealed record LearnerSnapshot(
    IOnlineLearner<float> Learner, string[] OpenedClasses, RowSnapshot[] Rows, int Taken, IOnlineLearner<float>? Present, IOnlineLearner<float>? Ahead);

/// <summary>A row of a snapshot.</summary>
/// <param name="Row">The row.</param>
/// <param name="Input">Its input; empty for what is no row.</param>
/// <param name="Issued">What was said of it when it came.</param>
internal sealed record RowSnapshot(PendingRow Row, float[] Input, double[] Issued);
