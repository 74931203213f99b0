using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    public sealed class Column
    {
        private readonly DataViewSchema.Annotations.Builder _annotations = new();
        private readonly HashSet<string> _kinds = [];

        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        [AllowNull]
        public string ColumnName { get; set; }

        [AllowNull]
        public DataViewType ColumnType { get; set; }

        public DataViewSchema.Annotations Annotations => _annotations.ToAnnotations();

        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            ArgumentNullException.ThrowIfNull(kind);
            ArgumentNullException.ThrowIfNull(annotationType);
            if (!_kinds.Add(kind))
                throw new InvalidOperationException($"Column '{ColumnName}' has an annotation of kind '{kind}' already.");
            _annotations.Add(kind, annotationType, ConstantGetter.Of(value, annotationType));
        }

        internal void AnnotateLike(DataViewSchema.Annotations annotations) => _annotations.Add(annotations, _kinds.Add);
    }
}
