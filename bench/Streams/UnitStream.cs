using AdaptiveML.Learners.Lru;
using AdaptiveML.Streams;

namespace AdaptiveML.Benchmarks.Streams;

/// <summary>A stream of one linear recurrent unit of 16 states over 9 inputs, and its rows.</summary>
internal static class UnitStream
{
    public const int Inputs = 9;

    public const string Name = "unit";

    public static LruLearner<float> Create() => new(Inputs, 1, new() { StateSize = 16 });

    public static ValueTask<StreamLearner> OpenAsync(ILearnerStore store, StreamLearnerOptions options) =>
        StreamLearner.OpenAsync(store, Name, static () => [Create()], LearnerFormat.Default, options);

    /// <summary>Writes a row, the same for the same number, and gives its label.</summary>
    public static float Row(long number, Span<float> input)
    {
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = ((number * ((7 * i) + 3)) % 101) / 101f;
        }

        return input[0] - (2 * input[1]) + (number % 13 * 0.01f);
    }
}
