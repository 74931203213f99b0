using AdaptiveML.Online;

namespace AdaptiveML.Streams;

/// <summary>What one learner of a stream gets of a row.</summary>
/// <param name="Input">Its input, as many elements as its <see cref="IOnlineLearner{T}.InputSize"/>. Read during the call only.</param>
/// <param name="Label">
/// Its target where that is known: a number, or the index of a class from 0; NaN where it is not. Not read where the learner has no target.
/// </param>
/// <param name="Context">Whose row it is, when, and how much it counts.</param>
public readonly record struct StreamRow(ReadOnlyMemory<float> Input, float Label = float.NaN, RowContext Context = default);
