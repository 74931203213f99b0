using System.Runtime.InteropServices;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>
/// Makes probabilities of scores, in the same order: softmax(T g(s)). T is learnt by the cross-entropy of rows that the scores had not learnt: those held out
/// of a task, and each row that comes by itself. Where scores are logarithms g is the identity. Scores that lie between 0 and 1 are shares of the rows
/// already, more or less shrunk: g(s) = asinh(s / 2ε), a logarithm above ε, linear below, and ε is chosen at each task by the same cross-entropy.
/// </summary>
internal sealed class ScoreCalibration
{
    /// <summary>What T may have been learnt of at most, so that it goes on to follow.</summary>
    private const double MostCurvature = 500;
    private const double Initial = 10;
    private const int Rounds = 12;

    private static readonly double[] Widths = [0.01, 0.03, 0.1, 0.3, 1];

    private readonly Field _field;
    private readonly bool _isShare;
    private readonly double[] _logits;

    /// <summary>Adds the field to the state.</summary>
    /// <param name="state">The learner's state.</param>
    /// <param name="classes">Classes known.</param>
    /// <param name="isShare">Whether scores lie between 0 and 1.</param>
    public ScoreCalibration(Layout state, int classes, bool isShare) =>
        (_isShare, _logits, _field) = (isShare, new double[classes], state.AddStructs<Shape, double>("probabilities", isShare ? Widths.Length : 1));

    /// <summary>Sets T of a fresh memory: of scores between 0 and 1 so that 1 beside 0 has odds of e¹⁰, of others <paramref name="sharpness"/>.</summary>
    public void Initialize(LearnerMemory memory, double sharpness)
    {
        var shapes = memory.State.Refs<Shape>(_field);
        for (int i = 0; i < shapes.Length; i++)
        {
            shapes[i] = new() { LogT = Elementary.Log(_isShare ? Initial / Bend(1, i) : sharpness), Curvature = 1 };
        }
    }

    /// <summary>Scores become probabilities; a score of −∞ becomes 0.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="trust">Multiplies the logarithms of odds, from 0 to 1.</param>
    public void Apply(LearnerMemory memory, Span<double> scores, double trust)
    {
        Bend(memory, scores, Best(memory), trust);
        Softmax.Apply<double>(scores, scores);
    }

    /// <summary>Learns of rows that the scores had not learnt.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="scores">Their scores, a row of classes each.</param>
    public void Learn(LearnerMemory memory, ScaledTask rows, double[] scores)
    {
        if (rows.Count == 0)
        {
            return;
        }

        int classes = scores.Length / rows.Count;
        double[] work = new double[classes];
        var shapes = memory.State.Refs<Shape>(_field);
        for (int i = 0; i < shapes.Length; i++)
        {
            double before = shapes[i].LogT, prior = shapes[i].Curvature;
            var (loss, slope, curvature) = (0.0, 0.0, 0.0);
            for (int round = 0; round <= Rounds; round++)
            {
                (loss, slope, curvature) = (0, prior * (shapes[i].LogT - before), prior);
                for (int row = 0; row < rows.Count; row++)
                {
                    rows.Cancellation.ThrowIfCancellationRequested();
                    scores.AsSpan(row * classes, classes).CopyTo(work);
                    Add(memory, work, i, rows.Label(row), rows.Weight(row), ref loss, ref slope, ref curvature);
                }

                shapes[i].LogT -= round < Rounds ? Math.Clamp(slope / curvature, -1, 1) : 0;
            }

            shapes[i].Curvature = Math.Min(curvature, MostCurvature);
            shapes[i].Loss += loss;
        }
    }

    /// <summary>Learns of a row that comes by itself: T of the shape in force.</summary>
    /// <param name="memory">The learner's memory.</param>
    /// <param name="scores">Its scores, before it is learnt; are used up.</param>
    /// <param name="label">Its class.</param>
    /// <param name="weight">How much it counts.</param>
    public void LearnRow(LearnerMemory memory, Span<double> scores, int label, double weight)
    {
        int best = Best(memory);
        ref var shape = ref memory.State.Refs<Shape>(_field)[best];
        double loss = 0, slope = 0, curvature = shape.Curvature;
        Add(memory, scores, best, label, weight, ref loss, ref slope, ref curvature);
        if (double.IsFinite(loss) && double.IsFinite(slope))
        {
            shape.LogT -= Math.Clamp(slope / curvature, -0.1, 0.1);
            shape.Curvature = Math.Min(curvature, MostCurvature);
        }
    }

    /// <summary>Adds the cross-entropy of a row, and its derivatives by ln T.</summary>
    private void Add(
        LearnerMemory memory, Span<double> scores, int shape, int label, double weight, ref double loss, ref double slope, ref double curvature)
    {
        Bend(memory, scores, shape, trust: 1);
        loss += weight * Softmax.Loss<double>(scores, label);
        double mean = 0, square = 0, logit = scores[label];
        scores.CopyTo(_logits);
        Softmax.Apply<double>(scores, scores);
        for (int c = 0; c < scores.Length; c++)
        {
            if (scores[c] > 0)
            {
                mean += scores[c] * _logits[c];
                square += scores[c] * _logits[c] * _logits[c];
            }
        }

        slope += weight * (mean - logit);
        curvature += weight * Math.Max(0, square - (mean * mean));
    }

    private int Best(LearnerMemory memory)
    {
        var shapes = memory.State.Refs<Shape>(_field);
        int best = shapes.Length - 1;
        for (int i = 0; i < shapes.Length; i++)
        {
            best = shapes[i].Loss < shapes[best].Loss ? i : best;
        }

        return best;
    }

    private void Bend(LearnerMemory memory, Span<double> scores, int shape, double trust)
    {
        double sharpness = trust * Elementary.Exp(memory.State.Refs<Shape>(_field)[shape].LogT);
        foreach (ref double score in scores)
        {
            score = double.IsNegativeInfinity(score) ? score : sharpness * (_isShare ? Bend(score, shape) : score);
        }
    }

    private static double Bend(double score, int shape)
    {
        double u = Math.Abs(score) / (2 * Widths[shape]);
        return Math.CopySign(Elementary.Log(u + Math.Sqrt((u * u) + 1)), score);
    }

    /// <summary>What was learnt of a form of g.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Shape
    {
        public double LogT;
        public double Curvature;
        public double Loss;
    }
}
