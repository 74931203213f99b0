namespace AdaptiveML.Learners.Comodulation;

/// <summary>What is known of a method on a task.</summary>
/// <param name="Method">The method.</param>
/// <param name="HeldBack">Balanced accuracy on the rows held back, in the setting (number of steps, penalty) that weighs most.</param>
/// <param name="LogLoss">Mean log-loss there, the classes weighed as in learning.</param>
/// <param name="Expected">The balanced accuracy that primary tasks lead to expect of that setting; null where there were none, and of the blend.</param>
/// <param name="Share">Its share of the weight of all settings of all methods; that of the blend is the sum of its members'.</param>
internal sealed record MethodQuality(AdaptationMethod Method, double HeldBack, double LogLoss, double? Expected, double Share);
