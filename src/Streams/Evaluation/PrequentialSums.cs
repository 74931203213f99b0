namespace AdaptiveML.Streams;

/// <summary>The sums of one model: over all rows, over the present window, and with the weight of a row fading behind it.</summary>
/// <typeparam name="TRow">A judged row.</typeparam>
/// <param name="create">Makes sums without a row.</param>
/// <param name="fadingFactor">
/// What the weight of all rows before is multiplied by at each judged row, above 0 and at most 1: J. Gama, R. Sebastião and P. Rodrigues, "On evaluating stream
/// learning algorithms", Machine Learning 90, 2013.
/// </param>
internal sealed class PrequentialSums<TRow>(Func<IErrorSums<TRow>> create, double fadingFactor)
    where TRow : struct
{
    private const double LargestWeight = 1e100;

    private readonly IErrorSums<TRow> _overall = create();
    private readonly IErrorSums<TRow> _window = create();
    private readonly IErrorSums<TRow> _fading = create();
    private double _weight = 1;

    /// <summary>Takes a judged row in. Weights grow towards the present in place of fading behind it, which comes to the same.</summary>
    public void Add(in TRow row)
    {
        _overall.Add(row, 1);
        _window.Add(row, 1);
        _fading.Add(row, _weight);
        _weight /= fadingFactor;
        if (_weight > LargestWeight)
        {
            _fading.Scale(1 / _weight);
            _weight = 1;
        }
    }

    /// <summary>The figures of now.</summary>
    /// <param name="row">Rows of the stream so far.</param>
    public PrequentialPoint ToPoint(long row) => new(row, _overall.ToFigures(), _window.ToFigures(), _fading.ToFigures());

    /// <summary>Begins a window.</summary>
    public void BeginWindow() => _window.Clear();
}
