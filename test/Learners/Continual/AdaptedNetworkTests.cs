using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Continual;

/// <summary>Exact properties of DATA's adapters, gates and components.</summary>
[TestClass]
public sealed class AdaptedNetworkTests
{
    private const int Inputs = 6, Hidden = 7, Classes = 3, Components = 4;

    [TestMethod]
    public void A_fresh_adapter_changes_nothing()
    {
        var (network, memory, random) = Make(AttentionSimilarity.Cosine, fresh: true);
        double[] input = Vector(random), bare = new double[Classes], adapted = new double[Classes];
        network.Forward(memory, input, (0, 0), bare);
        network.Forward(memory, input, (0.9, 0.4), adapted);
        CollectionAssert.AreEqual(bare, adapted);
    }

    [TestMethod]
    public void Merged_adapters_give_what_unmerged_ones_do()
    {
        var (network, memory, random) = Make(AttentionSimilarity.Cosine);
        double[] merged = new double[memory.Parameters.View<double>(network.Network.Base).Length];
        double[] input = Vector(random);
        double[] expected = new double[Classes];
        double[] actual = new double[Classes];
        network.Merge(memory, (0.3, 0.8), merged);
        network.Forward(memory, input, (0.3, 0.8), expected);
        network.Network.Change.AsSpan().Clear();
        network.Network.Forward(memory, merged, input, actual);
        AssertClose(expected, actual, 1e-12);
    }

    [TestMethod]
    public void A_merged_change_has_no_more_rank_than_the_adapters_and_a_full_one_reaches_any()
    {
        var (network, memory, random) = Make(AttentionSimilarity.Cosine);
        var basis = memory.Parameters.View<double>(network.Network.Base);
        double[] merged = new double[basis.Length];
        network.Merge(memory, (0.3, 0.8), merged);
        for (int i = 0; i < merged.Length; i++)
        {
            merged[i] -= basis[i];
        }

        Assert.AreEqual(3, Rank(merged), "ranks 1 and 2");

        var parameters = new ParameterLayout<double>();
        var full = new Adapter(parameters, "full", Inputs, Inputs, Hidden);
        var room = new LearnerMemory(parameters.Layout, new(), new(), 1, keepsCopy: false);
        double[] change = [.. Enumerable.Range(0, Hidden).SelectMany(_ => Vector(random))], reached = new double[change.Length];
        for (int i = 0; i < Inputs; i++)
        {
            room.Parameters.View<double>(full.Down)[(i * Tile.Lanes) + i] = 1;
        }

        change.Select(value => value / 0.25).ToArray().CopyTo(room.Parameters.View<double>(full.Up));
        full.Merge(room, 0.25, reached);
        AssertClose(change, reached, 1e-12);
    }

    [TestMethod]
    [DataRow(AttentionSimilarity.Cosine)]
    [DataRow(AttentionSimilarity.Official)]
    internal void Gates_are_between_0_and_1_and_half_open_without_values(AttentionSimilarity kind)
    {
        var (network, memory, random) = Make(kind);
        for (int i = 0; i < 100; i++)
        {
            var (low, high) = network.Open(memory, Vector(random), Components);
            Assert.IsTrue(low is > 0 and < 1 && high is > 0 and < 1);
        }

        memory.Parameters.View<double>(network.LowGate.Values).Clear();
        Assert.AreEqual(0.5, network.Open(memory, Vector(random), Components).Low);
        Assert.AreEqual(0.5, network.Open(memory, Vector(random), 0).High);
    }

    [TestMethod]
    public void The_cosine_gate_does_not_feel_scales_order_or_components_without_values()
    {
        var (network, memory, random) = Make(AttentionSimilarity.Cosine);
        var gate = network.LowGate;
        double[] input = Vector(random);
        double expected = gate.Open(memory, input, Components);
        Assert.AreEqual(expected, gate.Open(memory, [.. input.Select(value => 7 * value)], Components), 1e-12);

        Span<double> keys = memory.Parameters.View<double>(gate.Keys);
        Span<double> attention = memory.Parameters.View<double>(gate.Attention);
        Span<double> values = memory.Parameters.View<double>(gate.Values);
        for (int i = 0; i < Tile.Lanes; i++)
        {
            keys[i] *= 3;
            attention[Tile.Lanes + i] *= 5;
        }

        Assert.AreEqual(expected, gate.Open(memory, input, Components), 1e-12);
        foreach (var field in new[] { gate.Keys, gate.Attention, gate.Values })
        {
            double[] rows = memory.Parameters.View<double>(field).ToArray();
            rows.Chunk(Tile.Lanes).Reverse().SelectMany(row => row).ToArray().CopyTo(memory.Parameters.View<double>(field));
        }

        Assert.AreEqual(expected, gate.Open(memory, input, Components), 1e-12);
        double fewer = gate.Open(memory, input, Components - 1);
        values[((Components - 1) * Tile.Lanes)..].Clear();
        Assert.AreEqual(fewer, gate.Open(memory, input, Components), 1e-12);
    }

