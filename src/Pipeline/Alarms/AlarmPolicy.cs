using System.Buffers.Binary;
using AdaptiveML.Online;
using AdaptiveML.Streams;

namespace AdaptiveML.Pipeline;

/// <summary>
/// Watches signals of an engine, such as its loss or an input, and acts on it where one has changed: each <see cref="AlarmRule"/> has a signal, a detector and
/// actions. It acts between two rows, in <see cref="ObserveAsync"/>; so call that behind each row.
/// </summary>
/// <remarks>
/// Use it from the thread that brings the rows. Actions that an engine's journal has operations for, those that reset, freeze and rewind, are in it, and the
/// weights of rows with them: a replay is exact without the policy. An engine has one policy.
/// </remarks>
public sealed class AlarmPolicy : IDisposable
{
    private const int Magic = 0x504C4D41, Format = 1;

    private readonly GovernedEngine _engine;

    private AlarmPolicy(GovernedEngine engine, IReadOnlyList<AlarmRule> rules)
    {
        _engine = engine;
        Rules = rules;
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<AlarmRule> Rules { get; }

    /// <summary>Rows that have come to the engine since the policy was made.</summary>
    public long Rows => _engine.Rows;

    /// <summary>The challenger that learns in the engine's shadow; null where there is none.</summary>
    public ChallengerStandings? Challenger => _engine.Challenger;

    /// <summary>Challengers as which the engine has gone on.</summary>
    public int Promotions => _engine.Promotions;

    /// <summary>Makes a policy for an engine.</summary>
    /// <typeparam name="TSrc">A row of the model's input.</typeparam>
    /// <typeparam name="TDst">What is read of the model's output.</typeparam>
    /// <param name="engine">The engine.</param>
    /// <param name="rules">What is watched and done, at least one; several may watch signals of one name.</param>
    /// <exception cref="ArgumentException">There is no rule, a rule has no name, or two have one detector.</exception>
    /// <exception cref="InvalidOperationException">The engine has a policy, or it cannot do what a rule asks for: the message says which.</exception>
    public static AlarmPolicy Create<TSrc, TDst>(OnlineEngine<TSrc, TDst> engine, params IReadOnlyList<AlarmRule> rules)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Create<TSrc, TDst>((IEngineOwner<TSrc, TDst>)engine, rules);
    }

