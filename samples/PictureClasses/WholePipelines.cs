using System.Diagnostics;
using AdaptiveML.Estimators;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace PictureClasses;

/// <summary>From the file of a picture to its class in one saved model, which learns further classes after it was loaded.</summary>
internal static class WholePipelines
{
    private const string File = "pictures.zip";
    private const int Shown = 20;

    /// <summary>Backbone and DataContinual: the classes of two tasks, with saving and loading between them.</summary>
    public static void RunClasses(MLContext context, string folder, Course course)
    {
        var trainer = context.MulticlassClassification.Trainers.DataContinual();
        var (first, second) = (View(context, course.Tasks[0]), View(context, course.Tasks[1]));
        var model = Backbone.Create(context, folder).Append(trainer).Fit(first);
        var later = new MLContext(1);
        later.Model.Save(model, first.Schema, File);
        var loaded = later.Model.Load(File, out _);
        var updated = later.Model.Update(loaded, second, "classes 2", out var reports);
        Console.WriteLine(
            $"{course.Tasks[0].Length} pictures of 5 classes, saved in {new FileInfo(File).Length / 1e6:F0} MB, loaded, "
            + $"{reports[0].Rows} pictures more: {string.Join(", ", reports[0].OpenedClasses)}.");

        Row[] test = Course.OfClasses(Course.InStyle(course.Test, Styles.Flat), course.Classes[..(2 * Course.ClassesPerTask)])[..Shown];
        var alone = trainer.Fit(Features(context, course.Tasks[0])).Update(Features(context, course.Tasks[1]), "classes 2");
        Console.WriteLine(
            $"The same bits as learnt from features: {AreSame(updated.Transform(View(context, test)), alone.Transform(Features(context, test)))}.");

        using var engine = later.Model.CreateOnlineEngine<Picture, Answer>(updated);
        engine.Predict(test[0].Picture);
        var watch = Stopwatch.StartNew();
        int right = test.Count(row => engine.Predict(row.Picture).PredictedLabel == row.Label);
        Console.WriteLine($"An engine takes {watch.Elapsed.TotalMilliseconds / Shown:F0} ms a picture, features included: {right} of {Shown} right.");
        var stranger = course.Tasks[2][0].Picture;
        var learnt = engine.Learn(stranger);
        Console.WriteLine($"One picture, {stranger.Emoji}, opens class {learnt.OpenedClass}; asked again, it is {engine.Predict(stranger).PredictedLabel}.");
    }

    /// <summary>Backbone and Comodulation: a question that is learnt from thirty pictures after loading.</summary>
    public static void RunQuestion(MLContext context, string folder, Course course, ComodulationTransformer machine)
    {
        string[] further = course.Classes[(course.Classes.Length / 2)..];
        string task = further[0];
        var random = new Random(1);
        Row[] pool = Course.OfClasses(course.Learn, further), test = Course.OfClasses(course.Test, further);
        random.Shuffle(pool);
        Row[] thirty = [.. pool.Where(row => row.Label == task).Take(15), .. pool.Where(row => row.Label != task).Take(15)];
        Row[] asked = [.. test.Where(row => row.Label == task).Take(Shown / 2), .. test.Where(row => row.Label != task).Take(Shown / 2)];

        var model = new TransformerChain<ITransformer>(Backbone.Create(context, folder).Fit(Ask(context, thirty, task)), machine);
        var later = new MLContext(1);
        later.Model.Save(model, Ask(context, thirty, task).Schema, File);
        var updated = later.Model.Update(later.Model.Load(File, out _), Ask(context, thirty, task), task);
        var answers = updated.Transform(Ask(context, asked, task));
        var alone = machine.Adapt(task, Question.View(context, Question.Ask(thirty, task))).Transform(Question.View(context, Question.Ask(asked, task)));
        int right = answers.GetColumn<bool>("Label").Zip(answers.GetColumn<bool>("PredictedLabel")).Count(answer => answer.First == answer.Second);
        Console.WriteLine(
            $"Is it {task}? Learnt from 30 pictures after loading: {right} of {asked.Length} pictures of other emoji right, half of them of the class. "
            + $"The same bits as learnt from features: {AreSame(answers, alone)}.");
        Console.WriteLine($"Kept was {later.Model.Find<ComodulationTransformer>(updated).Tasks[^1].Reason}");
    }

    private static IDataView View(MLContext context, IEnumerable<Row> rows) => context.Data.LoadFromEnumerable(rows.Select(row => row.Picture));

    private static IDataView Features(MLContext context, IEnumerable<Row> rows) => context.Data.LoadFromEnumerable(rows);

    private static IDataView Ask(MLContext context, IEnumerable<Row> rows, string task) =>
        context.Data.LoadFromEnumerable(rows.Select(row => new PictureQuestion { Path = row.Picture.Path, Task = task, Label = row.Label == task }));

    private static bool AreSame(IDataView one, IDataView other) => Scores(one).SequenceEqual(Scores(other));

    private static IEnumerable<float> Scores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? scored.GetColumn<float[]>("Score").SelectMany(scores => scores)
        : scored.GetColumn<float>("Score");
}
