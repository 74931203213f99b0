namespace AdaptiveML.Pipeline;

/// <summary>What is compared of two models in pairs.</summary>
public enum PrequentialLoss
{
    /// <summary>The absolute error, of forecasts its mean over the steps that a row ends; of classes 1 where it is another, else 0.</summary>
    Error,

    /// <summary>The squared error likewise; of classes −ln of the probability given to the class that it was.</summary>
    Squared,
}
