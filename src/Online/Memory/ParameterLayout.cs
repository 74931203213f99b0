using System.Collections.ObjectModel;

namespace AdaptiveML.Online;

/// <summary>A layout of parameters of one element type, with the way each is stepped. Neighbours that are stepped alike form one group.</summary>
internal sealed class ParameterLayout<T>
    where T : unmanaged
{
    private readonly List<ParameterGroup> _groups = [];
    private bool _isDivided;

    /// <summary>The fields.</summary>
    public Layout Layout { get; } = new();

    /// <summary>The runs that are stepped alike, in order.</summary>
    public ReadOnlyCollection<ParameterGroup> Groups => _groups.AsReadOnly();

    /// <summary>Whatever is appended next begins a group, for an optimiser of its own.</summary>
    public void Divide() => _isDivided = true;

    /// <summary>Appends a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="learningRateFactor">Multiplies the learning rate.</param>
    /// <param name="decays">Whether weight decay applies.</param>
    /// <param name="shape">Dimensions, outermost first.</param>
    public unsafe Field Add(string name, double learningRateFactor, bool decays, params ReadOnlySpan<int> shape)
    {
        int offset = Layout.ByteLength / sizeof(T);
        var field = Layout.Add<T>(name, shape);
        int length = (Layout.ByteLength / sizeof(T)) - offset;
        if (!_isDivided && _groups is [.., var last] && last.LearningRateFactor == learningRateFactor && last.Decays == decays)
        {
            _groups[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _groups.Add(new(offset, length, learningRateFactor, decays));
        }

        _isDivided = false;
        return field;
    }
}
