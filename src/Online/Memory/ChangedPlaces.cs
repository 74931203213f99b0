using System.Runtime.InteropServices;

namespace AdaptiveML.Online;

/// <summary>The places of a store whose sequences may have changed since a copy was kept, each once.</summary>
internal sealed class ChangedPlaces
{
    private readonly List<int> _places = [];
    private readonly List<bool> _isMarked = [];

    /// <summary>The places, in the order in which they were marked.</summary>
    public ReadOnlySpan<int> Places => CollectionsMarshal.AsSpan(_places);

    /// <summary>Takes the memory for so many places now, so that none is taken when they are marked.</summary>
    public void Reserve(int count)
    {
        _places.EnsureCapacity(count);
        while (_isMarked.Count < count)
        {
            _isMarked.Add(false);
        }
    }

    /// <summary>Marks one of the places that there is room for.</summary>
    public void Mark(int place)
    {
        if (!_isMarked[place])
        {
            _isMarked[place] = true;
            _places.Add(place);
        }
    }

    /// <summary>Takes all marks away.</summary>
    public void Clear()
    {
        foreach (int place in _places)
        {
            _isMarked[place] = false;
        }

        _places.Clear();
    }
}
