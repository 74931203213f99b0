namespace AdaptiveML.Pipeline;

/// <summary>Gives the prediction for the present row.</summary>
internal interface IPrediction
{
    /// <summary>The prediction, until the next row comes.</summary>
    ReadOnlySpan<float> Prediction { get; }
}
