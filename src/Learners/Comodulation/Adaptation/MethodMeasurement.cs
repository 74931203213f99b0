namespace AdaptiveML.Learners.Comodulation;

/// <summary>A method on rows held back.</summary>
/// <param name="Method">The method.</param>
/// <param name="Setting">Its best setting there.</param>
/// <param name="Scale">The best scale of its logits in that setting.</param>
/// <param name="Loss">Mean loss in that setting.</param>
/// <param name="BalancedAccuracy">Balanced accuracy in that setting.</param>
internal readonly record struct MethodMeasurement(AdaptationMethod Method, int Setting, double Scale, double Loss, double BalancedAccuracy);
