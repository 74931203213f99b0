using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// What a token is after standardisation: a column that the fit knew nothing of says nothing, and no value is beyond twice the limit L.
/// <code>
/// x beyond ±L becomes ±(2 L − L² / |x|)
/// </code>
/// So a change of scale keeps the order of the values, and a forecast in these units has one in the column's own.
/// </summary>
/// <remarks>A column without a scale was NaN or constant in all rows of the fit. The views were never fitted to it, and neither was the model behind; its last
/// place is 0, the mean.</remarks>
internal sealed class TokenScale<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Share of 2 L beyond which a forecast is not taken back to the column's own units, which it would leave.</summary>
    private const double Furthest = 0.99;

    private const double Relative = 1e-12;

    private readonly Field _isAlive;
    private readonly T? _limit;

    /// <summary>Adds the field.</summary>
    public TokenScale(int dimension, GateOptions options, Layout state)
    {
        _isAlive = state.Add<T>("scale.alive", dimension);
        _limit = options.WinsorizeLimit is { } limit ? T.CreateTruncating(limit) : null;
    }

    /// <summary>Before a fit every column counts.</summary>
    public void Initialize(LearnerMemory memory) => memory.State.View<T>(_isAlive).Fill(T.One);

    /// <summary>Finds the columns that move. Where none does, all count.</summary>
    public void Fit(LearnerMemory memory, TrainingRows<T> rows)
    {
        var isAlive = memory.State.View<T>(_isAlive);
        for (int i = 0; i < isAlive.Length; i++)
        {
            (double lowest, double highest) = (double.PositiveInfinity, double.NegativeInfinity);
            for (int row = 0; row < rows.Count; row++)
            {
                double value = double.CreateTruncating(rows.Input(row)[i]);
                (lowest, highest) = double.IsFinite(value) ? (Math.Min(lowest, value), Math.Max(highest, value)) : (lowest, highest);
            }

            isAlive[i] = highest - lowest > Relative * Math.Max(Math.Abs(lowest), Math.Abs(highest)) ? T.One : T.Zero;
        }

        if (!isAlive.Contains(T.One))
        {
            isAlive.Fill(T.One);
        }
    }

    /// <summary>Sets the columns that say nothing to 0.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="token">In standardised units.</param>
    /// <returns>Whether any of the others is known.</returns>
    public bool Mask(LearnerMemory memory, Span<T> token)
    {
        ReadOnlySpan<T> isAlive = memory.State.View<T>(_isAlive);
        bool isKnown = false;
        for (int i = 0; i < token.Length; i++)
        {
            token[i] = isAlive[i] == T.Zero ? T.Zero : token[i];
            isKnown |= isAlive[i] != T.Zero && T.IsFinite(token[i]);
        }

        return isKnown;
    }

    /// <summary>Draws what lies beyond the limit in.</summary>
    public void Compress(Span<T> token)
    {
        if (_limit is { } limit)
        {
            foreach (ref T value in token)
            {
                T size = T.Abs(value);
                value = size > limit ? T.CopySign(limit + limit - (limit * limit / size), value) : value;
            }
        }
    }

    /// <summary>Takes values of a token, or forecasts of it, back.</summary>
    public void Expand(Span<T> values)
    {
        if (_limit is { } limit)
        {
            T end = limit + limit, furthest = T.CreateTruncating(Furthest) * end;
            foreach (ref T value in values)
            {
                T size = T.Min(T.Abs(value), furthest);
                value = size > limit ? T.CopySign(limit * limit / (end - size), value) : value;
            }
        }
    }
}
