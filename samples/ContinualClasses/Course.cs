using Microsoft.ML;
using Microsoft.ML.Data;

namespace ContinualClasses;

/// <summary>Tasks one after the other: what there is to learn, and what there is to be tested on.</summary>
/// <param name="Learn">Rows to learn from, task after task.</param>
/// <param name="Test">Rows to test on, of every task.</param>
internal sealed record Course(Sample[] Learn, Sample[] Test)
{
    public IDataView LearnView(MLContext context) => View(context, Learn);

    public IDataView TestView(MLContext context) => View(context, Test);

    private static IDataView View(MLContext context, Sample[] samples)
    {
        var definition = SchemaDefinition.Create(typeof(Sample));
        definition[nameof(Sample.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, samples[0].Features.Length);
        return context.Data.LoadFromEnumerable(samples, definition);
    }
}
