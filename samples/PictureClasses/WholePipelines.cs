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
    public static void RunQuestion(MLContext context, string folder, QuestionSet set, ComodulationTransformer machine)
    {
        var question = set.New[0];
        Row[] thirty = AskedRow.Few(set.Pool, question, 30, seed: 1), asked = AskedRow.Few(set.Test, question, Shown, seed: 1);

        var model = new TransformerChain<ITransformer>(Backbone.Create(context, folder).Fit(Ask(context, thirty, question)), machine);
        var later = new MLContext(1);
        later.Model.Save(model, Ask(context, thirty, question).Schema, File);
        var updated = later.Model.Update(later.Model.Load(File, out _), Ask(context, thirty, question), question.Name);
        var answers = updated.Transform(Ask(context, asked, question));
        var alone = machine.Adapt(question.Name, context.Data.LoadFromEnumerable(AskedRow.Ask(thirty, question)))
            .Transform(context.Data.LoadFromEnumerable(AskedRow.Ask(asked, question)));
        int right = answers.GetColumn<bool>("Label").Zip(answers.GetColumn<bool>("PredictedLabel")).Count(answer => answer.First == answer.Second);
        Console.WriteLine(
            $"Is it {question.Name}? Learnt from 30 pictures after loading: {right} of {asked.Length} pictures of other emoji right. "
            + $"The same bits as learnt from features: {AreSame(answers, alone)}.");
        Console.WriteLine($"Kept was {later.Model.Find<ComodulationTransformer>(updated).Tasks[^1].Reason}");
    }

    private static IDataView View(MLContext context, IEnumerable<Row> rows) => context.Data.LoadFromEnumerable(rows.Select(row => row.Picture));

    private static IDataView Features(MLContext context, IEnumerable<Row> rows) => context.Data.LoadFromEnumerable(rows);

    private static IDataView Ask(MLContext context, IEnumerable<Row> rows, Question question) => context.Data.LoadFromEnumerable(
        rows.Select(row => new AskedPicture { Path = row.Picture.Path, Task = question.Name, Label = question.IsTrueOf(row) }));

    private static bool AreSame(IDataView one, IDataView other) => Scores(one).SequenceEqual(Scores(other));

    private static IEnumerable<float> Scores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? scored.GetColumn<float[]>("Score").SelectMany(scores => scores)
        : scored.GetColumn<float>("Score");
}
