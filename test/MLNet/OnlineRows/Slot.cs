namespace AdaptiveML.MLNet.Tests.OnlineRows;

/// <summary>An endless sequence of whatever lies in the slot: a cursor over it reads the caller's object at each MoveNext.</summary>
internal sealed class Slot<T>
    where T : class
{
    public T? Value { get; set; }

    public IEnumerable<T> Endless()
    {
        while (true)
            yield return Value!;
    }
}
