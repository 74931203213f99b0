using Microsoft.ML.Data;

namespace Microsoft.ML;

public static class TextLoaderSaverCatalog
{
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        new(OptionsOf(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse, columns), dataSample);

    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog,
        TextLoader.Options options,
        IMultiStreamSource? dataSample = null) =>
        new(options, dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        char separatorChar = '\t',
        bool hasHeader = false,
        IMultiStreamSource? dataSample = null,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader<TInput>(OptionsOf(separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog,
        TextLoader.Options options,
        IMultiStreamSource? dataSample = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Columns = TextMembers.ColumnsOf(typeof(TInput));
        return new(options, dataSample);
    }

    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog,
        string path,
        TextLoader.Column[] columns,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader(columns, separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(FileOf(path));

    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options? options = null)
    {
        var file = FileOf(path);
        return catalog.CreateTextLoader(options ?? new TextLoader.Options(), file).Load(file);
    }

    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog,
        string path,
        char separatorChar = '\t',
        bool hasHeader = false,
        bool allowQuoting = false,
        bool trimWhitespace = false,
        bool allowSparse = false) =>
        catalog.CreateTextLoader<TInput>(separatorChar, hasHeader, null, allowQuoting, trimWhitespace, allowSparse).Load(FileOf(path));

    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options) =>
        catalog.CreateTextLoader<TInput>(options).Load(FileOf(path));

    private static TextLoader.Options OptionsOf(
        char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse, TextLoader.Column[]? columns = null)
    {
        if (allowSparse)
            throw new NotSupportedException("The stand-in for ML.NET reads no sparse lines.");
        return new()
        {
            Columns = columns,
            Separators = [separator],
            HasHeader = hasHeader,
            AllowQuoting = allowQuoting,
            TrimWhitespace = trimWhitespace,
        };
    }

    private static MultiFileSource FileOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new ArgumentOutOfRangeException(nameof(path), $"There is no file at '{path}'.");
        return new(path);
    }
}
