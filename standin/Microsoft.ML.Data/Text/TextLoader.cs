namespace Microsoft.ML.Data;

public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly TextFormat _format;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(Options options, IMultiStreamSource? dataSample)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Columns is not { Length: > 0 } columns)
            throw new NotSupportedException("The stand-in for ML.NET reads text files by given columns only.");

        _format = new TextFormat(options);
        _columns = Array.ConvertAll(columns, column => new TextColumn(column));
        _schema = TextSchema.Of(_columns, _format, dataSample);
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new TextView(source, _format, _columns, _schema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The stand-in for ML.NET saves no text loaders.");
}
