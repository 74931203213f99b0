namespace AdaptiveML.Streams.Tests;

[TestClass]
public sealed class StreamNameTests
{
    [TestMethod]
    [DataRow("plant-7/turbine-2", "plant-7%2fturbine-2")]
    [DataRow("A1", "%411")]
    [DataRow("..", "%2e.")]
    [DataRow("lock", "lock")]
    public void A_name_is_a_folder_that_is_the_same_where_cases_are_one(string name, string path)
    {
        Assert.AreEqual(path, StreamName.ToPath(name));
        Assert.AreEqual(name, StreamName.FromPath(path));
    }

    [TestMethod]
    public void A_long_name_is_several_folders()
    {
        string name = new('Ü', StreamName.MaximumLength), path = StreamName.ToPath(name);

        Assert.IsTrue(path.Split(Path.DirectorySeparatorChar).All(folder => folder.Length < 200));
        Assert.AreEqual(name, StreamName.FromPath(path));
    }

    [TestMethod]
    public void What_is_no_name_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => StreamName.Validate(""));
        Assert.ThrowsExactly<ArgumentException>(() => StreamName.Validate(new string('a', 201)));
        Assert.ThrowsExactly<System.Text.EncoderFallbackException>(() => StreamName.Validate("\udc00"));
        foreach (string path in (string[])["A", "%4", "%zz", "%c3", ".a", "%61"])
        {
            Assert.ThrowsExactly<InvalidDataException>(() => StreamName.FromPath(path), path);
        }
    }
}
