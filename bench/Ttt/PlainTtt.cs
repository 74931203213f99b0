namespace AdaptiveML.Benchmarks.Ttt;

/// <summary>
/// In-context test-time training with linear inner models as plain scalar loops over arrays: the same arithmetic, written as one would first write it.
/// </summary>
internal sealed class PlainTtt
{
    private const int Batch = 4;
    private readonly int _d, _w, _f, _heads;
    private readonly float _rate;
    private readonly float[] _encoder, _bias, _gate, _gateBias, _offset = new float[Batch];
    private readonly float[][] _weights, _pending, _q, _lr, _g;
    private readonly float[][][] _starts, _sums;
    private int _token;

    public PlainTtt(int d, int w, int heads, int steps, float rate, float[] encoder, float[] bias, float[] gate, float[] gateBias)
    {
        (_d, _w, _f, _heads, _rate) = (d, w, w / heads, heads, rate / (w / heads));
        (_encoder, _bias, _gate, _gateBias) = (encoder, bias, gate, gateBias);
        float[][] Rows(int count, int length) => [.. Enumerable.Range(0, count).Select(_ => new float[length])];
        int size = (_f + 1) * d;
        (_weights, _pending, _q, _lr, _g) = (Rows(heads, size), Rows(heads, size), Rows(steps + 1, w), Rows(steps, heads), Rows(steps, heads * d));
        (_starts, _sums) = ([.. Enumerable.Range(0, steps).Select(_ => Rows(heads, size))], [.. Enumerable.Range(0, steps).Select(_ => Rows(heads, size))]);
        (EncoderGradient, BiasGradient, GateGradient, GateBiasGradient) = (new float[encoder.Length], new float[w], new float[gate.Length], new float[heads]);
        (OffsetGradient, StartGradient) = (new float[Batch], Rows(heads, size));
    }

    public float[] EncoderGradient { get; }

    public float[] BiasGradient { get; }

    public float[] GateGradient { get; }

    public float[] GateBiasGradient { get; }

    public float[] OffsetGradient { get; }

    public float[][] StartGradient { get; }

    /// <summary>One token of a stream: the forecast of the next.</summary>
    public void Follow(float[] u, float[] forecast)
    {
        // The row before the last is the key; two rows are enough.
        Token(u, _token & 1, (_token + 1) & 1, _token > 0, _token % Batch, 0, forecast);
        if (++_token % Batch == 0)
        {
            Commit();
        }
    }

    /// <summary>The mean loss of a window, from W = 0, and its gradient.</summary>
    public float Differentiate(float[][] rows)
    {
        int steps = rows.Length, known = steps - 1;
        float[][] single = [.. StartGradient, EncoderGradient, BiasGradient, GateGradient, GateBiasGradient, OffsetGradient];
        foreach (float[] array in _weights.Concat(_pending).Concat(single))
        {
            Array.Clear(array);
        }

        float loss = 0;
        float[][] errors = new float[steps][];
        for (int t = 0; t < steps; t++)
        {
            errors[t] = new float[_d];
            for (int h = 0; h < _heads; h++)
            {
                _weights[h].CopyTo(_starts[t][h], 0);
            }

            Token(rows[t], t, t - 1, t > 0, t % Batch, t, errors[t]);
            for (int h = 0; h < _heads; h++)
            {
                _pending[h].CopyTo(_sums[t][h], 0);
            }

            if (t % Batch == Batch - 1)
            {
                Commit();
            }

            for (int i = 0; i < _d; i++)
            {
                float error = t < known ? errors[t][i] - rows[t + 1][i] : 0;
                loss += 0.5f * error * error / known;
                errors[t][i] = error / known / _heads;
            }
        }

        Backward(rows, errors);
        return loss;
    }

