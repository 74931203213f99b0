using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// Where everything of a linear recurrent unit lies. States are padded to whole tiles (N₁₆), inputs likewise (M₁₆); what is not used has no elements.
/// </summary>
internal sealed class LruFields<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds the fields of a unit of M inputs and P outputs.</summary>
    /// <param name="layout">Where to.</param>
    /// <param name="prefix">Begins every name; empty in a machine of one unit.</param>
    /// <param name="inputSize">M.</param>
    /// <param name="outputSize">P.</param>
    /// <param name="hasBias">Whether the output has a bias.</param>
    /// <param name="options">Shape and learning rule.</param>
    public LruFields(MachineLayout<T> layout, string prefix, int inputSize, int outputSize, bool hasBias, LruOptions options)
    {
        int states = Tile.Pad(options.StateSize), inputs = Tile.Pad(inputSize);
        bool isTraced = options.GradientMode != GradientMode.ReadoutOnly;
        double factor = isTraced ? options.RecurrentLearningRateFactor : 0;

        var parameters = layout.Parameters;
        NuLog = parameters.Add(prefix + "nu_log", factor, false, states);
        ThetaLog = parameters.Add(prefix + "theta_log", factor, false, states);
        GammaLog = parameters.Add(prefix + "gamma_log", factor, false, options.InputGain == InputGain.Learned ? states : 0);
        B = parameters.Add(prefix + "B", factor, false, states / Tile.Lanes, inputSize, 2, Tile.Lanes);
        C = parameters.Add(prefix + "C", 1, true, outputSize, 2, states);
        D = options.DirectPath switch
        {
            DirectPath.Full => parameters.Add(prefix + "D", 1, true, outputSize, inputs),
            DirectPath.Diagonal => parameters.Add(prefix + "D", 1, true, inputs),
            _ => parameters.Add(prefix + "D", 1, true, 0),
        };
        Bias = parameters.Add(prefix + "bias", 1, false, hasBias ? outputSize : 0);

        var sequence = layout.Sequence;
        X = sequence.Add<T>(prefix + "x", 2, states);
        TraceLambda = sequence.Add<T>(prefix + "trace.lambda", 2, isTraced ? states : 0);
        TraceGamma = sequence.Add<T>(prefix + "trace.gamma", 2, isTraced ? states : 0);
        TraceB = sequence.Add<T>(prefix + "trace.B", states / Tile.Lanes, inputSize, 2, isTraced ? Tile.Lanes : 0);

        var state = layout.State;
        Nu = state.Add<T>(prefix + "derived.nu", states);
        Theta = state.Add<T>(prefix + "derived.theta", states);
        Lambda = state.Add<T>(prefix + "derived.lambda", 2, states);
        Gamma = state.Add<T>(prefix + "derived.gamma", states);
        GammaSlope = state.Add<T>(prefix + "derived.gamma_slope", options.InputGain == InputGain.Derived ? states : 0);
    }

    public Field NuLog { get; }

    public Field ThetaLog { get; }

    public Field GammaLog { get; }

    public Field B { get; }

    public Field C { get; }

    public Field D { get; }

    public Field Bias { get; }

    public Field X { get; }

    public Field TraceLambda { get; }

    public Field TraceGamma { get; }

    public Field TraceB { get; }

    public Field Nu { get; }

    public Field Theta { get; }

    public Field Lambda { get; }

    public Field Gamma { get; }

    public Field GammaSlope { get; }
}
