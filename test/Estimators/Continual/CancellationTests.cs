using AdaptiveML.Learners.Continual;
using Microsoft.ML;

namespace AdaptiveML.Estimators.Tests.Continual;

/// <summary>Cancelled by the last row that is read: what is left to do is the learning.</summary>
[TestClass]
public sealed class CancellationTests : IDisposable
{
    private static readonly MLContext Context = new(1);

    private readonly CancellationTokenSource _source = new();
    private readonly List<LearntTask> _learnt = [];

    public void Dispose() => _source.Dispose();

    [TestMethod]
    public void A_continual_fit_ends_within_a_task()
    {
        var trainer = Context.MulticlassClassification.Trainers.DataContinual(new DataContinualOptions
        {
            CancellationToken = _source.Token, Progress = new Told(_learnt),
        });

        Assert.ThrowsExactly<OperationCanceledException>(() => trainer.Fit(Context.Data.LoadFromEnumerable(Rows(cancels: true))));

        Assert.IsEmpty(_learnt);
    }

    [TestMethod]
    public void An_update_by_a_task_ends_and_the_model_stays()
    {
        var model = Context.MulticlassClassification.Trainers.DataContinual(projectionSize: 20).Fit(Context.Data.LoadFromEnumerable(Rows(cancels: false)));

        Assert.ThrowsExactly<OperationCanceledException>(
            () => model.Update(Context.Data.LoadFromEnumerable(Rows(cancels: true)), "second", _source.Token));
        Assert.ThrowsExactly<OperationCanceledException>(
            () => Context.Model.Update(model, Context.Data.LoadFromEnumerable(Rows(cancels: false)), "second", out _, _source.Token));

        Assert.HasCount(1, model.Tasks);
    }

    [TestMethod]
    public void An_adaptation_ends_within_its_methods()
    {
        var trainer = Context.MulticlassClassification.Trainers.Comodulation();
        var model = trainer.Fit(Context.Data.LoadFromEnumerable(Rows(cancels: false)));

        Assert.ThrowsExactly<OperationCanceledException>(
            () => model.Adapt("new", Context.Data.LoadFromEnumerable(Rows(cancels: true)), null, _source.Token));

        Assert.IsEmpty(model.Tasks);
    }

    private IEnumerable<CancelledRow> Rows(bool cancels)
    {
        for (int i = 0; i < 200; i++)
        {
            if (i == 199 && cancels)
            {
                _source.Cancel();
            }

            yield return new() { Features = [i % 2, i % 3, i % 7], Label = i % 2 == 0 ? "even" : "odd" };
        }
    }

    private sealed class Told(List<LearntTask> tasks) : IProgress<LearntTask>
    {
        public void Report(LearntTask value) => tasks.Add(value);
    }
}
