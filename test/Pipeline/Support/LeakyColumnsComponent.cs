using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline.Tests.Support;

/// <summary>The component where it writes several columns.</summary>
[CustomMappingFactoryAttribute(Name)]
internal sealed class LeakyColumnsComponent() : LeakyComponentOf<ColumnsOutput>(Name)
{
    private const string Name = "AdaptiveML.Pipeline.Tests.LeakyColumns";
}
