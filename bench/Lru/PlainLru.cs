namespace AdaptiveML.Benchmarks.Lru;

/// <summary>The learn step of a linear recurrent unit as plain scalar loops over arrays: the same arithmetic, written as one would first write it.</summary>
internal sealed class PlainLru
{
    private readonly int _n;
    private readonly int _m;
    private readonly float[] _nuLog, _thetaLog, _gammaLog, _bRe, _bIm, _cRe, _cIm, _d, _bias = new float[1];
    private readonly float[] _xRe, _xIm, _wRe, _wIm, _lRe, _lIm, _gRe, _gIm, _eRe, _eIm;
    private readonly float[][] _parameters;
    private readonly float[][] _gradients;
    private readonly float[][] _first;
    private readonly float[][] _second;
    private float _power1 = 1;
    private float _power2 = 1;

    public PlainLru(int n, int m)
    {
        (_n, _m) = (n, m);
        var random = new Random(1);
        float[] Random(int length, float scale) => [.. Enumerable.Range(0, length).Select(_ => ((float)random.NextDouble() - 0.5f) * scale)];
        (_nuLog, _thetaLog, _gammaLog) = ([.. Random(n, 1).Select(v => v - 2)], Random(n, 1), [.. Random(n, 1).Select(v => v - 1)]);
        (_bRe, _bIm, _cRe, _cIm, _d) = (Random(n * m, 0.2f), Random(n * m, 0.2f), Random(n, 0.2f), Random(n, 0.2f), Random(m, 0.2f));
        (_xRe, _xIm, _wRe, _wIm) = (new float[n], new float[n], new float[n], new float[n]);
        (_lRe, _lIm, _gRe, _gIm) = (new float[n], new float[n], new float[n], new float[n]);
        (_eRe, _eIm) = (new float[n * m], new float[n * m]);
        _parameters = [_nuLog, _thetaLog, _gammaLog, _bRe, _bIm, _cRe, _cIm, _d, _bias];
        _gradients = [.. _parameters.Select(p => new float[p.Length])];
        _first = [.. _parameters.Select(p => new float[p.Length])];
        _second = [.. _parameters.Select(p => new float[p.Length])];
    }

    public float Learn(float[] u, float target)
    {
        float y = _bias[0];
        for (int m = 0; m < _m; m++)
        {
            y += _d[m] * u[m];
        }

        for (int n = 0; n < _n; n++)
        {
            float modulus = MathF.Exp(-MathF.Exp(_nuLog[n])), phase = MathF.Exp(_thetaLog[n]), gamma = MathF.Exp(_gammaLog[n]);
            float lambdaRe = modulus * MathF.Cos(phase), lambdaIm = modulus * MathF.Sin(phase);
            (_lRe[n], _lIm[n]) = ((lambdaRe * _lRe[n]) - (lambdaIm * _lIm[n]) + _xRe[n], (lambdaRe * _lIm[n]) + (lambdaIm * _lRe[n]) + _xIm[n]);
            float re = 0, im = 0;
            for (int m = 0; m < _m; m++)
            {
                re += _bRe[(n * _m) + m] * u[m];
                im += _bIm[(n * _m) + m] * u[m];
            }

            (_gRe[n], _gIm[n]) = ((lambdaRe * _gRe[n]) - (lambdaIm * _gIm[n]) + re, (lambdaRe * _gIm[n]) + (lambdaIm * _gRe[n]) + im);
            (_xRe[n], _xIm[n]) = ((lambdaRe * _xRe[n]) - (lambdaIm * _xIm[n]) + (gamma * re), (lambdaRe * _xIm[n]) + (lambdaIm * _xRe[n]) + (gamma * im));
            (_wRe[n], _wIm[n]) = (lambdaRe, lambdaIm);
            y += (_cRe[n] * _xRe[n]) - (_cIm[n] * _xIm[n]);
        }

        float error = y - target;
        for (int n = 0; n < _n; n++)
        {
            float gamma = MathF.Exp(_gammaLog[n]), deltaRe = error * _cRe[n], deltaIm = error * _cIm[n];
            for (int m = 0; m < _m; m++)
            {
                int i = (n * _m) + m;
                (_eRe[i], _eIm[i]) = ((_wRe[n] * _eRe[i]) - (_wIm[n] * _eIm[i]) + (gamma * u[m]), (_wRe[n] * _eIm[i]) + (_wIm[n] * _eRe[i]));
                _gradients[3][i] = (deltaRe * _eRe[i]) - (deltaIm * _eIm[i]);
                _gradients[4][i] = -((deltaRe * _eIm[i]) + (deltaIm * _eRe[i]));
            }

            float chainRe = (_wRe[n] * _lRe[n]) - (_wIm[n] * _lIm[n]), chainIm = (_wRe[n] * _lIm[n]) + (_wIm[n] * _lRe[n]);
            _gradients[0][n] = -MathF.Exp(_nuLog[n]) * ((deltaRe * chainRe) - (deltaIm * chainIm));
            _gradients[1][n] = -MathF.Exp(_thetaLog[n]) * ((deltaRe * chainIm) + (deltaIm * chainRe));
            _gradients[2][n] = gamma * ((deltaRe * _gRe[n]) - (deltaIm * _gIm[n]));
            (_gradients[5][n], _gradients[6][n]) = (error * _xRe[n], -error * _xIm[n]);
        }

        for (int m = 0; m < _m; m++)
        {
            _gradients[7][m] = error * u[m];
        }

        _gradients[8][0] = error;
        Adam();
        return y;
    }

    private void Adam()
    {
        float squares = 0;
        foreach (float[] gradient in _gradients)
        {
            foreach (float g in gradient)
            {
                squares += g * g;
            }
        }

        float norm = MathF.Sqrt(squares), scale = norm > 10 ? 10 / norm : 1;
        (_power1, _power2) = (_power1 * 0.9f, _power2 * 0.999f);
        for (int k = 0; k < _parameters.Length; k++)
        {
            float rate = k < 5 ? 0.0015f : 0.003f;
            float[] parameter = _parameters[k], gradient = _gradients[k], first = _first[k], second = _second[k];
            for (int i = 0; i < parameter.Length; i++)
            {
                float g = scale * gradient[i];
                first[i] = (0.9f * first[i]) + (0.1f * g);
                second[i] = (0.999f * second[i]) + (0.001f * g * g);
                parameter[i] -= rate * (first[i] / (1 - _power1)) / (MathF.Sqrt(second[i] / (1 - _power2)) + 1e-8f);
            }
        }
    }
}
