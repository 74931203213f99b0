using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>What a saved model makes of features and of what else must be known of a row: one vector, the code of a time, a group or an end behind the features.</summary>
internal sealed class CodedFeatures
{
    [ColumnName(ReservedNames.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    public void Join(in VBuffer<float> features, ReadOnlySpan<float> code)
    {
        var joined = Features;
        var editor = VBufferEditor.Create(ref joined, features.Length + code.Length);
        features.CopyTo(editor.Values);
        code.CopyTo(editor.Values[features.Length..]);
        Features = editor.Commit();
    }
}
