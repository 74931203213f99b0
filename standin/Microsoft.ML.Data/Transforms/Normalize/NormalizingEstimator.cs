using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly InputOutputColumnPair[] _columns;
    private readonly long _maximumExampleCount;
    private readonly Func<int, SlotStatistics> _createStatistics;

    internal NormalizingEstimator(InputOutputColumnPair[] columns, long maximumExampleCount, Func<int, SlotStatistics> createStatistics)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumExampleCount, 1);
        _columns = columns;
        _maximumExampleCount = maximumExampleCount;
        _createStatistics = createStatistics;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var sources = Array.ConvertAll(_columns, column => NormalizingTransformer.SourceOf(input.Schema, column, nameof(input)));
        using var cursor = input.GetRowCursor(sources);
        var trainers = Array.ConvertAll(sources, source => GenericCall.Invoke(TrainerOf<float>, source.Type.ItemType().RawType, cursor, source));
        for (var rows = 0L; rows < _maximumExampleCount && cursor.MoveNext(); rows++)
        {
            foreach (var (addRow, _) in trainers)
                addRow();
        }

        return new NormalizingTransformer(_columns, Array.ConvertAll(trainers, trainer => trainer.Finish()));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(_columns.Select(column => ShapeOf(inputSchema, column)));

    private static SchemaShape.Column ShapeOf(SchemaShape inputSchema, InputOutputColumnPair column)
    {
        var input = inputSchema.Require("input", column.InputColumnName);
        if (input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw Errors.ColumnMismatch(nameof(inputSchema), "input", input.Name, "known-size vector or scalar", input.GetTypeString());
        if (input.ItemType != NumberDataViewType.Single && input.ItemType != NumberDataViewType.Double)
            throw Errors.ColumnMismatch(nameof(inputSchema), "input", input.Name, "vector or scalar of Single or Double", input.GetTypeString());

        var annotations = new List<SchemaShape.Column>
        {
            new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false),
        };
        if (input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var slotNames))
            annotations.Add(slotNames);
        return new SchemaShape.Column(column.OutputColumnName, input.Kind, input.ItemType, input.IsKey, new SchemaShape(annotations));
    }

    private (Action AddRow, Func<NormalizedColumn> Finish) TrainerOf<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var statistics = _createStatistics(column.Type is VectorDataViewType vector ? vector.Size : 1);
        return (column.Type is VectorDataViewType ? AddVector<T>(row, column, statistics) : AddScalar<T>(row, column, statistics),
            () => NormalizedColumn.Create(column.Type, statistics.ToFunction<T>()));
    }

    private static Action AddVector<T>(DataViewRow row, DataViewSchema.Column column, SlotStatistics statistics)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var size = ((VectorDataViewType)column.Type).Size;
        var buffer = default(VBuffer<T>);
        return () =>
        {
            getter(ref buffer);
            if (buffer.Length != size)
                throw new InvalidOperationException($"Column '{column.Name}': expected {size} slots, but got {buffer.Length}");
            statistics.Add(buffer);
        };
    }

    private static Action AddScalar<T>(DataViewRow row, DataViewSchema.Column column, SlotStatistics statistics)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var getter = row.GetGetter<T>(column);
        var buffer = new VBuffer<T>(1, new T[1]);
        return () =>
        {
            getter(ref VBufferEditor.CreateFromBuffer(ref buffer).Values[0]);
            statistics.Add(buffer);
        };
    }
}
