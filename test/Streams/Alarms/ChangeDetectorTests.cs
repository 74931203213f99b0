using System.Buffers.Binary;

namespace AdaptiveML.Streams.Tests;

/// <summary>What holds for every detector with its defaults; the tables are those of the command <c>alarms</c>.</summary>
[TestClass]
public sealed class ChangeDetectorTests
{
    public static IEnumerable<object[]> Names => Detectors.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Streams_without_a_change_raise_at_most_one_alarm_in_a_thousand_rows(string name)
    {
        foreach (string stream in Signals.Nulls.Where(stream => Detectors.IsFor(name, stream)))
        {
            var detector = Detectors.New(name);

            Rows(detector, Signals.Null(stream, 10_000, seed: 101));

            Assert.IsLessThanOrEqualTo(10, detector.Alarms, stream);
            Assert.AreEqual(10_000, detector.Rows);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_rate_of_errors_that_grows_from_one_in_ten_to_one_in_two_is_found(string name)
    {
        double[] few = Signals.Null("errors 10 %", 1000, seed: 7), many = Signals.Null("errors 30 %", 1000, seed: 8);
        var detector = Detectors.New(name);
        var alarms = Rows(detector, [.. few, .. many.Zip(Signals.Null("errors 30 %", 1000, seed: 9), Math.Max)]);

        Assert.IsNotEmpty(alarms);
        Assert.IsInRange(1000, 1200, alarms[0]);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_saved_detector_goes_on_as_if_it_had_not_been_saved(string name)
    {
        double[] values = [.. Signals.Null("errors 10 %", 700, seed: 3), .. Signals.Null("errors 30 %", 700, seed: 4)];
        ChangeDetector detector = Detectors.New(name), loaded = Detectors.New(name);
        Rows(detector, values[..650]);
        loaded.Load(detector.Save());

        CollectionAssert.AreEqual(Rows(detector, values[650..]), Rows(loaded, values[650..]));

        CollectionAssert.AreEqual(detector.Save(), loaded.Save());
        Assert.AreEqual(detector.Statistic, loaded.Statistic);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Bytes_that_are_damaged_cut_or_of_another_detector_change_nothing(string name)
    {
        var detector = Detectors.New(name);
        Rows(detector, Signals.Null("errors 30 %", 300, seed: 5));
        byte[] saved = detector.Save(), damaged = [.. saved];
        damaged[saved.Length / 2] ^= 4;
        string other = Detectors.Names.First(one => one != name);

        Assert.ThrowsExactly<InvalidDataException>(() => detector.Load(damaged));
        Assert.ThrowsExactly<InvalidDataException>(() => detector.Load(saved.AsSpan(0, saved.Length - 9)));
        Assert.ThrowsExactly<InvalidDataException>(() => detector.Load([]));
        Assert.ThrowsExactly<InvalidDataException>(() => detector.Load(Detectors.New(other).Save()));
        CollectionAssert.AreEqual(saved, detector.Save());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Counts_that_no_detector_can_have_are_refused_whatever_the_checksum_says(string name)
    {
        var detector = Detectors.New(name);
        Rows(detector, Signals.Null("errors 30 %", 300, seed: 5));
        byte[] saved = detector.Save(), forged = [.. saved];
        BinaryPrimitives.WriteInt64LittleEndian(forged.AsSpan(saved.AsSpan().IndexOf(BitConverter.GetBytes(300L))), -1);
        BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(forged.Length - sizeof(uint)), Crc32C.Of(forged.AsSpan(..^sizeof(uint))));

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => detector.Load(forged)).Message, "'counts'");
        CollectionAssert.AreEqual(saved, detector.Save());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_value_that_is_no_number_is_named_and_changes_nothing(string name)
    {
        var detector = Detectors.New(name);
        Rows(detector, Signals.Null("errors 30 %", 300, seed: 6));
        byte[] saved = detector.Save();
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.AreEqual("value", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => detector.Observe(value)).ParamName);
        }

        CollectionAssert.AreEqual(saved, detector.Save());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var detector = Detectors.New(name);
        double[] values = Signals.Null("errors 30 %", 3000, seed: 2);
        Count(detector, values);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Count(detector, values);

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DataRow("ADWIN")]
    [DataRow("Page-Hinkley")]
    [DataRow("KSWIN")]
    [DataRow("CUSUM")]
    [DataRow("conformal")]
    public void Alarms_do_not_depend_on_the_unit(string name)
    {
        double[] values = Signals.Changed("level", 1500, from: 1000, seed: 11);
        var alarms = Rows(Detectors.New(name), values);

        Assert.IsNotEmpty(alarms);
        CollectionAssert.AreEqual(alarms, Rows(Detectors.New(name), [.. values.Select(value => value * 1.2676506002282294e30)]));
        CollectionAssert.AreEqual(alarms, Rows(Detectors.New(name), [.. values.Select(value => value * 0.00000095367431640625)]));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void A_reset_forgets_the_signal_and_keeps_the_counts(string name)
    {
        var detector = Detectors.New(name);
        Rows(detector, Signals.Null("errors 10 %", 500, seed: 12));

        detector.Reset();

        Assert.IsTrue(detector.IsWarmingUp);
        Assert.AreEqual(500, detector.Rows);
        Assert.AreEqual(0, detector.RowsSinceReset);
        Assert.AreEqual(0, detector.Statistic);
    }

    [TestMethod]
    public void A_constant_signal_raises_no_alarm_and_a_departure_from_it_does()
    {
        var detector = new CusumDetector();

        Assert.IsEmpty(Rows(detector, [.. Enumerable.Repeat(42.0, 1000)]));
        Assert.IsInRange(1, 4, Rows(detector, [.. Enumerable.Repeat(42.5, 20)])[0]);
    }

    [TestMethod]
    [DataRow(0.01)]
    [DataRow(0.001)]
    public void A_cusum_alarms_as_seldom_as_was_stated(double rate)
    {
        var detector = new CusumDetector(new() { FalseAlarmRate = rate, Signal = new() { WarmUp = 5000, Whitens = false } });

        Rows(detector, Signals.Null("white", 5000, seed: 21));
        long alarms = 0;
        byte[] warm = detector.Save();
        for (int seed = 0; seed < 20; seed++)
        {
            detector.Load(warm);
            alarms += Rows(detector, Signals.Null("white", 2000, seed: (ulong)seed + 500)).Count > 0 ? 1 : 0;
        }

        double expected = 20 * (1 - Math.Exp(-rate * 2000));
        Assert.IsInRange(expected - 6, expected + 6, (double)alarms);
    }

    [TestMethod]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.AreEqual("FalseAlarmRate", Name(() => _ = new CusumDetector(new() { FalseAlarmRate = 0.5 })));
        Assert.AreEqual("Tolerance", Name(() => _ = new PageHinkleyDetector(new() { Tolerance = double.NaN })));
        Assert.AreEqual("Confidence", Name(() => _ = new AdwinDetector(new() { Confidence = 0 })));
        Assert.AreEqual("Level", Name(() => _ = new KswinDetector(new() { Level = 1 })));
        Assert.AreEqual("Jump", Name(() => _ = new ConformalDetector(new() { Jump = 0 })));
        Assert.AreEqual("AlarmLevel", Name(() => _ = new DdmDetector(new() { AlarmLevel = 0 })));
        Assert.AreEqual("WarmUp", Name(() => _ = new CusumDetector(new() { Signal = new() { WarmUp = 5 } })));
        Assert.AreEqual("value", Name(() => new DdmDetector().Observe(1.5)));
    }

    private static string? Name(Action action) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(action).ParamName;

    private static int Count(ChangeDetector detector, double[] values)
    {
        int alarms = 0;
        foreach (double value in values)
        {
            alarms += detector.Observe(value) ? 1 : 0;
        }

        return alarms;
    }

    private static List<int> Rows(ChangeDetector detector, double[] values)
    {
        List<int> alarms = [];
        for (int row = 0; row < values.Length; row++)
        {
            if (detector.Observe(values[row]))
            {
                alarms.Add(row);
            }
        }

        return alarms;
    }
}
