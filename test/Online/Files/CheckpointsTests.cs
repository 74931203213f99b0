using System.Globalization;

namespace AdaptiveML.Online.Tests;

[TestClass]
public sealed class CheckpointsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adaptiveml-");

    private string File => Path.Combine(_folder.FullName, "model.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [TestMethod]
    public void A_state_never_takes_the_place_of_a_later_one()
    {
        var owner = new Checkpoints();
        long early = owner.Number(), late = owner.Number();

        Assert.IsTrue(owner.Save(File, late, static stream => stream.Write("late"u8)));
        Assert.IsFalse(owner.Save(File, early, static stream => stream.Write("early"u8)));

        Assert.AreEqual("late", System.IO.File.ReadAllText(File));
    }

    [TestMethod]
    public void A_file_goes_forward_only_however_many_threads_save()
    {
        var owner = new Checkpoints(keep: 2);
        long seen = 0;
        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 12 }, _ =>
        {
            for (int turn = 0; turn < 20; turn++)
            {
                long state = owner.Number();
                owner.Save(File, state, stream =>
                {
                    Assert.IsGreaterThanOrEqualTo(seen, state);
                    seen = state;
                    stream.Write(System.Text.Encoding.ASCII.GetBytes(state.ToString(CultureInfo.InvariantCulture)));
                });
                Assert.IsGreaterThanOrEqualTo(state, long.Parse(System.IO.File.ReadAllText(File), CultureInfo.InvariantCulture));
            }
        });

        Assert.AreEqual(240, seen);
    }

    [TestMethod]
    public void A_second_owner_that_wrote_in_between_is_noticed()
    {
        Checkpoints first = new(), second = new();
        first.Save(File, first.Number(), static stream => stream.Write("first"u8));
        second.Save(File, second.Number(), static stream => stream.Write("second"u8));

        string message = Assert.ThrowsExactly<IOException>(() => first.Save(File, first.Number(), static stream => stream.Write("third"u8))).Message;

        Assert.Contains("another has written it since", message);
        Assert.Contains("load it", message);
        Assert.AreEqual("second", System.IO.File.ReadAllText(File));
        second.Save(File, second.Number(), static stream => stream.Write("fourth"u8));
        Assert.AreEqual("fourth", System.IO.File.ReadAllText(File));
    }

    [TestMethod]
    public void A_file_that_was_taken_away_or_copied_is_no_other_state()
    {
        var owner = new Checkpoints();
        Save("first");
        System.IO.File.Copy(File, File + ".copy");
        System.IO.File.Move(File + ".copy", File, overwrite: true);
        Save("second");
        System.IO.File.Delete(File);
        Save("third");

        Assert.AreEqual("third", System.IO.File.ReadAllText(File));

        void Save(string text) => owner.Save(File, owner.Number(), stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(text)));
    }
}
