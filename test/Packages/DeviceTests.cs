namespace AdaptiveML.Packages.Tests;

/// <summary>A program for a small device, with AdaptiveML.Learners alone.</summary>
[TestClass]
public sealed class DeviceTests
{
    [TestMethod]
    public void It_builds_without_warnings_and_without_MLNet_and_every_machine_goes_on_after_loading()
    {
        var device = new FreshProject("Device");
        string[] files = [.. Directory.EnumerateFiles(device.Build()).Select(file => Path.GetFileName(file))];
        Assert.IsFalse(files.Any(file => file.StartsWith("Microsoft.ML", StringComparison.Ordinal)), string.Join(' ', files));
        CollectionAssert.IsSubsetOf(new[] { "AdaptiveML.Kernels.dll", "AdaptiveML.Online.dll", "AdaptiveML.Learners.dll" }, files);

        // The program throws where a loaded machine predicts something else.
        string[] machines = [.. device.Run().Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
        CollectionAssert.AreEqual(new[] { "regressor", "forecaster", "recurrent", "features", "continual", "comodulation" }, machines);
    }
}
