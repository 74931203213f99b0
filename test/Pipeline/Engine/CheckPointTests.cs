using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;

namespace AdaptiveML.Pipeline.Tests.Engine;

[TestClass]
public sealed class CheckPointTests
{
    [TestMethod]
    public void An_engine_over_a_checkpoint_goes_on_exactly()
    {
        using var file = new ModelFile();
        using var uninterrupted = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        var scored = new Scored();
        for (int i = 0; i < 200; i++)
        {
            uninterrupted.Learn(Sample.Rows[i]);
        }

        uninterrupted.CheckPoint(file.Path);
        using var resumed = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(new MLContext().Model.Load(file.Path, out var schema));

        for (int i = 200; i < 400; i++)
        {
            uninterrupted.Learn(Sample.Rows[i], ref scored);
            float expected = scored.Score;
            resumed.Learn(Sample.Rows[i], ref scored);
            Assert.AreEqual(expected, scored.Score);
        }

        CollectionAssert.AreEqual(Sample.View.Schema.Names(), schema.Names());
    }

    [TestMethod]
    public void As_many_checkpoints_are_kept_as_the_options_say()
    {
        var folder = Directory.CreateTempSubdirectory("adaptiveml-");
        try
        {
            using var engine = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model, new() { KeepCheckpoints = 3 });
            string path = Path.Combine(folder.FullName, "model.zip");
            float[] scores = new float[5];
            for (int i = 0; i < scores.Length; i++)
            {
                engine.Learn(Sample.Rows[i]);
                scores[i] = engine.Predict(Sample.Rows[9]).Score;
                engine.CheckPoint(path);
            }

            CollectionAssert.AreEquivalent(new[] { "model.zip", "model.zip.1", "model.zip.2" }, folder.GetFiles().Select(file => file.Name).ToArray());
            foreach (var (name, age) in new[] { ("model.zip", 0), ("model.zip.1", 1), ("model.zip.2", 2) })
            {
                var kept = new MLContext().Model.Load(Path.Combine(folder.FullName, name), out _);
                using var again = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(kept);
                Assert.AreEqual(scores[^(age + 1)], again.Predict(Sample.Rows[9]).Score, name);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void Another_engine_that_wrote_the_file_is_noticed()
    {
        using var file = new ModelFile();
        using var first = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        using var second = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);
        first.CheckPoint(file.Path);
        first.CheckPoint(file.Path);
        second.Learn(Sample.Rows[0]);
        second.CheckPoint(file.Path);
        byte[] seconds = File.ReadAllBytes(file.Path);

        Assert.Contains("another has written it since", Assert.ThrowsExactly<IOException>(() => first.CheckPoint(file.Path)).Message);

        CollectionAssert.AreEqual(seconds, File.ReadAllBytes(file.Path));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1001)]
    public void The_number_of_checkpoints_to_keep_has_a_range(int keep) =>
        Assert.AreEqual("KeepCheckpoints", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model, new() { KeepCheckpoints = keep })).ParamName);

    [TestMethod]
    public void A_folder_that_is_not_there_is_an_error()
    {
        using var engine = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);

        Assert.ThrowsExactly<DirectoryNotFoundException>(() => engine.CheckPoint(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "model.zip")));
    }
}
