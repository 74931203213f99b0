namespace AdaptiveML.Online;

/// <content>
/// What there is to save besides the learner: the rows that wait, and how far the present one has come; and modes, which take their place among them.
/// </content>
internal sealed partial class LateLabelLearner
{
    /// <summary>Most rows that are kept.</summary>
    public int Capacity => options.Capacity;

    /// <summary>The learner that stands in front of the oldest row without a label; not the caller's own.</summary>
    public IOnlineLearner<float> Settled => _settled;

    /// <summary>The learner that has learnt all labels that have come; not the caller's own.</summary>
    public IOnlineLearner<float> Latest => Present;

    /// <summary>The rows that wait, from the oldest; null where none ever did.</summary>
    public PendingRows? Rows => _rows;

    /// <summary>How many of them <see cref="Latest"/> has taken.</summary>
    public int Taken => _taken;

    /// <summary>
    /// The copy that is ahead; null where it would be made anew for the next row. It is not quite what would be made of the others then: it followed rows whose
    /// labels have been given up without what the settled learner takes in of them.
    /// </summary>
    public IOnlineLearner<float>? UpToDate => _isAheadBehind ? null : _ahead;

    /// <summary>What the next row may change.</summary>
    public UpdateMode Mode { get; private set; } = learner.Mode;

    /// <summary>
    /// From the next row on, rows change what a mode allows. Those that came before are taken as their own mode says, whenever their labels come.
    /// </summary>
    public void SetMode(UpdateMode mode)
    {
        Mode = mode;
        var change = new PendingRow { Action = PendingAction.SetMode, Mode = mode };
        MakeRoom();
        Take(Last(), change, [], []);
        Close([], change);
    }

    /// <summary>Goes on with rows that waited when a learner was saved, which this has been made of.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="taken">How many of them the present learner had taken.</param>
    /// <param name="present">
    /// That learner, where it had taken any. It cannot be made of the settled one and the rows: what it learnt when it came, it would learn as late.
    /// </param>
    /// <param name="foremost">What <see cref="UpToDate"/> was.</param>
    /// <param name="add">Adds a row behind the others, counted from the oldest.</param>
    public void Recall(int count, int taken, IOnlineLearner<float>? present, IOnlineLearner<float>? foremost, Action<PendingRows, int> add)
    {
        _rows = new(options.Capacity, _settled.InputSize, (_settled as IIssuedPredictions)?.IssuedSize ?? 0);
        for (int i = 0; i < count; i++)
        {
            add(_rows, i);
            Mode = _rows[i].Action == PendingAction.SetMode ? _rows[i].Mode : Mode;
        }

        (_present, _taken, _ahead, _isAheadBehind) = (present, taken, foremost, foremost is null);
    }
}
