namespace AdaptiveML.Estimators.Tests.Comodulation;

/// <summary>Small machines for the contract's rows, whose groups are tasks.</summary>
internal static class ContractOptions
{
    public const int Units = 12, LastUnits = 6;

    public static ComodulationTrainerOptions OfGroups { get; } = new()
    {
        TaskColumnName = "Group",
        Machine = new()
        {
            HiddenSizes = [Units, LastUnits],
            Fit = new() { MaximumPasses = 40, Patience = 40, LearningRate = 0.01, TaskParts = 0 },
        },
    };

    public static ComodulationTrainerOptions WithRelevance { get; } = OfGroups with { RelevanceColumnName = "Relevance" };
}
