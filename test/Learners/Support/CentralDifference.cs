using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>The slope of a loss by a parameter, from the loss on both sides.</summary>
internal static class CentralDifference
{
    private const double Width = 1e-5;

    /// <summary>∂loss/∂θ at a parameter, which is afterwards what it was.</summary>
    /// <param name="memory">The parameters.</param>
    /// <param name="place">Which of them.</param>
    /// <param name="loss">The loss with the parameters as they are.</param>
    public static double Slope(LearnerMemory memory, int place, Func<double> loss)
    {
        double before = memory.Parameters.All<double>()[place];
        double slope = (At(before + Width) - At(before - Width)) / (2 * Width);
        memory.Parameters.All<double>()[place] = before;
        return slope;

        double At(double value)
        {
            memory.Parameters.All<double>()[place] = value;
            return loss();
        }
    }
}
