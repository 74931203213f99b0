namespace AdaptiveML.Learners.Comodulation;

/// <summary>What is known of a method on a task.</summary>
/// <param name="Method">The method.</param>
/// <param name="HeldBack">Balanced accuracy on the rows held back, with the number of steps (or the penalty) of the least loss there.</param>
/// <param name="LogLoss">Mean log-loss there, the classes weighed as in learning.</param>
/// <param name="Expected">What held-back primary tasks lead to expect of the method, as balanced accuracy above logistic regression on the inputs; 0 where
/// there were none.</param>
/// <param name="Score">Both together, above logistic regression on the inputs: the largest is kept.</param>
internal sealed record MethodQuality(AdaptationMethod Method, double HeldBack, double LogLoss, double Expected, double Score);
