namespace AdaptiveML.Pipeline;

/// <summary>Gives the prediction for the present row, and when that was.</summary>
internal interface IPrediction
{
    /// <summary>The prediction, until the next row comes.</summary>
    ReadOnlySpan<float> Prediction { get; }

    /// <summary>When the present row was, where scoring reads it.</summary>
    DateTime Clock { get; }
}
