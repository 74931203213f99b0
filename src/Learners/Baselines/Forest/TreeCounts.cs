namespace AdaptiveML.Learners.Baselines;

/// <summary>How much of a <see cref="TreeMemory"/> is in use. Blittable, all of one kind: a row of a learner's memory.</summary>
internal struct TreeCounts
{
    public double Nodes;
    public double Leaves;
    public double FreeRecord;
    public double FreeRecords;
}
