namespace Microsoft.ML.Data;

// Puts scalars and vectors of one type behind each other.
internal sealed class ConcatenatingMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _sources;
    private readonly bool _isIdentity;

    public ConcatenatingMapper(DataViewSchema inputSchema, string name, string[] sources)
        : base(inputSchema)
    {
        _sources = Array.ConvertAll(sources, source =>
            inputSchema.GetColumnOrNull(source) ?? throw Errors.MissingColumn(nameof(inputSchema), "input", source));
        _isIdentity = _sources is [{ Type: VectorDataViewType }];

        var item = _sources[0].Type.ItemType();
        foreach (var source in _sources)
        {
            if (!source.Type.ItemType().Equals(item))
                throw Errors.ColumnMismatch(nameof(inputSchema), "input", source.Name, item.ToString()!, source.Type.ToString()!);
        }

        var sizes = Array.ConvertAll(_sources, source => source.Type is VectorDataViewType vector ? vector.Size : 1);
        var size = sizes.Contains(0) ? 0 : sizes.Sum();
        Outputs = [_isIdentity
            ? new(name, _sources[0].Type, _sources[0].Annotations)
            : new(name, new VectorDataViewType((PrimitiveDataViewType)item, size), AnnotationsOf(item, size))];
    }

    public override IReadOnlyList<DataViewSchema.DetachedColumn> Outputs { get; }

    public override IEnumerable<int> DependenciesOf(bool[] activeOutputs) => activeOutputs[0] ? _sources.Select(source => source.Index) : [];

    public override Delegate?[] CreateGetters(DataViewRow input, bool[] activeOutputs)
    {
        if (!activeOutputs[0])
            return [null];
        var item = _sources[0].Type.ItemType().RawType;
        return [_isIdentity ? GenericCall.Invoke(Identity<int>, item, input) : GenericCall.Invoke(Concatenated<int>, item, input)];
    }

    private DataViewSchema.Annotations AnnotationsOf(DataViewType item, int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (item is NumberDataViewType && _sources.All(source => source.IsNormalized()))
            builder.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, ConstantGetter.Scalar(true));
        if (size > 0 && _sources.Any(source => source.Type is not VectorDataViewType || source.HasSlotNames()))
            builder.Add<VBuffer<ReadOnlyMemory<char>>>(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), GetSlotNames);
        return builder.ToAnnotations();
    }

    // A scalar's own name; a vector's name, a dot and the slot's name.
    private void GetSlotNames(ref VBuffer<ReadOnlyMemory<char>> value)
    {
        var names = new List<ReadOnlyMemory<char>>();
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        foreach (var source in _sources)
        {
            if (source.Type is not VectorDataViewType vector)
            {
                names.Add(source.Name.AsMemory());
            }
            else if (source.HasSlotNames())
            {
                source.GetSlotNames(ref slots);
                names.AddRange(slots.DenseValues().Select(slot => slot.IsEmpty ? slot : $"{source.Name}.{slot}".AsMemory()));
            }
            else
            {
                names.AddRange(Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size));
            }
        }

        value = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names]);
    }

    private Delegate Identity<T>(DataViewRow input) => input.GetGetter<VBuffer<T>>(_sources[0]);

    private Delegate Concatenated<T>(DataViewRow input) => (ValueGetter<VBuffer<T>>)new Concatenation<T>(input, _sources).Get;
}
