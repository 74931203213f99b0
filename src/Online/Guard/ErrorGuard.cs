using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>Huber's bound on the error's part in the gradient, against the running scale of the errors themselves.</summary>
internal sealed class ErrorGuard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double SmallestDeviation = 0.05;

    private readonly RobustScale<T>? _scale;

    public ErrorGuard(int size, GateOptions options, Layout state, string name = "gate.error") =>
        _scale = options.HuberThreshold is { } limit ? new(name, size, limit, SmallestDeviation, options.HalfLife, state) : null;

    public void Initialize(LearnerMemory memory) => _scale?.Initialize(memory);

    /// <summary>Bounds the errors of a row in place and takes them into the scale; an error that is NaN, for want of a target, becomes 0.</summary>
    public void Bound(LearnerMemory memory, Span<T> errors)
    {
        if (_scale is not null)
        {
            _scale.Clamp(memory, errors);
            _scale.Update(memory, errors);
        }

        foreach (ref T error in errors)
        {
            error = T.IsNaN(error) ? T.Zero : error;
        }
    }
}
