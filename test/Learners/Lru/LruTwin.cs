using System.Numerics;

namespace AdaptiveML.Learners.Tests;

/// <summary>
/// The linear recurrent unit in the paper's notation, scalar and complex, with its gradient by backpropagation through time: what the fast learner is held
/// against. One output, learned γ, full D; a readout that is not linear is a part of its own.
/// </summary>
internal sealed class LruTwin(double[] nuLog, double[] thetaLog, double[] gammaLog, Complex[,] b, Complex[] c, double[] d, double bias, ReadoutTwin hidden)
{
    private int N => nuLog.Length;

    private Complex Lambda(int n) => Complex.Exp(new Complex(-Math.Exp(nuLog[n]), Math.Exp(thetaLog[n])));

    /// <summary>
    /// Σ_t ½ (y_t − target_t)² and its gradient by every parameter, in the order ν_log, θ_log, γ_log, Re B, Im B, Re C, Im C, D, bias, readout.
    /// </summary>
    /// <param name="inputs">The rows.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="throughTime">Whether an error goes back beyond its own row.</param>
    public (double Loss, double[] Gradient) BackpropagateThroughTime(double[][] inputs, double[] targets, bool throughTime = true)
    {
        int rows = inputs.Length, m = d.Length;
        var x = new Complex[rows + 1, N];
        var drive = new Complex[rows, N];
        var error = new double[rows];
        var hiddenSlope = new double[rows][];
        var hiddenGradient = hidden.Zero();
        double loss = 0;
        for (int t = 0; t < rows; t++)
        {
            double y = bias + inputs[t].Zip(d, (u, w) => u * w).Sum();
            for (int n = 0; n < N; n++)
            {
                for (int j = 0; j < m; j++)
                {
                    drive[t, n] += b[n, j] * inputs[t][j];
                }

                x[t + 1, n] = (Lambda(n) * x[t, n]) + (Math.Exp(gammaLog[n]) * drive[t, n]);
                y += (c[n] * x[t + 1, n]).Real;
            }

            double[] state = [.. Enumerable.Range(0, N).Select(n => x[t + 1, n].Real), .. Enumerable.Range(0, N).Select(n => x[t + 1, n].Imaginary)];
            error[t] = y + hidden.Value(state) - targets[t];
            hiddenSlope[t] = hidden.Differentiate(state, error[t], hiddenGradient);
            loss += 0.5 * error[t] * error[t];
        }

        double[] nu = new double[N], theta = new double[N], gamma = new double[N], cRe = new double[N], cIm = new double[N], dGradient = new double[m];
        double[,] bRe = new double[N, m], bIm = new double[N, m];
        for (int n = 0; n < N; n++)
        {
            // adjoint = ∂L/∂Re x_t − i ∂L/∂Im x_t, so that a holomorphic step multiplies it without a conjugate.
            Complex adjoint = 0, lambda = Lambda(n);
            for (int t = rows - 1; t >= 0; t--)
            {
                adjoint = (throughTime ? lambda * adjoint : 0) + (c[n] * error[t]) + new Complex(hiddenSlope[t][n], -hiddenSlope[t][n + N]);
                Complex byLambda = adjoint * x[t, n] * lambda;
                nu[n] -= Math.Exp(nuLog[n]) * byLambda.Real;
                theta[n] -= Math.Exp(thetaLog[n]) * byLambda.Imaginary;
                gamma[n] += Math.Exp(gammaLog[n]) * (adjoint * drive[t, n]).Real;
                cRe[n] += error[t] * x[t + 1, n].Real;
                cIm[n] -= error[t] * x[t + 1, n].Imaginary;
                for (int j = 0; j < m; j++)
                {
                    Complex byB = adjoint * Math.Exp(gammaLog[n]) * inputs[t][j];
                    bRe[n, j] += byB.Real;
                    bIm[n, j] -= byB.Imaginary;
                }
            }
        }

        for (int t = 0; t < rows; t++)
        {
            for (int j = 0; j < m; j++)
            {
                dGradient[j] += error[t] * inputs[t][j];
            }
        }

        return (loss, [.. nu, .. theta, .. gamma, .. bRe.Cast<double>(), .. bIm.Cast<double>(), .. cRe, .. cIm, .. dGradient, error.Sum(), .. hiddenGradient]);
    }
}
