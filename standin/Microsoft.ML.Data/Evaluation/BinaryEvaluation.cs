namespace Microsoft.ML.Data;

// Sums over the scored rows. A row with a missing label, or with a score that is not finite, does not count. A label above zero is positive, and so is a prediction
// whose score is: nobody looks at the predicted label.
internal sealed class BinaryEvaluation
{
    private BinaryEvaluation(ReadOnlyMemory<char>[] names) => Names = names;

    public ReadOnlyMemory<char>[] Names { get; }

    public List<(bool IsPositive, float Score)> Scored { get; } = [];

    // Positive first; a row for each true class.
    public double[][] Confusion { get; } = [new double[2], new double[2]];

    public double PositiveProbabilities { get; private set; }

    public double NegativeProbabilities { get; private set; }

    public double LogLoss { get; private set; }

    public static BinaryEvaluation Of(IDataView data, string labelColumnName, string scoreColumnName, string? probabilityColumnName, string predictedLabelColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(scoreColumnName);
        ArgumentException.ThrowIfNullOrEmpty(predictedLabelColumnName);
        var label = ScoredColumns.Find(data.Schema, labelColumnName, "Label");
        var score = ScoredColumns.Find(data.Schema, scoreColumnName, "Score");
        DataViewSchema.Column? probability = probabilityColumnName is null ? null : ScoredColumns.Find(data.Schema, probabilityColumnName, "Probability");
        ScoredColumns.Find(data.Schema, predictedLabelColumnName, "PredictedLabel");
        ScoredColumns.Require(score.Type == NumberDataViewType.Single, score, "score", "Single");
        ScoredColumns.Require(
            label.Type == NumberDataViewType.Single || label.Type == NumberDataViewType.Double || label.Type is BooleanDataViewType or KeyDataViewType { Count: 2 },
            label, "label", "Single, Double, Boolean, or a Key with cardinality 2");
        if (probability is { } column)
            ScoredColumns.Require(column.Type == NumberDataViewType.Single, column, "probability", "Single");

        var sums = new BinaryEvaluation(NamesOf(label));
        sums.Read(data, label, score, probability);
        return sums;
    }

    public static double Entropy(double share) => share is 0 or 1 ? 0 : -share * Math.Log2(share) - (1 - share) * Math.Log2(1 - share);

    private static ReadOnlyMemory<char>[] NamesOf(DataViewSchema.Column label)
    {
        if (label.Type is not KeyDataViewType || !label.HasKeyValues(TextDataViewType.Instance))
            return ["positive".AsMemory(), "negative".AsMemory()];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        label.GetKeyValues(ref names);
        return [.. names.DenseValues()];
    }

    private void Read(IDataView data, DataViewSchema.Column labelColumn, DataViewSchema.Column scoreColumn, DataViewSchema.Column? probabilityColumn)
    {
        using var cursor = data.GetRowCursor(probabilityColumn is { } column ? [labelColumn, scoreColumn, column] : [labelColumn, scoreColumn]);
        var getLabel = ScoredColumns.LabelGetter(cursor, labelColumn);
        var getScore = cursor.GetGetter<float>(scoreColumn);
        var getProbability = probabilityColumn is { } calibrated ? cursor.GetGetter<float>(calibrated) : null;
        float label = 0, score = 0, probability = float.NaN;
        while (cursor.MoveNext())
        {
            getLabel(ref label);
            getScore(ref score);
            getProbability?.Invoke(ref probability);
            if (float.IsFinite(score) && !float.IsNaN(label))
                Add(label > 0, score, probability);
        }
    }

    private void Add(bool isPositive, float score, float probability)
    {
        Scored.Add((isPositive, score));
        Confusion[isPositive ? 0 : 1][score > 0 ? 0 : 1]++;
        if (!float.IsNaN(probability))
        {
            PositiveProbabilities += isPositive ? 1 : 0;
            NegativeProbabilities += isPositive ? 0 : 1;
        }

        LogLoss -= Math.Log(isPositive ? probability : 1.0 - probability, 2);
    }
}
