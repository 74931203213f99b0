using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

[assembly: ModelLoader("Normalize", typeof(NormalizingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly NormalizedColumn[] _functions;

    internal NormalizingTransformer(InputOutputColumnPair[] columns, NormalizedColumn[] functions)
        : base(columns)
    {
        _functions = functions;
    }

    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _functions.Length);
        return _functions[index].Parameters;
    }

    internal static NormalizingTransformer Load(ModelLoadContext ctx)
    {
        var columns = ColumnNameCodec.ReadPairs(ctx.Reader);
        return new NormalizingTransformer(columns, Array.ConvertAll(columns, _ => NormalizedColumn.Load(ctx.Reader)));
    }

    // A column that can be normalised: Single or Double, scalar or of known size.
    internal static DataViewSchema.Column SourceOf(DataViewSchema schema, InputOutputColumnPair column, string paramName)
    {
        const string Expected = "scalar or known-size vector of Single";
        var source = schema.GetColumnOrNull(column.InputColumnName) ?? throw Errors.MissingColumn(paramName, "input", column.InputColumnName);
        if (source.Type is VectorDataViewType { IsKnownSize: false })
            throw Errors.ColumnMismatch(paramName, "input", source.Name, Expected, "variable-size vector");
        if (source.Type.ItemType() != NumberDataViewType.Single && source.Type.ItemType() != NumberDataViewType.Double)
            throw Errors.ColumnMismatch(paramName, "input", source.Name, Expected, source.Type.ToString()!);
        return source;
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema inputSchema) => new Mapper(inputSchema, Columns, _functions);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader("Normalize");
        ColumnNameCodec.Write(ctx.Writer, Columns);
        foreach (var function in _functions)
            function.Save(ctx.Writer);
    }

    private sealed class Mapper(DataViewSchema inputSchema, InputOutputColumnPair[] columns, NormalizedColumn[] functions)
        : OneToOneMapper(inputSchema, columns)
    {
        protected override DataViewSchema.DetachedColumn CreateOutput(int index)
        {
            SourceOf(InputSchema, Columns[index], "inputSchema");
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, ConstantGetter.Scalar(true));
            builder.Add(Sources[index].Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new(Columns[index].OutputColumnName, functions[index].Type, builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int index) => functions[index].CreateGetter(input, Sources[index]);
    }
}
