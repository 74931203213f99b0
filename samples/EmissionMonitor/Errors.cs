namespace EmissionMonitor;

/// <summary>Mean squared and mean absolute error, in units of the training years' standard deviation.</summary>
internal readonly record struct Errors(double Squared, double Absolute)
{
    public static Errors Of(IReadOnlyCollection<double> errors) => new(errors.Average(e => e * e), errors.Average(Math.Abs));

    public override string ToString() => FormattableString.Invariant($"{Squared:F3} / {Absolute:F3}");
}
