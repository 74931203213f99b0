using Microsoft.ML;

namespace AdaptiveML.Pipeline;

/// <summary>A transformer that learns tasks by name.</summary>
internal interface ITaskLearner
{
    /// <summary>The columns that a task's rows are read by.</summary>
    OnlineColumns TaskColumns { get; }

    /// <summary>Largest weight of a row that can be learnt.</summary>
    double LargestWeight => double.MaxValue;

    /// <summary>The transformer that has learnt one more task.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends the learning.</param>
    OnlineTransformer LearnTask(IDataView rows, string name, CancellationToken cancellation);
}
