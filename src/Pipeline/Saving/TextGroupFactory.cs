using AdaptiveML.Online;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace AdaptiveML.Pipeline;

/// <summary>Puts behind the features the code of a group column of text.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class TextGroupFactory : CustomMappingFactory<TextGroupFactory.Input, CodedFeatures>
{
    public const string Contract = "AdaptiveML.Pipeline.TextGroup";

    public override Action<Input, CodedFeatures> GetMapping() => Map;

    public static void Map(Input input, CodedFeatures output) => output.Join(input.Features, input.Key);

    /// <summary>ML.NET fills one object with all rows of a cursor, so that the keys last.</summary>
    internal sealed class Input : UncodedFeatures
    {
        private readonly TextKeys _keys = new();

        [ColumnName(ReservedNames.Group)]
        public ReadOnlyMemory<char> Group { get; set; }

        internal SequenceKey Key => _keys.Of(Group.Span);
    }
}
