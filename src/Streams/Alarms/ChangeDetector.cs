using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>
/// Watches one signal, such as a loss, and says when it is no longer what it was. Its memory is bounded, a step allocates nothing, and equal values give equal
/// alarms on every processor. After an alarm it begins anew: what follows is learnt as the new normal. For one thread.
/// </summary>
public abstract class ChangeDetector
{
    private const int Magic = 0x444C4D41, Format = 1;

    private readonly Layout _layout = new();
    private readonly Field _counts;
    private LearnerMemory? _memory;

    private protected ChangeDetector()
    {
        _counts = _layout.AddStruct<SignalCounts, long>("counts");
        _layout.RequireStructs<SignalCounts>(_counts, static value => value.AreCounts, "counts");
    }

    /// <summary>Values taken in since the detector was made.</summary>
    public long Rows => Counts.Rows;

    /// <summary>Alarms raised since the detector was made.</summary>
    public long Alarms => Counts.Alarms;

    /// <summary>Values since the last alarm or <see cref="Reset"/>, or since the detector was made.</summary>
    public long RowsSinceReset => Counts.SinceReset;

    /// <summary>Whether the values so far only teach the detector what is normal, so that it raises no alarm yet.</summary>
    public abstract bool IsWarmingUp { get; }

    /// <summary>What is compared with <see cref="Threshold"/>, behind the value taken in last; 0 at the beginning.</summary>
    public double Statistic => Counts.Statistic;

    /// <summary>What <see cref="Statistic"/> must exceed, or reach, for an alarm.</summary>
    public abstract double Threshold { get; }

    /// <summary>The fields that detectors add, before <see cref="Memory"/> is first used.</summary>
    private protected Layout Layout => _layout;

    private protected LearnerMemory Memory => _memory ??= new(new(), _layout, new(), 1, keepsCopy: false);

    private ref SignalCounts Counts => ref Memory.State.Ref<SignalCounts>(_counts);

    /// <summary>Takes a value in.</summary>
    /// <param name="value">Finite, and in the detector's range.</param>
    /// <returns>Whether the signal has changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite, or out of range; the detector is what it was.</exception>
    public bool Observe(double value)
    {
        if (!IsValid(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"A value of {GetType().Name} must be {Range}.");
        }

        ref var counts = ref Counts;
        counts.Rows++;
        counts.SinceReset++;
        bool isAlarm = Take(value, out double statistic);
        if (isAlarm)
        {
            counts.Alarms++;
            Reset();
        }

        counts.Statistic = statistic;
        return isAlarm;
    }

    /// <summary>Forgets the signal; <see cref="Rows"/> and <see cref="Alarms"/> stay.</summary>
    public void Reset()
    {
        Clear();
        Counts.SinceReset = 0;
        Counts.Statistic = 0;
    }

    /// <summary>All that the detector knows, as bytes: a checksum is behind them.</summary>
    public byte[] Save()
    {
        var writer = new EntryWriter();
        writer.Int32(Magic);
        writer.Int32(Format);
        writer.Text(Signature());
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(Memory.State.Bytes))
        {
            writer.UInt64(word);
        }

        writer.Int32(unchecked((int)Crc32C.Of(writer.Written)));
        return writer.Written.ToArray();
    }

    /// <summary>Goes on where a detector of the same class and options was when it was saved.</summary>
    /// <param name="bytes">From <see cref="Save"/>.</param>
    /// <exception cref="InvalidDataException">They are damaged, or those of another class or of other options; the detector is what it was.</exception>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[..Math.Max(0, bytes.Length - sizeof(int))];
        var reader = new EntryReader(bytes, "saved detector");
        if (reader.Int32("first number") != Magic || reader.Int32("format") != Format)
        {
            throw reader.Wrong("it begins with something else");
        }

        if (Crc32C.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[body.Length..]))
        {
            throw reader.Wrong("its checksum is another");
        }

        string signature = reader.Text("signature");
        if (signature != Signature())
        {
            throw reader.Wrong($"it is of '{signature}', not of '{Signature()}'");
        }

        var state = reader.Bytes(Memory.State.Bytes.Length, "state");
        reader.Int32("checksum");
        reader.End();
        var read = new FlatBuffer(_layout);
        var words = MemoryMarshal.Cast<byte, ulong>(read.Bytes);
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(state[(i * sizeof(ulong))..]);
        }

        _layout.Check(read);
        Memory.State.CopyFrom(read);
    }

    /// <summary>Takes a valid value in, and says what is compared with the threshold.</summary>
    private protected abstract bool Take(double value, out double statistic);

    /// <summary>Makes the fields those of a new detector, but for random generators, which go on.</summary>
    private protected abstract void Clear();

    /// <summary>The options, one behind the other.</summary>
    private protected abstract double[] Settings();

    private protected virtual string Range => "finite";

    private protected virtual bool IsValid(double value) => double.IsFinite(value);

    private string Signature()
    {
        var settings = Settings().Select(static value => BitConverter.DoubleToInt64Bits(value).ToString("x", null));
        return $"{GetType().Name}({string.Join(' ', settings)}) {Memory.State.Layout}";
    }

    private struct SignalCounts
    {
        public long Rows;
        public long Alarms;
        public long SinceReset;
        private long _statistic;

        public readonly bool AreCounts => FieldRules.IsCount(Rows) && FieldRules.IsCount(Alarms) && FieldRules.IsCount(SinceReset);

        public double Statistic
        {
            readonly get => BitConverter.Int64BitsToDouble(_statistic);
            set => _statistic = BitConverter.DoubleToInt64Bits(value);
        }
    }
}
