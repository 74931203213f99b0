using System.Globalization;
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
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("adaptiveml-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.zip");
            File.WriteAllText(path, "old");

            Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(path, stream =>
            {
                stream.WriteByte(1);
                throw new IOException("disk full");
            }));

            Assert.AreEqual("old", File.ReadAllText(path));
            Assert.HasCount(1, folder.GetFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_file_that_was_written_is_on_the_disk()
    {
        // Linux counts what a process wrote and deleted before it came to the disk. A file system in memory counts nothing, and the test passes.
        const int Size = 1 << 23;
        string path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.tmp");
        AtomicFile.Write(path, stream => stream.Write(new byte[Size]));
        long before = NeverWritten();

        File.Delete(path);

        Assert.IsLessThan(Size / 2, NeverWritten() - before);
    }

    [TestMethod]
    public void A_folder_that_is_not_there_is_an_error()
    {
        using var engine = Sample.Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model);

        Assert.ThrowsExactly<DirectoryNotFoundException>(() => engine.CheckPoint(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(), "model.zip")));
    }

    private static long NeverWritten()
    {
        const string Name = "cancelled_write_bytes: ";
        string counted = File.ReadLines("/proc/self/io").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(counted[Name.Length..], CultureInfo.InvariantCulture);
    }
}