    /// <inheritdoc cref="Create{TSrc, TDst}(OnlineEngine{TSrc, TDst}, IReadOnlyList{AlarmRule})"/>
    public static AlarmPolicy Create<TSrc, TDst>(SharedOnlineEngine<TSrc, TDst> engine, params IReadOnlyList<AlarmRule> rules)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Create<TSrc, TDst>((IEngineOwner<TSrc, TDst>)engine, rules);
    }

    /// <summary>Takes a value of a signal in, behind the row that it is of; acts if it has changed, and ends what is over.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="value">Its value; NaN where it has none, such as the loss of a row without a label.</param>
    /// <param name="cancellationToken">Cancels a way back by the journal before it begins.</param>
    /// <returns>The alarm; null where there is none. Of several rules the last one's.</returns>
    /// <exception cref="ArgumentException">No rule watches such a signal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value is infinite, or out of the detector's range; nothing has changed.</exception>
    public async ValueTask<RaisedAlarm?> ObserveAsync(string signal, double value, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        bool isKnown = false;
        RaisedAlarm? last = null;
        _engine.Attend();
        foreach (var rule in Rules)
        {
            if (rule.Signal != signal)
            {
                continue;
            }

            isKnown = true;
            if (!double.IsNaN(value) && rule.Detector.Observe(value))
            {
                foreach (var action in rule.Actions)
                {
                    await action.ApplyAsync(_engine, cancellationToken).ConfigureAwait(false);
                }

                last = new(signal, _engine.Rows, value, rule.Detector.Statistic, rule.Actions);
                rule.Notify?.Invoke(last);
            }
        }

        return isKnown
            ? last
            : throw new ArgumentException(
                $"No rule watches a signal '{signal}'; there is {string.Join(", ", Rules.Select(static rule => $"'{rule.Signal}'").Distinct())}.",
                nameof(signal));
    }

    /// <summary>
    /// What the detectors know, and until when what was done holds, as bytes. A challenger, and marks of an engine without a journal, are not in it.
    /// </summary>
    public byte[] Save()
    {
        var writer = new EntryWriter();
        writer.Int32(Magic);
        writer.Int32(Format);
        var terms = _engine.Terms;
        writer.Int64(terms.Rows);
        writer.Int64(terms.RateUntil);
        writer.Double(terms.Rate);
        writer.Int64(terms.FrozenUntil);
        writer.Int32((int)terms.ModeBefore);
        writer.Int32(Rules.Count);
        foreach (var rule in Rules)
        {
            byte[] detector = rule.Detector.Save();
            writer.Text(rule.Signal);
            writer.Int32(detector.Length);
            writer.Bytes(detector);
        }

        writer.Int32(unchecked((int)Crc32C.Of(writer.Written)));
        return writer.Written.ToArray();
    }

    /// <summary>
    /// Goes on where a policy of the same rules was when it was saved. The engine's mode is that of its journal or model: one that was frozen for some rows is
    /// frozen, and learns again when they are over.
    /// </summary>
    /// <param name="bytes">From <see cref="Save"/>.</param>
    /// <exception cref="InvalidDataException">They are damaged, or of other rules; the policy is what it was.</exception>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        var reader = new EntryReader(bytes, "saved alarm policy");
        if (reader.Int32("first number") != Magic || reader.Int32("format") != Format)
        {
            throw reader.Wrong("it begins with something else");
        }

        var body = bytes[..^sizeof(int)];
        if (Crc32C.Of(body) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[body.Length..]))
        {
            throw reader.Wrong("its checksum is another");
        }

        var terms = new PolicyTerms { Rows = reader.Natural("rows"), RateUntil = reader.Natural("end of the rate"), Rate = reader.Double("rate") };
        terms.FrozenUntil = reader.Natural("end of the freeze");
        terms.ModeBefore = (UpdateMode)reader.Count(reader.Int32("mode"), 0, (int)UpdateMode.Frozen, "mode");
        if (!(terms.Rate is >= 0 and <= 100))
        {
            throw reader.Wrong($"rate is {terms.Rate}");
        }

        byte[][] before = [.. Rules.Select(static rule => rule.Detector.Save())];
        try
        {
            LoadDetectors(ref reader);
        }
        catch (InvalidDataException)
        {
            for (int i = 0; i < before.Length; i++)
            {
                Rules[i].Detector.Load(before[i]);
            }

            throw;
        }

        _engine.Resume(terms);
    }

    /// <summary>Leaves the engine, as it is, to go on alone; a challenger is given up.</summary>
    public void Dispose() => _engine.Leave();

    private void LoadDetectors(ref EntryReader reader)
    {
        reader.Count(reader.Int32("rules"), Rules.Count, Rules.Count, "number of rules");
        foreach (var rule in Rules)
        {
            string signal = reader.Text("signal");
            if (signal != rule.Signal)
            {
                throw reader.Wrong($"it watches '{signal}' where the policy watches '{rule.Signal}'");
            }

            rule.Detector.Load(reader.Bytes(reader.Count(reader.Int32("length"), 0, int.MaxValue, "length"), "detector"));
        }

        reader.Int32("checksum");
        reader.End();
    }

    private static AlarmPolicy Create<TSrc, TDst>(IEngineOwner<TSrc, TDst> owner, IReadOnlyList<AlarmRule> rules)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(rules);
        Require.InRange(rules.Count, 1, int.MaxValue, nameof(rules));
        foreach (var rule in rules)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(rule.Signal, nameof(rules));
            ArgumentNullException.ThrowIfNull(rule.Detector, nameof(rules));
        }

        if (rules.Select(static rule => rule.Detector).Distinct(ReferenceEqualityComparer.Instance).Count() < rules.Count)
        {
            throw new ArgumentException("Two rules have one detector; each needs one of its own.", nameof(rules));
        }

        var engine = new GovernedEngine<TSrc, TDst>(owner);
        try
        {
            foreach (var action in rules.SelectMany(static rule => rule.Actions))
            {
                action.RequirePossible(engine);
            }
        }
        catch (InvalidOperationException)
        {
            engine.Leave();
            throw;
        }

        engine.Attend();
        return new(engine, [.. rules]);
    }
}
