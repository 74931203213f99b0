namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    public sealed class Range
    {
        public int Min;
        public int? Max;
        public bool ForceVector;

        public Range()
        {
        }

        public Range(int index)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            Min = index;
            Max = index;
        }

        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max is null)
                throw new NotSupportedException("The stand-in for ML.NET wants the end of a range.");
            ArgumentOutOfRangeException.ThrowIfLessThan(max.Value, min, nameof(max));
            Min = min;
            Max = max;
            ForceVector = true;
        }
    }
}
