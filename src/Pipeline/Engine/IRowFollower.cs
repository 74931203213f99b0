using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Is told, behind the engine, of all that comes to it.</summary>
internal interface IRowFollower<in TSrc>
{
    /// <summary>A row has been learnt.</summary>
    void Learnt(TSrc row);

    /// <summary>A row without a label has been followed.</summary>
    void Observed(TSrc row);

    /// <summary>A row has been predicted whose label is to come under a key.</summary>
    void Awaits(TSrc row, string key);

    /// <summary>The label of a row that waited has come.</summary>
    void Told(ReadOnlySpan<char> key, float label);

    /// <summary>The same, where the label is a class.</summary>
    void Told(ReadOnlySpan<char> key, ReadOnlySpan<char> label);

    /// <summary>The past of a sequence, or of all, has been forgotten.</summary>
    void Forgotten(SequenceKey? sequence);
}
