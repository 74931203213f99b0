using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Makes the methods by which a task can be learnt.</summary>
/// <param name="parts">The base.</param>
/// <param name="baseMemory">Its memory.</param>
/// <param name="options">Shape and learning rules.</param>
/// <param name="name">The task's name.</param>
/// <param name="classes">Number of its classes.</param>
internal sealed class TaskMethods<T>(BaseParts<T> parts, LearnerMemory baseMemory, ComodulationOptions options, string name, int classes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The task as it is when a method has learnt it.</summary>
    public TaskDescriptor Describe(AdaptationMethod kind)
    {
        bool isNew = classes != parts.Network.Shape.Classes, learnsReadout = kind is not (AdaptationMethod.Gain or AdaptationMethod.Comodulation);
        return new() { Name = name, Classes = classes, Method = kind, HasReadout = learnsReadout || isNew };
    }

    /// <summary>A method, which is not the blend of others.</summary>
    public ITaskMethod<T> Create(AdaptationMethod kind) => kind switch
    {
        AdaptationMethod.Ridge => new RidgeMethod<T>(parts, baseMemory, options, Describe(kind)),
        AdaptationMethod.Logistic or AdaptationMethod.LogisticWithBase => new LogisticMethod<T>(parts, baseMemory, options, Describe(kind)),
        _ => new GradientMethod<T>(parts, baseMemory, options, Describe(kind)),
    };

    /// <summary>1 − balanced accuracy of each setting of a method on the rows held back of one part.</summary>
    public double[] Errors(AdaptationMethod kind, FeatureRows<T> rows, RowPart part)
    {
        var method = Create(kind);
        var judgements = new HeldBackLogits<T>(method.Settings, 1, rows.Count, classes);
        method.Study(rows, part, judgements);
        return [.. Enumerable.Range(0, method.Settings).Select(setting => 1 - judgements.BalancedAccuracy(setting, rows, part.HeldBack))];
    }
}