    private void Token(float[] u, int now, int before, bool hasKey, int n, int step, float[] forecast)
    {
        float[] q = _q[now];
        for (int c = 0; c < _w; c++)
        {
            float sum = _bias[c];
            for (int i = 0; i < _d; i++)
            {
                sum += _encoder[(c * _d) + i] * u[i];
            }

            q[c] = sum;
        }

        float tok = MathF.Max(0, (1f / (n + 1)) + _offset[n]);
        Array.Clear(forecast);
        for (int h = 0; h < _heads; h++)
        {
            float logit = _gateBias[h];
            for (int c = 0; c < _w; c++)
            {
                logit += _gate[(h * _w) + c] * q[c];
            }

            float lr = hasKey ? _rate / (1 + MathF.Exp(-logit)) : 0;
            _lr[step][h] = lr;
            for (int i = 0; hasKey && i < _d; i++)
            {
                float g = _weights[h][(_f * _d) + i] - u[i];
                for (int c = 0; c < _f; c++)
                {
                    g += _q[before][(h * _f) + c] * _weights[h][(c * _d) + i];
                }

                _g[step][(h * _d) + i] = g;
                for (int c = 0; c <= _f; c++)
                {
                    _pending[h][(c * _d) + i] += lr * (c < _f ? _q[before][(h * _f) + c] : 1) * g;
                }
            }

            for (int i = 0; i < _d; i++)
            {
                for (int c = 0; c <= _f; c++)
                {
                    forecast[i] += (c < _f ? q[(h * _f) + c] : 1) * (_weights[h][(c * _d) + i] - (tok * _pending[h][(c * _d) + i])) / _heads;
                }
            }
        }
    }

    private void Commit()
    {
        float tok = MathF.Max(0, (1f / Batch) + _offset[Batch - 1]);
        for (int h = 0; h < _heads; h++)
        {
            for (int i = 0; i < _weights[h].Length; i++)
            {
                _weights[h][i] -= tok * _pending[h][i];
            }

            Array.Clear(_pending[h]);
        }
    }

    private void Backward(float[][] rows, float[][] errors)
    {
        int steps = rows.Length, size = (_f + 1) * _d;
        float[][] dq = [.. Enumerable.Range(0, steps).Select(_ => new float[_w])];
        float[] dw = new float[size], dp = new float[size], next = new float[size], dg = new float[_d];
        for (int h = 0; h < _heads; h++)
        {
            Array.Clear(next);
            for (int t = steps - 1; t >= 0; t--)
            {
                int n = t % Batch;
                float tok = MathF.Max(0, (1f / (n + 1)) + _offset[n]), dtok = 0, dlr = 0;
                if (n == Batch - 1 || t == steps - 1)
                {
                    Array.Clear(dw);
                    Array.Clear(dp);
                }

                for (int c = 0; c <= _f; c++)
                {
                    float q = c < _f ? _q[t][(h * _f) + c] : 1, sum = 0;
                    for (int i = 0; i < _d; i++)
                    {
                        int at = (c * _d) + i;
                        float along = (q * errors[t][i]) + (n == Batch - 1 ? next[at] : 0);
                        sum += (_starts[t][h][at] - (tok * _sums[t][h][at])) * errors[t][i];
                        dw[at] += along;
                        dp[at] -= tok * along;
                        dtok -= _sums[t][h][at] * along;
                    }

                    if (c < _f)
                    {
                        dq[t][(h * _f) + c] += sum;
                    }
                }

                OffsetGradient[n] += dtok;
                for (int i = 0; t > 0 && i < _d; i++)
                {
                    dg[i] = 0;
                    for (int c = 0; c <= _f; c++)
                    {
                        float k = c < _f ? _q[t - 1][(h * _f) + c] : 1;
                        dg[i] += _lr[t][h] * k * dp[(c * _d) + i];
                        dlr += dp[(c * _d) + i] * k * _g[t][(h * _d) + i];
                    }
                }

                for (int c = 0; t > 0 && c <= _f; c++)
                {
                    float k = c < _f ? _q[t - 1][(h * _f) + c] : 1, sum = 0;
                    for (int i = 0; i < _d; i++)
                    {
                        int at = (c * _d) + i;
                        sum += (_lr[t][h] * dp[at] * _g[t][(h * _d) + i]) + (_starts[t][h][at] * dg[i]);
                        dw[at] += k * dg[i];
                    }

                    if (c < _f)
                    {
                        dq[t - 1][(h * _f) + c] += sum;
                    }
                }

                float logit = dlr * _lr[t][h] * (1 - (_lr[t][h] / _rate));
                GateBiasGradient[h] += logit;
                for (int c = 0; c < _w; c++)
                {
                    GateGradient[(h * _w) + c] += logit * _q[t][c];
                    dq[t][c] += logit * _gate[(h * _w) + c];
                }

                if (n == 0)
                {
                    dw.CopyTo(next, 0);
                }
            }

            next.CopyTo(StartGradient[h], 0);
        }

        for (int t = 0; t < steps; t++)
        {
            for (int c = 0; c < _w; c++)
            {
                BiasGradient[c] += dq[t][c];
                for (int i = 0; i < _d; i++)
                {
                    EncoderGradient[(c * _d) + i] += dq[t][c] * rows[t][i];
                }
            }
        }
    }
}
