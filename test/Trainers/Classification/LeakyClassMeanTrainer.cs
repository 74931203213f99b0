using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>Fits class means of leaky sums to Label and Features, the rows of each Group as a stream of its own.</summary>
internal sealed class LeakyClassMeanTrainer : IEstimator<ClassMeanTransformer>
{
    private const string Label = DefaultColumnNames.Label;
    private const string Features = DefaultColumnNames.Features;
    private const string Group = "Group";

    public ClassMeanTransformer Fit(IDataView input)
    {
        var columns = OnlineColumns.For(input.Schema, Features, Label, DefaultColumnNames.Score, Group) with { Classes = ClassLabels.Read(input, Label) };
        var rows = TrainingData.Read(input, columns);
        var learner = new LeakyClassMean(rows.InputSize, columns.Classes!.Count);
        OnlinePass.Run(learner, rows);
        return new(new OnlineModel(new LeakyClassMeanFace(), columns, learner).Writing(ClassifierOutputs.Multiclass).FittedTo(rows));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, Features);
        ColumnChecks.RequireContext(inputSchema, Group, null, null);
        return inputSchema.With(ClassifierOutputs.MulticlassShapes(inputSchema, Label));
    }
}
