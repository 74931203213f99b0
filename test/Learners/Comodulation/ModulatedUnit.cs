using AdaptiveML.Kernels;
using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>A drawn network with a task, and rows that it sees.</summary>
internal sealed class ModulatedUnit
{
    private const int Inputs = 4;
    private const int Classes = 3;
    private const int Count = 10;

    private readonly ComodulationOptions _options;
    private readonly ComodulationBase<double> _base;
    private readonly BaseParts<double> _parts;
    private readonly double[][] _rows = new double[Count][];

    public ModulatedUnit(ComodulationOptions options, bool hasBias = true)
    {
        _options = options;
        _base = new(Inputs, Classes, options);
        _parts = _base.CreateParts();
        _parts.Initialize(_base.Memory, options.Coupling);
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 2);
        _parts.Network.Draw(_base.Memory.State, random);
        for (int l = 0; hasBias && l < options.HiddenSizes.Count; l++)
        {
            foreach (ref double bias in _base.Memory.State.View<double>(_parts.Network.Fields.Biases[l])[..options.HiddenSizes[l]])
            {
                bias = 0.2 * random.NextNormal();
            }
        }

        for (int row = 0; row < Count; row++)
        {
            _rows[row] = new double[Inputs];
            foreach (ref double x in _rows[row].AsSpan())
            {
                x = random.NextNormal();
            }
        }
    }

    private FlatBuffer Weights => _base.Memory.State;

    private ModulatedNetwork<double> Network => _parts.Network;

    /// <summary>Gains of the limit of small noise.</summary>
    public double[] Derivative(double? coupling = null)
    {
        var rule = new TaskRule<double>(Network, _options);
        rule.BeginRouting();
        foreach (double[] row in _rows)
        {
            _parts.Encode(_base.Memory, row);
            rule.Derive(Weights, Coupling(coupling), 0);
        }

        return rule.Estimate().ToArray();
    }

    /// <summary>Gains of one opposite pair of draws a row.</summary>
    public double[] Antithetic(double sigma)
    {
        var rule = new TaskRule<double>(Network, _options);
        rule.BeginRouting();
        foreach (double[] row in _rows)
        {
            _parts.Encode(_base.Memory, row);
            rule.Draw(Weights, Coupling(null), sigma, sigma * sigma);
            rule.Draw(Weights, Coupling(null), -sigma, sigma * sigma);
        }

        return rule.Estimate().ToArray();
    }

    /// <summary>A fresh task's gains after one routing on the first row.</summary>
    public double[] Routed(RoutingKind routing)
    {
        var options = _options with { Routing = routing };
        var (memory, fields, rule) = Task(options, AdaptationMethod.Comodulation);
        _parts.Encode(_base.Memory, _rows[0]);
        new GainRouter<double>(rule, options, 16).Route(Weights, fields.In(memory), null, [0], Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], 4));
        return fields.In(memory).Gain[..Network.Shape.Last].ToArray();
    }

    /// <summary>Mean of the last layer over the rows, without modulation.</summary>
    public double[] MeanActivity()
    {
        double[] mean = new double[Network.Shape.Last];
        foreach (double[] row in _rows)
        {
            _parts.Encode(_base.Memory, row);
            Network.Above(Weights, []);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += Network.Row.Last[i] / Count;
            }
        }

        return mean;
    }

    /// <summary>The gradient of couplings and readout against differences of the loss.</summary>
    public void CheckGradient()
    {
        const double Step = 1e-6;
        var (memory, fields, rule) = Task(_options, AdaptationMethod.GainAndReadout);
        double[] logits = new double[Classes];
        fields.In(memory).Scale = 0.7;
        double Loss()
        {
            double loss = 0;
            for (int row = 0; row < Count; row++)
            {
                _parts.Encode(_base.Memory, _rows[row]);
                rule.Forward(Weights, fields.In(memory), logits);
                loss += Softmax.Loss<double>(logits, row % Classes);
            }

            return loss;
        }

        for (int row = 0; row < Count; row++)
        {
            _parts.Encode(_base.Memory, _rows[row]);
            rule.Forward(Weights, fields.In(memory), logits);
            double[] gradient = new double[Classes];
            Softmax.Gradient<double>(logits, row % Classes, 1, gradient);
            rule.Differentiate(Weights, fields.In(memory), fields.GradientIn(memory), gradient);
        }

        var parameters = memory.Parameters.All<double>();
        int checkedOnes = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            double before = parameters[i], expected = memory.Gradients.All<double>()[i];
            parameters[i] = before + Step;
            rule.Refresh(fields.In(memory));
            double above = Loss();
            parameters[i] = before - Step;
            rule.Refresh(fields.In(memory));
            double below = Loss();
            parameters[i] = before;
            rule.Refresh(fields.In(memory));
            Assert.AreEqual(expected, (above - below) / (2 * Step), 1e-7 * Math.Max(1, Math.Abs(expected)), $"parameter {i}");
            checkedOnes += expected != 0 ? 1 : 0;
        }

        Assert.IsGreaterThan(Network.Shape.Modulated / 2, checkedOnes);
    }

    private double[] Coupling(double? all) =>
        [
            .. Enumerable.Range(0, Network.Shape.Modulated).Select(i => all ?? (0.2 + (0.15 * i))),
            .. new double[Tile.Pad(Network.Shape.Modulated) - Network.Shape.Modulated],
        ];

    private (LearnerMemory Memory, TaskFields<double> Fields, TaskRule<double> Rule) Task(ComodulationOptions options, AdaptationMethod method)
    {
        Layout parameters = new(), state = new();
        var fields = new TaskFields<double>(
            parameters,
            state,
            "",
            Network.Shape,
            new() { Name = "task", Classes = Classes, Method = method, HasReadout = method == AdaptationMethod.GainAndReadout });
        var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        var rule = new TaskRule<double>(Network, options);
        rule.Begin(Weights, fields.In(memory), [.. Coupling(null).Select(c => Comodulation.Coupling.Parameter(options.Coupling, c > 0 ? c : 1))], true);
        return (memory, fields, rule);
    }
}
