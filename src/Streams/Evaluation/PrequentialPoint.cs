namespace AdaptiveML.Streams;

/// <summary>How good a model was at a point of the stream.</summary>
/// <param name="Row">Rows of the stream up to there.</param>
/// <param name="Overall">Over all of them.</param>
/// <param name="Window">Over the window that ends there.</param>
/// <param name="Fading">Over all, each row's weight multiplied by the fading factor at each judged row behind it.</param>
public sealed record PrequentialPoint(long Row, PrequentialFigures Overall, PrequentialFigures Window, PrequentialFigures Fading);
