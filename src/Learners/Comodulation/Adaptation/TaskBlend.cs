using System.Numerics;
using System.Numerics.Tensors;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>
/// One task of several that do not modulate: their logits are linear in the inputs and in the last layer of the base, and so are the sums of them, each in
/// units of its size on rows held back, and weighed.
/// </summary>
internal sealed class TaskBlend<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What weighs less than this share of the heaviest is left out.</summary>
    private const double LeastShare = 0.01;

    private readonly (MethodEvidence<T> Method, int[] Settings, double[] Weights)[] _members;

    /// <summary>Chooses the members.</summary>
    /// <param name="methods">The methods that do not modulate.</param>
    public TaskBlend(IReadOnlyList<MethodEvidence<T>> methods)
    {
        double least = methods.Min(method => method.LeastCost);
        _members = [.. methods.Select(method =>
        {
            double[] weights = method.Weights(least);
            int[] settings = [.. Enumerable.Range(0, weights.Length).Where(setting => weights[setting] >= LeastShare && method.Judgements.Size(setting) > 0)];
            return (method, settings, Array.ConvertAll(settings, setting => weights[setting] / method.Judgements.Size(setting)));
        })];
    }

    /// <summary>What the blend said of rows held back.</summary>
    /// <param name="judgements">Receives it, in its one setting.</param>
    public void Judge(HeldBackLogits<T> judgements)
    {
        foreach (var (method, settings, weights) in _members)
        {
            for (int i = 0; i < settings.Length; i++)
            {
                judgements.Add(method.Judgements, settings[i], weights[i]);
            }
        }
    }

    /// <summary>Learns all members and adds them up.</summary>
    /// <param name="create">Makes a method.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="training">Those to learn.</param>
    /// <param name="task">Receives U, V and v, which are zeros.</param>
    public void Learn(Func<AdaptationMethod, ITaskMethod<T>> create, FeatureRows<T> rows, int[] training, in TaskSpans<T> task)
    {
        foreach (var (evidence, settings, weights) in _members)
        {
            var method = create(evidence.Method);
            var learnt = method.Learn(rows, training, settings);
            for (int i = 0; i < learnt.Length; i++)
            {
                var member = method.Fields.In(learnt[i]);
                T weight = T.CreateTruncating(weights[i]);
                TensorPrimitives.MultiplyAdd(member.Bias, weight, task.Bias, task.Bias);
                TensorPrimitives.MultiplyAdd(member.Weight, weight, task.Weight[..member.Weight.Length], task.Weight[..member.Weight.Length]);
                TensorPrimitives.MultiplyAdd(member.Direct, weight, task.Direct[..member.Direct.Length], task.Direct[..member.Direct.Length]);
            }
        }
    }
}
