namespace AdaptiveML.PlantYear;

/// <summary>
/// All cases: every stream with every fault that can happen to it, each pair at one or two of the cadences and lengths of the fit, which take turns.
/// </summary>
public static class Catalogue
{
    private const int Stride = 4;
    private const int SampleStride = 7;
    private const int OfRareFault = 4;

    private static readonly (Cadence Cadence, int Fit)[] Places =
    [
        .. from fit in (int[])[12, 50, 200, 2000] from cadence in (Cadence[])[Cadence.Minute, Cadence.Hour, Cadence.Month]
           where cadence != Cadence.Month || fit < 2000 select (cadence, fit),
    ];

    /// <summary>The machines.</summary>
    public static IReadOnlyList<IMachine> Machines { get; } = [new RegressorMachine(), new ForecasterMachine()];

    /// <summary>What goes wrong.</summary>
    public static IReadOnlyList<Fault> Faults { get; } = [Fault.None, .. InputFaults.All, .. LabelFaults.All, .. PlantFaults.All];

    /// <summary>The cases of a machine.</summary>
    public static IEnumerable<Cell> Of(IMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.Streams.SelectMany((stream, s) => Faults.SelectMany((fault, f) => Of(machine, stream, s, fault, f)));
    }

    /// <summary>One case of each fault of each machine, on streams that take turns: what the tests run.</summary>
    public static IEnumerable<Cell> Sample => Machines.SelectMany(machine =>
        Of(machine).GroupBy(cell => cell.Fault).Select((cells, turn) => cells.ElementAt(turn * SampleStride % cells.Count())));

    private static bool IsRare(IMachine machine, Fault fault) =>
        machine.Streams.Count(stream => Places.Any(place => fault.CanHappen(stream, place.Cadence, place.Fit))) <= 2;

    private static IEnumerable<Cell> Of(IMachine machine, StreamKind stream, int s, Fault fault, int f)
    {
        bool isFleet = stream.MakeBeyondCap is not null, isSound = fault == Fault.None;
        if (isFleet && !isSound && fault.Name != "one group more than the cap")
        {
            yield break;
        }

        int wanted = isSound ? Places.Length / 2 : IsRare(machine, fault) ? OfRareFault : 1 + ((s + f) % 3 / 2), made = 0;
        for (int i = 0; i < Places.Length && made < wanted; i++)
        {
            var (cadence, fit) = Places[(((s * 3) + f + i) * Stride) % Places.Length];
            if (fault.CanHappen(stream, cadence, fit) && (!isFleet || fit == 2000))
            {
                made++;
                yield return new(machine, stream, fault, cadence, fit, Horizon(machine, f + i));
            }
        }
    }

    private static int Horizon(IMachine machine, int turn) => machine is ForecasterMachine && turn % 3 == 0 ? 6 : 1;
}
