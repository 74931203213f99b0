using System.Globalization;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>The fields of a classifier that trains one network.</summary>
internal sealed class NetworkLayout : ContinualLayout
{
    public NetworkLayout(ContinualShape shape, ContinualOptions options, NetworkOptions network, bool isAnchored = false)
        : base(shape, options)
    {
        Network = new(Parameters, shape.InputSize, network.Hidden, shape.ClassCount, shape.ClassRoom);
        Training = new(this, network);
        if (isAnchored)
        {
            Anchors = [.. Parameters.Layout.Fields.Select(field => new Anchor(field, Copy("importance.", field), Copy("anchor.", field)))];
        }
    }

    public HiddenNetwork Network { get; }

    public TaskTraining Training { get; }

    /// <summary>Each parameter's importance and the value it is held to.</summary>
    public Anchor[] Anchors { get; } = [];

    private Field Copy(string prefix, Field field) =>
        AddForLearning(prefix + field.Name, [.. field.Shape.Split('x').Select(dimension => int.Parse(dimension, CultureInfo.InvariantCulture))]);

    /// <summary>A parameter, its importance, and the value it is held to.</summary>
    public readonly record struct Anchor(Field Parameter, Field Importance, Field Value);
}
