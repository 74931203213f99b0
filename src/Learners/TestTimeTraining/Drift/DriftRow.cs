using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>A token of the fit of a drift score.</summary>
/// <param name="Token">Its place among the tokens.</param>
/// <param name="Part">The eighth of the rows that it is of, from 0 to 7.</param>
/// <param name="Track">What goes on from token to token of its sequence.</param>
/// <param name="IsScored">Whether a row ends with it, and so has a score.</param>
internal readonly record struct DriftRow(int Token, int Part, double[] Track, bool IsScored)
{
    /// <summary>Parts that rows are divided into.</summary>
    public const int Parts = 8;

    /// <summary>The tokens of rows in order; those of an unknown sequence are left out.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="window">Tokens of a window, each of which is a sequence; or null where tokens are rows of streams.</param>
    /// <param name="trackSize">Elements of a track.</param>
    public static IEnumerable<DriftRow> Of<T>(TrainingRows<T> tokens, int? window, int trackSize)
        where T : unmanaged
    {
        Dictionary<SequenceKey, double[]> tracks = [];
        int size = window ?? 1, rows = tokens.Count / size;
        double[] track = new double[trackSize];
        for (int token = 0; token < tokens.Count; token++)
        {
            var sequence = tokens.Context(token).Sequence;
            int part = (int)(Parts * (long)(token / size) / rows);
            if (window is not null)
            {
                track = token % size == 0 ? new double[trackSize] : track;
            }
            else if (sequence == SequenceKey.Unknown)
            {
                continue;
            }
            else if (!tracks.TryGetValue(sequence, out track!))
            {
                tracks[sequence] = track = new double[trackSize];
            }

            yield return new(token, part, track, (token + 1) % size == 0);
            if (tokens.Context(token).EndsSequence)
            {
                tracks.Remove(sequence);
            }
        }
    }
}
