namespace AdaptiveML.Learners.Comodulation;

/// <summary>What primary tasks say of a method.</summary>
/// <param name="Errors">The error to expect of each setting, as 1 − balanced accuracy, from 0 to 1.</param>
/// <param name="Cost">What speaks against the method, in units of e: it weighs e^−cost.</param>
internal sealed record MethodExperience(double[] Errors, double Cost);
