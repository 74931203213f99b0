using AdaptiveML.Online;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model makes of features and group: one vector, the code of the group behind the features.</summary>
internal sealed class GroupedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    public void Join(in VBuffer<float> features, SequenceKey group)
    {
        var joined = Features;
        var editor = VBufferEditor.Create(ref joined, features.Length + SequenceCode.Length);
        features.CopyTo(editor.Values);
        SequenceCode.Write(group, editor.Values[features.Length..]);
        Features = editor.Commit();
    }
}
