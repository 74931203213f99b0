using System.Globalization;
using System.Runtime.Versioning;

namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adaptiveml-");

    private string File => At("model.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void The_file_is_on_the_disk_before_it_takes_its_place_and_the_folder_after()
    {
        var calls = new FailingCalls("");
        Write("first", calls: calls);
        CollectionAssert.AreEqual(new[] { "Sync", "Move", "SyncFolder" }, calls.Made);

        calls.Made.Clear();
        Write("second", keep: 2, calls: calls);
        CollectionAssert.AreEqual(new[] { "CopyRights", "Sync", "Link", "Move", "SyncFolder" }, calls.Made);
        Assert.AreEqual("second", Read());
    }

    [TestMethod]
    [DataRow("Sync")]
    [DataRow("CopyRights")]
    [DataRow("Link")]
    [DataRow("Move")]
    public void A_call_that_fails_leaves_the_old_file_and_no_other(string call)
    {
        Write("old");

        var exception = Assert.ThrowsExactly<IOException>(() => Write("new", keep: 2, calls: new FailingCalls(call)));

        Assert.Contains("Input/output error", exception.Message);
        Assert.AreEqual("old", Read());
        CollectionAssert.AreEqual(call == "Move" ? ["model.zip", "model.zip.1"] : new[] { "model.zip" }, Names());
    }

    [TestMethod]
    public void A_folder_that_does_not_come_to_the_disk_is_told()
    {
        Write("old");

        Assert.ThrowsExactly<IOException>(() => Write("new", calls: new FailingCalls("SyncFolder")));

        Assert.AreEqual("new", Read());
        CollectionAssert.AreEqual(new[] { "model.zip" }, Names());
    }

    [TestMethod]
    public void A_write_that_fails_leaves_the_old_file_and_no_other()
    {
        Write("old");

        Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(File, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));

        Assert.AreEqual("old", Read());
        CollectionAssert.AreEqual(new[] { "model.zip" }, Names());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_file_that_was_written_is_on_the_disk()
    {
        // Linux counts what a process wrote and deleted before it came to the disk. A file system in memory counts nothing, and the test passes.
        const int Size = 1 << 23;
        string path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.bytes");
        AtomicFile.Write(path, stream => stream.Write(new byte[Size]));
        long before = NeverWritten();

        System.IO.File.Delete(path);

        Assert.IsLessThan(Size / 2, NeverWritten() - before);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [UnsupportedOSPlatform("windows")]
    public void The_mode_of_the_old_file_stays()
    {
        Write("old");
        foreach (var mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite })
        {
            System.IO.File.SetUnixFileMode(File, mode);
            AtomicFile.Write(File, stream =>
            {
                Assert.AreEqual(mode, System.IO.File.GetUnixFileMode(File + ".tmp"));
                stream.WriteByte((byte)'x');
            });
            Assert.AreEqual(mode, System.IO.File.GetUnixFileMode(File));
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        _folder.CreateSubdirectory("releases");
        System.IO.File.CreateSymbolicLink(File, At("releases/first.zip"));
        Write("first");
        Write("second", keep: 2);

        Assert.AreEqual("releases/first.zip", Path.GetRelativePath(_folder.FullName, new FileInfo(File).LinkTarget!));
        Assert.AreEqual("second", System.IO.File.ReadAllText(At("releases/first.zip")));
        Assert.AreEqual("first", System.IO.File.ReadAllText(At("releases/first.zip.1")));
        CollectionAssert.AreEqual(new[] { "model.zip" }, Names());
    }

    [TestMethod]
    public void What_writers_left_that_were_killed_is_swept()
    {
        System.IO.File.WriteAllText(File + ".tmp", "half");
        System.IO.File.WriteAllText($"{File}.{Guid.NewGuid():N}.tmp", "half");
        System.IO.File.WriteAllText(At("model.zip.mine.tmp"), "not ours");
        System.IO.File.WriteAllText(At("other.zip.tmp"), "not ours");

        Write("new");

        CollectionAssert.AreEqual(new[] { "model.zip", "model.zip.mine.tmp", "other.zip.tmp" }, Names());
    }

    [TestMethod]
    public void A_second_writer_at_the_same_time_is_told_and_disturbs_nothing()
    {
        AtomicFile.Write(File, stream =>
        {
            stream.Write("first"u8);
            Assert.Contains("another is writing it", Assert.ThrowsExactly<IOException>(() => Write("second")).Message);
            Assert.IsTrue(System.IO.File.Exists(File + ".tmp"));
        });

        Assert.AreEqual("first", Read());
    }

    [TestMethod]
    public void Many_writers_leave_one_whole_file()
    {
        int written = 0;
        Write(new string('-', 10_000));
        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 12 }, writer =>
        {
            for (int turn = 0; turn < 30; turn++)
            {
                try
                {
                    Write(new string((char)('a' + writer), 10_000), keep: 3);
                    Interlocked.Increment(ref written);
                }
                catch (IOException exception)
                {
                    Assert.Contains("another is writing it", exception.Message);
                }

                string all = Read();
                Assert.AreEqual(10_000, all.Length);
                Assert.AreEqual(1, all.Distinct().Count());
            }
        });

        Assert.IsGreaterThan(0, written);
        CollectionAssert.IsSubsetOf(Names(), new[] { "model.zip", "model.zip.1", "model.zip.2" });
    }

    [TestMethod]
    public void As_many_files_are_kept_as_was_asked_for()
    {
        for (int i = 0; i < 6; i++)
        {
            Write($"{i}", keep: 3);
        }

        CollectionAssert.AreEqual(new[] { "model.zip", "model.zip.1", "model.zip.2" }, Names());
        Assert.AreEqual("5", Read());
        Assert.AreEqual("4", System.IO.File.ReadAllText(File + ".1"));
        Assert.AreEqual("3", System.IO.File.ReadAllText(File + ".2"));
    }

    [TestMethod]
    public void What_is_not_allowed_is_an_error_of_input_and_output()
    {
        _folder.CreateSubdirectory("model.zip");
        Assert.Throws<IOException>(() => Write("new"));
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => AtomicFile.Write(At("nowhere/model.zip"), static _ => { }));

        var refused = Assert.ThrowsExactly<IOException>(
            () => AtomicFile.Write(At("other.zip"), static _ => throw new UnauthorizedAccessException("not yours")));
        Assert.IsInstanceOfType<UnauthorizedAccessException>(refused.InnerException);
        Assert.IsEmpty(Names());
    }

    private static long NeverWritten()
    {
        const string Name = "cancelled_write_bytes: ";
        string counted = System.IO.File.ReadLines("/proc/self/io").Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return long.Parse(counted[Name.Length..], CultureInfo.InvariantCulture);
    }

    [TestMethod]
    public void An_error_of_the_system_is_an_exception_with_its_number()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        FileCalls.System.SyncFolder(_folder.FullName);
        Assert.Contains("(2)", Assert.ThrowsExactly<IOException>(() => FileCalls.System.SyncFolder(At("none"))).Message);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Read()
    {
        using var reader = new StreamReader(new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private string[] Names() => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private void Write(string text, int keep = 1, FileCalls? calls = null) =>
        AtomicFile.Write(File, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(text)), keep, calls: calls);
}
