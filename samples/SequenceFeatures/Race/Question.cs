namespace SequenceFeatures;

/// <summary>
/// What is asked of a recording: the value of a column some rows ahead, at every row, from that row and those before it. The first 40 % of the rows are for the
/// fit, the next 20 % to choose by, and the rest to report. Values are standardised as the fit's rows have them, and the asked column is moved to the front.
/// </summary>
internal sealed class Question
{
    private const double Fit = 0.4, Choice = 0.6;

    private readonly Recording _recording;

    public Question(string name, Recording recording, string column, int ahead)
    {
        (Name, _recording, Ahead) = (name, recording, ahead);
        (FitEnd, ChoiceEnd, Count) = ((int)(Fit * recording.Rows.Length), (int)(Choice * recording.Rows.Length), recording.Rows.Length);
        int first = Array.IndexOf(recording.Columns, column);
        int[] order = [first, .. Enumerable.Range(0, recording.Columns.Length).Where(i => i != first)];
        var scales = order.Select(i => Scale(recording.Rows[..FitEnd], i)).ToArray();
        Rows = [.. recording.Rows.Select(row => order.Select((i, place) => (float)((row[i] - scales[place].Mean) / scales[place].Deviation)).ToArray())];
        Answers = [.. Enumerable.Range(0, Count).Select(Answer)];
    }

    public string Name { get; }

    /// <summary>How many rows ahead the answer is.</summary>
    public int Ahead { get; }

    /// <summary>The first row that is not for the fit.</summary>
    public int FitEnd { get; }

    /// <summary>The first row that is reported.</summary>
    public int ChoiceEnd { get; }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>The rows, the asked column first.</summary>
    public float[][] Rows { get; }

    /// <summary>By row: the answer; NaN where its stretch ends before.</summary>
    public float[] Answers { get; }

    /// <summary>Values of a row.</summary>
    public int Width => Rows[0].Length;

    /// <summary>The row that is some rows before another, or the first of its stretch.</summary>
    public float[] Before(int row, int rows) => Rows[Math.Max(_recording.Starts[row], row - rows)];

    /// <summary>Whether a row begins a stretch.</summary>
    public bool Begins(int row) => _recording.Starts[row] == row;

    /// <summary>
    /// Mean squared error over the rows that are there to choose by, and over those that are reported; an answer counts for neither where it lies across the
    /// border.
    /// </summary>
    public Errors Errors(IReadOnlyList<float> answers) => new(Error(answers, FitEnd, ChoiceEnd), Error(answers, ChoiceEnd, Count));

    private double Error(IReadOnlyList<float> answers, int from, int to) =>
        Enumerable.Range(from, to - Ahead - from).Where(row => float.IsFinite(Answers[row])).Average(row => Math.Pow(answers[row - FitEnd] - Answers[row], 2));

    private float Answer(int row) => row + Ahead < Count && _recording.Starts[row + Ahead] == _recording.Starts[row] ? Rows[row + Ahead][0] : float.NaN;

    private static (double Mean, double Deviation) Scale(float[][] rows, int column)
    {
        double mean = rows.Average(row => (double)row[column]);
        double deviation = Math.Sqrt(rows.Average(row => Math.Pow(row[column] - mean, 2)));
        return (mean, deviation > 0 ? deviation : 1);
    }
}
