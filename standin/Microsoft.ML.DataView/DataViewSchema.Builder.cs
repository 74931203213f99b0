using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _columns = [];

        public void AddColumn(string name, DataViewType type, Annotations? annotations = null) =>
            _columns.Add(new DetachedColumn(name, type, annotations));

        public void AddColumns(IEnumerable<DetachedColumn> source) => _columns.AddRange(source);

        public void AddColumns(IEnumerable<Column> source) => AddColumns(source.Select(column => new DetachedColumn(column)));

        public DataViewSchema ToSchema()
        {
            var indexOf = new Dictionary<string, int>(_columns.Count);
            for (var i = 0; i < _columns.Count; i++)
                indexOf[_columns[i].Name] = i;

            var columns = _columns.Select((c, i) => new Column(c.Name, i, indexOf[c.Name] != i, c.Type, c.Annotations)).ToArray();
            return new DataViewSchema(columns, indexOf);
        }
    }
}
