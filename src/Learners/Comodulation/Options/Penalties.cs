namespace AdaptiveML.Learners.Comodulation;

/// <summary>The penalties among which rows held back and primary tasks choose.</summary>
internal static class Penalties
{
    /// <summary>
    /// Of logistic regression, inputs alike. Far apart, since what is best is: a hundred features that say the same want little, a hundred that say nothing
    /// alone want much.
    /// </summary>
    public static readonly double[] Alike = [0.01, 0.06, 0.3, 1.5, 8, 40, 200, 1000, 5000];

    /// <summary>Of inputs as they come, where the small ones are held back by their size already.</summary>
    public static readonly double[] AsTheyCome = [1e-5, 1e-3, 0.01, 0.1, 1, 10];

    /// <summary>Of ridge regression.</summary>
    public static readonly double[] Ridge = [0.3, 1, 3, 10, 30];
}
