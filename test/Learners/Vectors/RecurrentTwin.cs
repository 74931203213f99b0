using System.Text.Json;
using AdaptiveML.Learners.Recurrent;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// A recurrent net with frozen weights and synthesiser over one recorded sequence, as plain loops over dense matrices: the forward view of BP(λ).
/// </summary>
internal sealed class RecurrentTwin
{
    private readonly int _n;
    private readonly bool _isLstm;
    private readonly double[][] _inputWeights;
    private readonly double[][] _hiddenWeights;
    private readonly double[] _bias;
    private readonly double[][] _psi;
    private readonly double[] _beta;
    private readonly double[][] _x;
    private readonly double[][] _states;
    private readonly double[][] _immediate;
    private readonly double[][][] _jacobians;
    private readonly double[][][] _partials;

    private RecurrentTwin(JsonElement root)
    {
        double[][] Matrix(JsonElement element) => [.. element.EnumerateArray().Select(row => Tolerance<double>.Read(row))];
        var parameters = root.GetProperty("params");
        var readout = root.GetProperty("readout");
        var psi = root.TryGetProperty("psi", out var own) ? own : root.GetProperty("psi0");
        _n = root.GetProperty("dims").GetProperty("n").GetInt32();
        _isLstm = root.GetProperty("cell").GetString() == "lstm";
        (_inputWeights, _hiddenWeights, _bias) = (
            Matrix(parameters.GetProperty("W_ih")), Matrix(parameters.GetProperty("W_hh")), Tolerance<double>.Read(parameters.GetProperty("b")));
        (_psi, _beta) = (Matrix(psi.GetProperty("A")), Tolerance<double>.Read(psi.GetProperty("beta")));
        _x = Matrix(root.GetProperty("x"));
        (double[][] wOut, double[] bOut) = (Matrix(readout.GetProperty("W_out")), Tolerance<double>.Read(readout.GetProperty("b_out")));

        int steps = _x.Length;
        (_states, _immediate, _jacobians, _partials) = (new double[steps][], new double[steps][], new double[steps][][], new double[steps][][]);
        double[] s = new double[StateLength];
        for (int t = 0; t < steps; t++)
        {
            (_states[t], _partials[t], _jacobians[t]) = Step(_x[t], s);
            s = _states[t];
            _immediate[t] = new double[StateLength];
            var target = root.GetProperty("target")[t];
            if (target.ValueKind != JsonValueKind.Null)
            {
                double[] y = [.. bOut.Select((b, p) => b + Enumerable.Range(0, _n).Sum(i => wOut[p][i] * s[i]))];
                double[] error = VectorLoss.Gradient(VectorLoss.Of(root), y, Tolerance<double>.Read(target));
                for (int i = 0; i < _n; i++)
                {
                    _immediate[t][i] = error.Select((e, p) => wOut[p][i] * e).Sum();
                }
            }
        }
    }

    public int StateLength => _isLstm ? 2 * _n : _n;

    public static RecurrentTwin Read(JsonElement root) => new(root);

    /// <summary>A, row by row, then β.</summary>
    public double[] Synthesizer() => [.. _psi.SelectMany(row => row), .. _beta];

    /// <summary>G^λ of every step, the last terminal.</summary>
    public double[][] LambdaTargets(double lambda, double gamma)
    {
        var targets = new double[_x.Length][];
        targets[^1] = new double[StateLength];
        for (int t = _x.Length - 2; t >= 0; t--)
        {
            double[] g = t + 1 == _x.Length - 1 ? new double[StateLength] : Estimate(Synthesizer(), _states[t + 1]);
            double[] later = targets[t + 1];
            targets[t] = Times(
                [.. Enumerable.Range(0, StateLength).Select(i => _immediate[t + 1][i] + (gamma * (((1 - lambda) * g[i]) + (lambda * later[i]))))],
                _jacobians[t + 1]);
        }

        return targets;
    }

    /// <summary>The target of the first step after n steps, then the synthesiser's word.</summary>
    public double[] StepTarget(int n, double gamma)
    {
        double[] u = n == _x.Length - 1 ? new double[StateLength] : Estimate(Synthesizer(), _states[n]);
        for (int j = n; j >= 1; j--)
        {
            u = Times([.. _immediate[j].Zip(u, (l, later) => l + (gamma * later))], _jacobians[j]);
        }

        return u;
    }

    /// <summary>Σ (target − g(s)) ⊗ [s; 1], laid out as <see cref="Synthesizer"/>.</summary>
    public double[] SynthesizerSum(double[][] targets)
    {
        double[] sum = new double[StateLength * (StateLength + 1)];
        for (int t = 0; t + 1 < _x.Length; t++)
        {
            double[] g = Estimate(Synthesizer(), _states[t]);
            Add(sum, [.. targets[t].Zip(g, (target, estimate) => target - estimate)], _states[t], 1);
        }

        return sum;
    }

