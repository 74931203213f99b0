using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment environment)
    {
        Environment = environment;
        Conversion = new ConversionTransforms(this);
    }

    public ConversionTransforms Conversion { get; }

    internal IHostEnvironment Environment { get; }

    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(TransformsCatalog owner)
        {
            Owner = owner;
        }

        internal TransformsCatalog Owner { get; }
    }
}
