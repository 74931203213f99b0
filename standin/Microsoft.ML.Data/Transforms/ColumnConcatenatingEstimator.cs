using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(string outputColumnName, string[] inputColumnNames)
    {
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new ColumnConcatenatingTransformer(_name, _sources);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema.With(ShapeOf([.. _sources.Select(name => inputSchema.Require("input", name))]));

    private SchemaShape.Column ShapeOf(SchemaShape.Column[] inputs)
    {
        if (inputs is [{ Kind: not SchemaShape.Column.VectorKind.Scalar } only])
            return only.Renamed(_name);

        var first = inputs[0];
        foreach (var input in inputs)
        {
            if (input.IsKey)
                throw new InvalidOperationException($"Column '{input.Name}' is key. Concatenation of keys is unsupported.");
            if (!input.ItemType.Equals(first.ItemType))
                throw new InvalidOperationException($"Column '{input.Name}' holds {input.ItemType}, but the columns before it hold {first.ItemType}.");
        }

        var isVariable = inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.VariableVector);
        var kind = isVariable ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        var annotations = new List<SchemaShape.Column>();
        if (inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.Scalar || input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out _)))
            annotations.Add(new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        if (first.ItemType is NumberDataViewType && inputs.All(input => input.Annotations.TryFindColumn(AnnotationKinds.IsNormalized, out _)))
            annotations.Add(new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        return new SchemaShape.Column(_name, kind, first.ItemType, false, new SchemaShape(annotations));
    }
}