    /// <summary>Σ (ℓ + target) ∂s/∂θ through one step: W_ih, W_hh, b.</summary>
    public double[] GradientOf(double[][] targets)
    {
        int gates = _bias.Length, m = _x[0].Length;
        double[] gradient = new double[gates * (m + _n + 1)];
        for (int t = 0; t < _x.Length; t++)
        {
            double[] before = t == 0 ? new double[StateLength] : _states[t - 1];
            for (int gate = 0; gate < gates; gate++)
            {
                double r = Enumerable.Range(0, StateLength).Sum(k => (_immediate[t][k] + targets[t][k]) * _partials[t][k][gate]);
                for (int i = 0; i < m; i++)
                {
                    gradient[(gate * m) + i] += r * _x[t][i];
                }

                for (int i = 0; i < _n; i++)
                {
                    gradient[(gates * m) + (gate * _n) + i] += r * before[i];
                }

                gradient[(gates * (m + _n)) + gate] += r;
            }
        }

        return gradient;
    }

    /// <summary>
    /// The online forward view: at each horizon all updates are made anew, with interim targets that end in what the synthesiser of the horizon before says.
    /// </summary>
    public double[] OnlineForwardView(double lambda, double gamma, double alpha)
    {
        double[] last = Synthesizer();
        for (int horizon = 1; horizon < _x.Length; horizon++)
        {
            double[] psi = Synthesizer();
            double[] target = Estimate(Bootstrap(horizon), _states[horizon]);
            var targets = new double[horizon + 1][];
            targets[horizon] = target;
            for (int t = horizon - 1; t >= 0; t--)
            {
                double[] g = Estimate(Bootstrap(t + 1), _states[t + 1]), later = targets[t + 1];
                targets[t] = Times(
                    [.. Enumerable.Range(0, StateLength).Select(i => _immediate[t + 1][i] + (gamma * (((1 - lambda) * g[i]) + (lambda * later[i]))))],
                    _jacobians[t + 1]);
            }

            for (int t = 0; t < horizon; t++)
            {
                double[] estimate = Estimate(psi, _states[t]);
                Add(psi, [.. targets[t].Zip(estimate, (goal, g) => goal - g)], _states[t], alpha);
            }

            last = psi;
            _forward.Add(psi);
        }

        _forward.Clear();
        return last;

        // What stands at state j is judged by the weights that the horizon before j ended with.
        double[] Bootstrap(int j) => j == 1 ? Synthesizer() : _forward[j - 2];
    }

    private readonly List<double[]> _forward = [];

    private static void Add(double[] psi, double[] error, double[] s, double factor)
    {
        int length = s.Length;
        for (int i = 0; i < length; i++)
        {
            for (int j = 0; j < length; j++)
            {
                psi[(i * length) + j] += factor * error[i] * s[j];
            }

            psi[(length * length) + i] += factor * error[i];
        }
    }

    private static double[] Estimate(double[] psi, double[] s)
    {
        int length = s.Length;
        return [.. Enumerable.Range(0, length).Select(i => psi[(length * length) + i] + Enumerable.Range(0, length).Sum(j => psi[(i * length) + j] * s[j]))];
    }

    private static double[] Times(double[] row, double[][] matrix) =>
        [.. Enumerable.Range(0, matrix[0].Length).Select(j => row.Select((value, i) => value * matrix[i][j]).Sum())];

    /// <summary>The new state, its partial derivatives by the pre-activations, and J.</summary>
    private (double[] State, double[][] Partials, double[][] Jacobian) Step(double[] x, double[] s)
    {
        double[] a = [.. _bias.Select((b, gate) =>
            b + x.Select((value, i) => _inputWeights[gate][i] * value).Sum() + Enumerable.Range(0, _n).Sum(i => _hiddenWeights[gate][i] * s[i]))];
        double[] next = new double[StateLength];
        double[][] partials = [.. next.Select(_ => new double[a.Length])], jacobian = [.. next.Select(_ => new double[StateLength])];
        for (int i = 0; i < _n; i++)
        {
            if (_isLstm)
            {
                double input = Sigmoid(a[i]), forget = Sigmoid(a[_n + i]), candidate = Math.Tanh(a[(2 * _n) + i]), shown = Sigmoid(a[(3 * _n) + i]);
                double c = (forget * s[_n + i]) + (input * candidate), tanh = Math.Tanh(c), q = shown * (1 - (tanh * tanh));
                (next[i], next[_n + i]) = (shown * tanh, c);
                double[] kappa = [candidate * input * (1 - input), s[_n + i] * forget * (1 - forget), input * (1 - (candidate * candidate))];
                for (int gate = 0; gate < 3; gate++)
                {
                    partials[_n + i][(gate * _n) + i] = kappa[gate];
                    partials[i][(gate * _n) + i] = q * kappa[gate];
                }

                partials[i][(3 * _n) + i] = tanh * shown * (1 - shown);
                (jacobian[_n + i][_n + i], jacobian[i][_n + i]) = (forget, q * forget);
            }
            else
            {
                next[i] = Math.Tanh(a[i]);
                partials[i][i] = 1 - (next[i] * next[i]);
            }
        }

        for (int k = 0; k < StateLength; k++)
        {
            for (int j = 0; j < _n; j++)
            {
                jacobian[k][j] += partials[k].Select((partial, gate) => partial * _hiddenWeights[gate][j]).Sum();
            }
        }

        return (next, partials, jacobian);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
