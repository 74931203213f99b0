using AdaptiveML.Learners;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>Fits nearest class means to Label and Features, of any number of classes or of two.</summary>
internal sealed class ClassMeanTrainer(bool isBinary = false) : IEstimator<ClassMeanTransformer>
{
    private const string Label = DefaultColumnNames.Label;
    private const string Features = DefaultColumnNames.Features;

    public ClassMeanTransformer Fit(IDataView input)
    {
        var columns = OnlineColumns.For(input.Schema, Features, Label, DefaultColumnNames.Score) with { Classes = isBinary ? ClassLabels.Binary : ClassLabels.Read(input, Label) };
        var rows = TrainingData.Read(input, columns);
        var learner = new NearestClassMean<float>(rows.InputSize, columns.Classes!.Count);
        OnlinePass.Run(learner, rows);
        return new(new OnlineModel(new ClassMeanFace(), columns, learner)
            .Writing(isBinary ? ClassifierOutputs.Binary(columns.Classes.Count + 1) : ClassifierOutputs.Multiclass)
            .FittedTo(rows));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ColumnChecks.RequireFeatures(inputSchema, Features);
        return inputSchema.With(isBinary ? ClassifierOutputs.BinaryShapes(inputSchema, Label) : ClassifierOutputs.MulticlassShapes(inputSchema, Label));
    }
}
