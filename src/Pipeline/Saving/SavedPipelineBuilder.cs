using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>
/// The chain of ML.NET's own transformers that an online model is saved as: a constant key, a value map from the key to the payload text, and the component's
/// stateful mapping, between copies from and to the user's column names. Where there is a group column, or a time column that a calendar's phases are taken from, their codes stand behind the features, since the mapping reads these alone; where there is more to
/// write than a score, further mappings take it column by column from the one vector that the mapping writes.
/// </summary>
/// <remarks>
/// Behind the mapping stands a fixed calibrator, the anchor: ML.NET names a calibrator's score column as needed whatever is asked for, and a stateful mapping
/// fails when nothing is asked of it. Its value is never computed; its output column, Probability, is dropped, or replaced by the user's own.
/// </remarks>
internal static class SavedPipelineBuilder
{
    public static TransformerChain<ITransformer> Build(OnlineModel model, string payload)
    {
        var (face, columns) = (model.Component, model.Columns);
        var context = new MLContext();
        var transforms = context.Transforms;
        List<ITransformer> stages = [];
        var view = EmptyView(context, columns, model.InputSize);
        List<string> dropped = [ReservedNames.Features, ReservedNames.Key, ReservedNames.Payload, ReservedNames.Score];
        Add(columns.Inputs is [var only] && (columns.LabelSize is not null || !columns.LabelIsInput)
            ? transforms.CopyColumns(ReservedNames.Features, only)
            : transforms.Concatenate(ReservedNames.Features, [.. columns.Inputs]));
        if (columns.Calendar is not null)
        {
            Add(TimeEncoding.Copy(transforms, columns));
            Add(TimeEncoding.Encode(transforms, columns));
            dropped.Add(ReservedNames.Time);
        }

        if (columns.Group is not null)
        {
            Add(GroupEncoding.Copy(transforms, columns));
            Add(GroupEncoding.Encode(transforms, columns));
            dropped.Add(ReservedNames.Group);
        }

        if (columns.EndOfSequence is { } ends)
        {
            Add(transforms.CopyColumns(ReservedNames.EndOfSequence, ends));
            Add(transforms.CustomMapping<EndFactory.Input, CodedFeatures>(EndFactory.Map, EndFactory.Contract));
            dropped.Add(ReservedNames.EndOfSequence);
        }

        Add(transforms.CustomMapping<NoColumns, PayloadKey>(PayloadKey.Map, PayloadKeyFactory.Contract));
        Add(transforms.Conversion.MapValue(ReservedNames.Payload, [KeyValuePair.Create(PayloadKey.Constant, payload)], ReservedNames.Key));
        Add(face.CreateMapping(transforms));

        bool writesProbability = model.Outputs.Any(output => output.Name == DefaultColumnNames.Probability);
        bool preservesProbability = columns.PreservesProbability && !writesProbability;
        if (preservesProbability)
        {
            Add(transforms.CopyColumns(ReservedNames.KeptProbability, DefaultColumnNames.Probability));
            dropped.Add(ReservedNames.KeptProbability);
        }

        Add(Logistic.Estimator(context, ReservedNames.Score));
        if (preservesProbability)
        {
            Add(transforms.CopyColumns(DefaultColumnNames.Probability, ReservedNames.KeptProbability));
        }

        if (writesProbability)
        {
            // A column takes the place of one of its name: this lets the outputs keep their order.
            Add(transforms.DropColumns(DefaultColumnNames.Probability));
        }

        if (face.WritesColumns)
        {
            foreach (var output in model.Outputs)
            {
                Add(NextMapping(transforms, output.Kind));
                Add(output.Kind == OutputKind.Probability ? Logistic.Estimator(context, ReservedNames.Scalar)
                    : output.IsLookedUp ? ClassifierColumn.Lookup(context, output, ReservedNames.Scalar)
                    : output.Slots > 0 ? transforms.Concatenate(output.Name, [.. ColumnBlocks.Of(output.Slots)])
                    : transforms.CopyColumns(output.Name, ReservedNames.Scalar));
            }

            dropped.AddRange([ReservedNames.Columns, .. ColumnBlocks.Names]);
        }
        else
        {
            Add(transforms.CopyColumns(columns.Output, ReservedNames.Score));
        }

        if (!preservesProbability && !writesProbability)
        {
            dropped.Add(DefaultColumnNames.Probability);
        }

        Add(transforms.DropColumns([.. dropped]));
        return new([.. stages]);

        void Add(IEstimator<ITransformer> estimator)
        {
            var stage = estimator.Fit(view);
            stages.Add(stage);
            view = stage.Transform(view);
        }
    }

    /// <summary>Whether a transformer is such a chain, as ML.NET loads it.</summary>
    public static bool IsSavedPipeline(ITransformer transformer) =>
        transformer is TransformerChain<ITransformer> chain
        && chain.Any(stage => stage
            is StatefulCustomMappingTransformer<ScoreInput, ScoreOutput, SavedModelScorer>
            or StatefulCustomMappingTransformer<ScoreInput, ColumnsOutput, SavedModelScorer>);

    /// <summary>The model that a facade carries.</summary>
    /// <exception cref="InvalidDataException">Its payload is damaged or foreign.</exception>
    public static OnlineModel ReadModel(ITransformer facade)
    {
        var map = ((TransformerChain<ITransformer>)facade).OfType<ValueMappingTransformer>().First();
        var row = map.Transform(new MLContext().Data.LoadFromEnumerable([new PayloadKey()]));
        return LoadedModels.Get(row.GetColumn<ReadOnlyMemory<char>>(ReservedNames.Payload).Single());
    }

    private static IEstimator<ITransformer> NextMapping(TransformsCatalog transforms, OutputKind kind) => kind switch
    {
        OutputKind.Alarm => transforms.CustomMapping<RemainingColumns, NextAlarm>(NextAlarmFactory.Map, NextAlarmFactory.Contract),
        OutputKind.AlarmReason => transforms.CustomMapping<RemainingColumns, NextAlarmReason>(NextAlarmReasonFactory.Map, NextAlarmReasonFactory.Contract),
        _ => transforms.CustomMapping<RemainingColumns, NextNumber>(NextColumnFactory.Map, NextColumnFactory.Contract),
    };

    private static IDataView EmptyView(MLContext context, OnlineColumns columns, int inputSize)
    {
        var names = new Dictionary<string, string>();
        if (columns.Features is { } features)
        {
            names[nameof(InputColumns.Features)] = features;
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

        if (columns.Calendar is not null)
        {
            names[$"{columns.TimeKind}{nameof(OnlineColumns.Time)}"] = columns.Time!;
        }

        if (columns.PreservesProbability && !names.ContainsValue(DefaultColumnNames.Probability))
        {
            names[nameof(InputColumns.Probability)] = DefaultColumnNames.Probability;
        }

        var definition = SchemaDefinition.Create(typeof(InputColumns));
        int labelSize = columns.LabelIsInput ? columns.LabelSize ?? 1 : 0;
        definition[nameof(InputColumns.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, inputSize - labelSize - columns.Phases);
        definition[nameof(InputColumns.Labels)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, labelSize);
        definition.RemoveAll(column => !names.ContainsKey(column.MemberName));
        definition.ForEach(column => column.ColumnName = names[column.MemberName]);
        return context.Data.LoadFromEnumerable(Array.Empty<InputColumns>(), definition);
    }

    /// <summary>The user's columns that the chain names; of Probability only the name matters.</summary>
    private sealed class InputColumns
    {
        public VBuffer<float> Features { get; set; }

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
