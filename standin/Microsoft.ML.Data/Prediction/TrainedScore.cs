namespace Microsoft.ML.Data;

// What the score of a trained model says of itself: the task, what kind of value it is, and which of several scores in a schema.
internal static class TrainedScore
{
    private static readonly KeyDataViewType SetIdType = new(typeof(uint), int.MaxValue);

    public static SchemaShape Shape { get; } = new(
    [
        SchemaShape.Column.Of(AnnotationKinds.ScoreColumnSetId, SetIdType),
        SchemaShape.Column.Of(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance),
        SchemaShape.Column.Of(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance),
    ]);

    public static DataViewSchema.Annotations Annotations(string kind, uint setId)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.ScoreColumnSetId, SetIdType, ConstantGetter.Scalar(setId));
        builder.Add(AnnotationKinds.ScoreColumnKind, TextDataViewType.Instance, ConstantGetter.Scalar(kind.AsMemory()));
        builder.Add(AnnotationKinds.ScoreValueKind, TextDataViewType.Instance, ConstantGetter.Scalar("Score".AsMemory()));
        return builder.ToAnnotations();
    }

    // One more than the largest that a column of the schema has.
    public static uint NextSetId(DataViewSchema schema) => schema.Select(SetIdOf).Append(0u).Max() + 1;

    private static uint SetIdOf(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type is not KeyDataViewType { RawType: var raw } || raw != typeof(uint))
            return 0;
        var id = 0u;
        column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref id);
        return id;
    }
}
