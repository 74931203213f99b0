namespace AdaptiveML.Streams;

/// <summary>Sums over judged rows, each with a weight, that figures are made of. Nothing is allocated a row.</summary>
/// <typeparam name="TRow">A row with what was predicted and what came.</typeparam>
internal interface IErrorSums<TRow>
    where TRow : struct
{
    /// <summary>Takes a row in.</summary>
    /// <param name="row">The row.</param>
    /// <param name="weight">How much it counts, above 0.</param>
    void Add(in TRow row, double weight);

    /// <summary>Multiplies the weights of all rows so far.</summary>
    void Scale(double factor);

    /// <summary>Forgets all rows.</summary>
    void Clear();

    /// <summary>What the sums come to.</summary>
    PrequentialFigures ToFigures();
}
