using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>Where everything of a linear recurrent unit lies. States are padded to whole tiles (N₁₆), inputs likewise (M₁₆).</summary>
internal sealed class LruFields<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public LruFields(int inputSize, int outputSize, LruOptions options)
    {
        int states = Tile.Pad(options.StateSize), inputs = Tile.Pad(inputSize);
        bool isTraced = options.GradientMode != GradientMode.ReadoutOnly;
        double factor = isTraced ? options.RecurrentLearningRateFactor : 0;

        NuLog = Parameters.Add("nu_log", factor, false, states);
        ThetaLog = Parameters.Add("theta_log", factor, false, states);
        GammaLog = Parameters.Add("gamma_log", factor, false, options.InputGain == InputGain.Learned ? states : 0);
        B = Parameters.Add("B", factor, false, states / Tile.Lanes, inputSize, 2, Tile.Lanes);
        C = Parameters.Add("C", 1, true, outputSize, 2, states);
        D = options.DirectPath switch
        {
            DirectPath.Full => Parameters.Add("D", 1, true, outputSize, inputs),
            DirectPath.Diagonal => Parameters.Add("D", 1, true, inputs),
            _ => Parameters.Add("D", 1, true, 0),
        };
        Bias = Parameters.Add("bias", 1, false, outputSize);

        X = State.Add<T>("x", 2, states);
        TraceLambda = State.Add<T>("trace.lambda", 2, isTraced ? states : 0);
        TraceGamma = State.Add<T>("trace.gamma", 2, isTraced ? states : 0);
        TraceB = State.Add<T>("trace.B", states / Tile.Lanes, inputSize, 2, isTraced ? Tile.Lanes : 0);
        Nu = State.Add<T>("derived.nu", states);
        Theta = State.Add<T>("derived.theta", states);
        Lambda = State.Add<T>("derived.lambda", 2, states);
        Gamma = State.Add<T>("derived.gamma", states);
        GammaSlope = State.Add<T>("derived.gamma_slope", options.InputGain == InputGain.Derived ? states : 0);
    }

    public ParameterLayout<T> Parameters { get; } = new();

    public Layout State { get; } = new();

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
