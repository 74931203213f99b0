using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

// The annotations that say what a score is. They are handed on together or not at all.
internal static class ScoreAnnotations
{
    public static readonly string[] Kinds = [AnnotationKinds.ScoreColumnSetId, AnnotationKinds.ScoreColumnKind, AnnotationKinds.ScoreValueKind];

    public static bool AllIn(SchemaShape annotations) =>
        annotations.TryFindColumn(Kinds[0], out var id) && id is { IsKey: true, Kind: SchemaShape.Column.VectorKind.Scalar } && id.ItemType == NumberDataViewType.UInt32
        && Kinds[1..].All(kind => annotations.TryFindColumn(kind, out var text) && text is { ItemType: TextDataViewType, Kind: SchemaShape.Column.VectorKind.Scalar });
}
