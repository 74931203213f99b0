using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Gives texts as the keys of sequences, and remembers some: to hash one takes longer than to find it.</summary>
internal sealed class TextKeys
{
    private const int Places = 64;

    private readonly Entry[] _entries = new Entry[Places];

    /// <exception cref="InvalidOperationException">The text is longer than <see cref="TextLength.Largest"/>.</exception>
    public SequenceKey Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return SequenceKey.Unknown;
        }

        ref var entry = ref _entries[(uint)string.GetHashCode(text) % Places];
        if (!text.SequenceEqual(entry.Text))
        {
            if (TextLength.Problem(text, "The group of a row") is { } problem)
            {
                throw new InvalidOperationException(problem);
            }

            entry.Store(text);
        }

        return entry.Key;
    }

    private struct Entry
    {
        private char[]? _characters;
        private int _length;

        public readonly ReadOnlySpan<char> Text => _characters.AsSpan(0, _length);

        public SequenceKey Key { get; private set; }

        public void Store(ReadOnlySpan<char> text)
        {
            if (_characters is null || _characters.Length < text.Length)
            {
                _characters = new char[2 * text.Length];
            }

            text.CopyTo(_characters);
            _length = text.Length;
            Key = SequenceKey.Of(text);
        }
    }
}
