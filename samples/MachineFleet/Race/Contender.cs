namespace MachineFleet;

/// <summary>A way to know of a machine's rows before, in front of LightGBM.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Features">Gives features of the rows of the fit, and of those of machines that were not in it.</param>
internal sealed record Contender(string Name, Func<MachineRow[], MachineRow[], (float[][] Fit, float[][] Unseen)> Features);
