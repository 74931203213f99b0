using System.IO.Compression;
using System.Security.Cryptography;
using AdaptiveML.Pipeline.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline.Tests.Saving;

[TestClass]
public sealed class SignedModelTests : IDisposable
{
    private static readonly MLContext Context = Sample.Context;
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private readonly ModelFile _file = new();

    public void Dispose() => _file.Dispose();

    [TestMethod]
    public void A_signed_model_loads_with_its_key_and_plainly()
    {
        Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, _file.Path, Key);

        foreach (var loaded in new[] { Context.Model.LoadSigned(_file.Path, Key, out var schema), new MLContext().Model.Load(_file.Path, out _) })
        {
            CollectionAssert.AreEqual(Sample.Scores, loaded.Transform(Sample.View).GetColumn<float>("Score").ToArray());
            CollectionAssert.AreEqual(Sample.View.Schema.Names(), schema.Names());
        }
    }

    [TestMethod]
    public void A_model_may_be_signed_in_memory_and_the_same_twice_has_the_same_signature()
    {
        using MemoryStream first = new(), second = new();
        Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, first, Key);
        Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, second, Key);
        first.Position = 0;

        var loaded = Context.Model.LoadSigned(first, Key, out _);

        CollectionAssert.AreEqual(Sample.Scores, loaded.Transform(Sample.View).GetColumn<float>("Score").ToArray());
        CollectionAssert.AreEqual(Signature(first), Signature(second));
        Assert.HasCount(32, Signature(first));
    }

    [TestMethod]
    public void Checkpoints_of_an_engine_with_a_key_are_signed()
    {
        using var engine = Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model, new() { SigningKey = Key });
        engine.CheckPoint(_file.Path);
        engine.Learn(Sample.Rows[0]);
        engine.CheckPoint(_file.Path);

        using var again = Context.Model.CreateOnlineEngine<Row, Scored>(Context.Model.LoadSigned(_file.Path, Key, out _));

        Assert.AreEqual(engine.Predict(Sample.Rows[1]).Score, again.Predict(Sample.Rows[1]).Score);
    }

    [TestMethod]
    public void A_model_that_is_not_signed_or_with_another_key_is_refused()
    {
        Context.Model.Save(Sample.Model, Sample.View.Schema, _file.Path);
        Assert.Contains("is not signed", Refused());

        Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, _file.Path, RandomNumberGenerator.GetBytes(32));
        Assert.Contains("signature of the model is wrong", Refused());

        File.WriteAllBytes(_file.Path, new byte[100]);
        Refused();
    }

    [TestMethod]
    public void Whatever_is_changed_in_the_zip_is_noticed()
    {
        Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, _file.Path, Key);
        byte[] signed = File.ReadAllBytes(_file.Path);
        string[] names = Names();
        Assert.IsGreaterThan(5, names.Length);
        foreach (string name in names)
        {
            Change(name, (archive, entry, content) => Add(archive, name, [.. content, 1]));
            Change(name, (archive, entry, content) => Add(archive, name + "2", content));
            Change(name, (archive, entry, content) => Add(archive, name == names[0] ? names[1] : names[0], content));
            Change(name, static (_, _, _) => { });
            Change(name, (archive, entry, content) =>
            {
                Add(archive, name, content);
                Add(archive, name, [1, 2, 3]);
            });
        }

        Change(names[0], (archive, entry, content) =>
        {
            Add(archive, names[0], content);
            Add(archive, "Stranger", [7]);
        });

        // As it was, in another order: still what was signed.
        Rewrite(names[0], (archive, entry, content) => Add(archive, names[0], content));
        Context.Model.LoadSigned(_file.Path, Key, out _);

        void Change(string name, Action<ZipArchive, ZipArchiveEntry, byte[]> change)
        {
            Rewrite(name, change);
            Refused();
        }

        void Rewrite(string name, Action<ZipArchive, ZipArchiveEntry, byte[]> change)
        {
            File.WriteAllBytes(_file.Path, signed);
            using var archive = ZipFile.Open(_file.Path, ZipArchiveMode.Update);
            var entry = archive.GetEntry(name)!;
            byte[] content = Read(entry);
            entry.Delete();
            change(archive, entry, content);
        }
    }

    [TestMethod]
    public void A_short_key_is_refused()
    {
        Assert.Contains("at least 32", Assert.ThrowsExactly<ArgumentException>(
            () => Context.Model.SaveSigned(Sample.Model, Sample.View.Schema, _file.Path, Key.AsSpan(1))).Message);
        Assert.ThrowsExactly<ArgumentException>(() => Context.Model.LoadSigned(_file.Path, [], out _));
        Assert.ThrowsExactly<ArgumentException>(
            () => Context.Model.CreateOnlineEngine<Row, Scored>(Sample.Model, new() { SigningKey = new byte[] { 1 } }));
    }

    private static byte[] Signature(Stream zip)
    {
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
        return Read(archive.GetEntry(ModelSignature.EntryName)!);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(content);
    }

    private string[] Names()
    {
        using var archive = ZipFile.OpenRead(_file.Path);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private string Refused() => Assert.ThrowsExactly<InvalidDataException>(() => Context.Model.LoadSigned(_file.Path, Key, out _)).Message;
}