    [TestMethod]
    public void New_components_are_orthogonal_to_all_and_then_the_penalty_is_0()
    {
        var (_, _, random) = Make(AttentionSimilarity.Cosine);
        double[] rows = [.. Enumerable.Range(0, Inputs).SelectMany(_ => Vector(random))], gradient = new double[rows.Length];
        Assert.IsGreaterThan(0.1, OrthogonalComponents.Penalty(rows, Tile.Lanes, 1, gradient));
        OrthogonalComponents.Extend(rows, Tile.Lanes, 0);
        double[] first = rows[..(2 * Tile.Lanes)];
        Assert.AreEqual(0, OrthogonalComponents.Penalty(rows, Tile.Lanes, 1, gradient), 1e-12);
        Vector(random).CopyTo(rows, 2 * Tile.Lanes);
        OrthogonalComponents.Extend(rows.AsSpan(0, 3 * Tile.Lanes), Tile.Lanes, 2);
        CollectionAssert.AreEqual(first, rows[..(2 * Tile.Lanes)]);
        Assert.AreEqual(0, OrthogonalComponents.Penalty(rows.AsSpan(0, 3 * Tile.Lanes), Tile.Lanes, 1, gradient), 1e-12);
    }

    [TestMethod]
    public void Restoration_puts_back_what_is_chosen_and_nothing_else()
    {
        double[] start = [1, 2, 3], values = [4, 5, 6];
        StochasticRestoration.Restore(values, start, [false, false, false]);
        CollectionAssert.AreEqual(new double[] { 4, 5, 6 }, values);
        StochasticRestoration.Restore(values, start, [true, true, true]);
        CollectionAssert.AreEqual(start, values);
        bool[] chosen = new bool[10_000];
        StochasticRestoration.Draw(chosen, 0.25, Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 3));
        Assert.AreEqual(0.25, chosen.Average(one => one ? 1.0 : 0), 0.02);
    }

    [TestMethod]
    [DataRow(AttentionSimilarity.Cosine)]
    [DataRow(AttentionSimilarity.Official)]
    internal void The_gradient_is_that_of_finite_differences_and_0_where_components_are_frozen(AttentionSimilarity kind)
    {
        const int Frozen = 2;
        const double Step = 1e-6;
        var (network, memory, random) = Make(kind);
        double[] input = Vector(random);
        bool[] among = [true, false, true];
        Loss(withGradient: true);
        double[] gradient = memory.Gradients.All<double>().ToArray();
        foreach (var field in memory.Parameters.Layout.Fields)
        {
            bool isComponent = field.Name.StartsWith("gate", StringComparison.Ordinal), isBase = field.Name is "net.W0" or "net.b";
            for (int i = 0; i < field.Length; i++)
            {
                if (i % Tile.Lanes >= (field.Name is "net.lowUp" ? 1 : field.Name is "net.highUp" ? 2 : field.Name is "net.V" ? Hidden : Inputs))
                {
                    continue;
                }

                double actual = gradient[(field.Offset / sizeof(double)) + i];
                if (isBase || (isComponent && i < Frozen * Tile.Lanes))
                {
                    Assert.AreEqual(0, actual, field.Name);
                    continue;
                }

                var place = memory.Parameters.View<double>(field).Slice(i, 1);
                double value = place[0];
                place[0] = value + Step;
                double above = Loss(withGradient: false);
                place[0] = value - Step;
                double below = Loss(withGradient: false);
                place[0] = value;
                Assert.AreEqual((above - below) / (2 * Step), actual, 1e-7 * Math.Max(1, Math.Abs(actual)), $"{field.Name}[{i}]");
            }
        }

        double Loss(bool withGradient)
        {
            memory.Gradients.Bytes.Clear();
            double[] logits = new double[Classes];
            var gates = network.Open(memory, input, Components);
            network.Forward(memory, input, gates, logits);
            double loss = Softmax.Gradient<double>(logits, 2, among, 1);
            if (withGradient)
            {
                network.Differentiate(memory, input, gates, Components, Frozen, logits);
                return loss + network.Penalty(memory, Components, Frozen, 1);
            }

            double penalty = network.Penalty(memory, Components, Frozen, 1);
            memory.Gradients.Bytes.Clear();
            return loss + penalty;
        }
    }

    [TestMethod]
    public void The_base_layer_and_the_components_of_earlier_tasks_stay_as_they_are()
    {
        var options = ContinualMachines.Data with { Head = DataClassifierHead.PseudoInput };
        var first = (DataClassifier<double>)new DataClassifier<double>(Inputs, options).Update(ClassClouds.Task<double>(Inputs, 25, 1, 0, 1));
        var second = (DataClassifier<double>)first.Update(ClassClouds.Task<double>(Inputs, 25, 2, 2, 3));
        var network = second.Network!;
        CollectionAssert.AreEqual(Read(first, first.Network!.Network.Base), Read(second, network.Network.Base));
        CollectionAssert.AreEqual(Read(first, first.Network!.Network.Bias), Read(second, network.Network.Bias));
        (Field, Field)[] pairs =
        [
            (first.Network.LowGate.Keys, network.LowGate.Keys),
            (first.Network.LowGate.Attention, network.LowGate.Attention),
            (first.Network.HighGate.Values, network.HighGate.Values),
        ];
        foreach (var (before, after) in pairs)
        {
            double[] old = Read(first, before), grown = Read(second, after);
            Assert.HasCount(2 * old.Length, grown);
            CollectionAssert.AreEqual(old, grown[..old.Length]);
        }

        CollectionAssert.AreNotEqual(Read(first, first.Network.High.Up), Read(second, network.High.Up), "the adapters go on");

        static double[] Read(DataClassifier<double> learner, Field field) => learner.Memory.Parameters.View<double>(field).ToArray();
    }

    private static (AdaptedNetwork Network, LearnerMemory Memory, Draws Random) Make(AttentionSimilarity kind, bool fresh = false)
    {
        var parameters = new ParameterLayout<double>();
        var network = new AdaptedNetwork(
            parameters,
            Inputs,
            Classes,
            new() { RankLow = 1, RankHigh = 2, Gate = kind, Orthogonality = 0.3, Network = new() { Hidden = Hidden } },
            Components);
        var memory = new LearnerMemory(parameters.Layout, new(), new(), 1, keepsCopy: false);
        var random = new Draws();
        foreach (var (field, columns) in new[]
        {
            (network.Network.Base, Inputs), (network.Network.Head, Hidden), (network.Low.Down, Inputs), (network.High.Down, Inputs),
            (network.Low.Up, 1), (network.High.Up, 2), (network.LowGate.Keys, Inputs), (network.LowGate.Attention, Inputs), (network.LowGate.Values, Inputs),
            (network.HighGate.Keys, Inputs), (network.HighGate.Attention, Inputs), (network.HighGate.Values, Inputs),
        })
        {
            bool isUp = field == network.Low.Up || field == network.High.Up;
            var values = memory.Parameters.View<double>(field);
            for (int i = 0; i < values.Length && !(fresh && isUp); i++)
            {
                values[i] = i % Tile.Lanes < columns ? random.Next() - 0.5 : 0;
            }
        }

        return (network, memory, random);
    }

    private static double[] Vector(Draws random) => [.. Enumerable.Range(0, Tile.Lanes).Select(i => i < Inputs ? (2 * random.Next()) - 1 : 0)];

    private static int Rank(double[] matrix)
    {
        double[][] rows = [.. matrix.Chunk(Tile.Lanes)];
        int rank = 0;
        for (; rank < rows.Length; rank++)
        {
            var places = from i in Enumerable.Range(rank, rows.Length - rank) from j in Enumerable.Range(0, Inputs) select (Row: i, Column: j);
            var (row, column) = places.OrderByDescending(place => Math.Abs(rows[place.Row][place.Column])).First();
            if (Math.Abs(rows[row][column]) < 1e-10)
            {
                break;
            }

            (rows[rank], rows[row]) = (rows[row], rows[rank]);
            for (int i = rank + 1; i < rows.Length; i++)
            {
                double factor = rows[i][column] / rows[rank][column];
                rows[i] = [.. rows[i].Zip(rows[rank], (value, pivot) => value - (factor * pivot))];
            }
        }

        return rank;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], actual[i], tolerance);
        }
    }

    private sealed class Draws
    {
        private readonly ulong[] _state = new ulong[Xoshiro256.StateLength];

        public Draws() => Xoshiro256.Seed(_state, 11);

        public double Next() => new Xoshiro256(_state).NextUniform();
    }
}
