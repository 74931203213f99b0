namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    public class Options
    {
        public Column[]? Columns;
        public char[] Separators = ['\t'];
        public char DecimalMarker = '.';
        public bool HasHeader;
        public bool AllowQuoting;
        public bool TrimWhitespace;
        public bool MissingRealsAsNaNs;
        public long? MaxRows;

        public Options()
        {
        }
    }
}
