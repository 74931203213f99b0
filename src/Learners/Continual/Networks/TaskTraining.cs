using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>Trains on a task by mini-batches; moments, counters and random generator are fields of the state.</summary>
internal sealed class TaskTraining
{
    private const string First = "optimizer.first", Second = "optimizer.second";

    private readonly NetworkOptions _options;
    private readonly Optimizer<double> _optimizer;
    private readonly Field _random;

    /// <summary>Adds the fields; all parameters must be there.</summary>
    public TaskTraining(ContinualLayout layout, NetworkOptions options)
    {
        _options = options;
        _optimizer = new(new() { LearningRate = options.LearningRate }, layout.Parameters, layout.State);
        _random = layout.State.Add<ulong>("random", Xoshiro256.StateLength);
        layout.MarkForLearning(First, Second);
    }

    /// <summary>Sets a fresh memory's counters and seed.</summary>
    public void Initialize(LearnerMemory memory)
    {
        Xoshiro256.Seed(memory.State.View<ulong>(_random), _options.Seed);
        _optimizer.Initialize(memory);
    }

    /// <summary>The random generator.</summary>
    public Xoshiro256 Random(LearnerMemory memory) => new(memory.State.View<ulong>(_random));

    /// <summary>Forgets the moments of the task before: what gets no gradient from now on does not move.</summary>
    public void Begin(LearnerMemory memory)
    {
        memory.Gradients.Bytes.Clear();
        memory.State.View<double>(memory.State.Layout.Find(First)!.Value).Clear();
        memory.State.View<double>(memory.State.Layout.Find(Second)!.Value).Clear();
        _optimizer.Initialize(memory);
    }

    /// <summary>One step along the gradient gathered, divided by the number of its rows.</summary>
    public void Step(LearnerMemory memory, int rows)
    {
        _optimizer.Step(memory, 1.0 / rows);
        memory.Gradients.Bytes.Clear();
    }

    /// <summary>All epochs.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="rows">Gives the rows of an epoch.</param>
    /// <param name="differentiate">Adds a row's gradient.</param>
    /// <param name="beforeStep">Adds what the rows do not: takes the rows of the batch.</param>
    /// <param name="afterStep">Takes the step, from 1, and how many there will be in all, as far as is known.</param>
    public void Run(
        LearnerMemory memory, Func<ScaledTask> rows, Action<ScaledTask, int> differentiate, Action<int>? beforeStep = null, Action<int, int>? afterStep = null)
    {
        int step = 0;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            var present = rows();
            int[] order = [.. Enumerable.Range(0, present.Count)];
            Random(memory).Shuffle<int>(order);
            int steps = (present.Count + _options.BatchSize - 1) / _options.BatchSize * _options.Epochs;
            foreach (int[] batch in order.Chunk(_options.BatchSize))
            {
                foreach (int row in batch)
                {
                    differentiate(present, row);
                }

                beforeStep?.Invoke(batch.Length);
                Step(memory, batch.Length);
                afterStep?.Invoke(++step, steps);
            }
        }
    }
}
