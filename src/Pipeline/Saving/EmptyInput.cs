using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The input that the stages of a saved model are fitted to. They take only names and types from it.</summary>
internal static class EmptyInput
{
    /// <summary>A view with no rows and the columns that the stages read, of the names and types of the fit.</summary>
    public static IDataView Create(MLContext context, OnlineColumns columns, int inputSize)
    {
        var names = new Dictionary<string, string>();
        if (columns.Features is { } features)
        {
            names[nameof(InputColumns.Features)] = features;
        }

        if (columns.BaseScore is { } score)
        {
            names[nameof(InputColumns.BaseScore)] = score;
        }

        if (columns.LabelIsInput)
        {
            names[columns.LabelSize is null ? nameof(InputColumns.Label) : nameof(InputColumns.Labels)] = columns.Label!;
        }

        if (columns.Group is { } group)
        {
            names[$"{columns.GroupKind}{nameof(OnlineColumns.Group)}"] = group;
        }

        if (columns.EndOfSequence is { } ends)
        {
            names[nameof(InputColumns.EndOfSequence)] = ends;
        }

        if (columns.HasClock)
        {
            names[$"{columns.TimeKind}{nameof(OnlineColumns.Time)}"] = columns.Time!;
        }

        if (columns.PreservesProbability && !names.ContainsValue(DefaultColumnNames.Probability))
        {
            names[nameof(InputColumns.Probability)] = DefaultColumnNames.Probability;
        }

        var definition = SchemaDefinition.Create(typeof(InputColumns));
        int labelSize = columns.LabelIsInput ? columns.LabelSize ?? 1 : 0;
        definition[nameof(InputColumns.Features)].ColumnType =
            new VectorDataViewType(NumberDataViewType.Single, inputSize - labelSize - columns.BehindFeatures);
        definition[nameof(InputColumns.Labels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labelSize);
        definition.RemoveAll(column => !names.ContainsKey(column.MemberName));
        definition.ForEach(column => column.ColumnName = names[column.MemberName]);
        return context.Data.LoadFromEnumerable(Array.Empty<InputColumns>(), definition);
    }

    /// <summary>The user's columns that the chain names; of Probability only the name matters.</summary>
    private sealed class InputColumns
    {
        public VBuffer<float> Features { get; set; }

        public float BaseScore { get; set; }

        public float Label { get; set; }

        public VBuffer<float> Labels { get; set; }

        public float Probability { get; set; }

        public ReadOnlyMemory<char> TextGroup { get; set; }

        public long IntegerGroup { get; set; }

        public ulong UnsignedIntegerGroup { get; set; }

        [KeyType(1)]
        public ulong KeyGroup { get; set; }

        public bool EndOfSequence { get; set; }

        public DateTime DateTimeTime { get; set; }

        public DateTimeOffset DateTimeOffsetTime { get; set; }

        public TimeSpan TimeSpanTime { get; set; }
    }
}
