using Microsoft.ML.Data;

namespace Microsoft.ML;

public static class DebuggerExtensions
{
    private const int MaxRows = 100;

    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = MaxRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        return new DataDebuggerPreview(data, maxRows);
    }

    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = MaxRows)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return transformer.Transform(data).Preview(maxRows);
    }
}
