using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <content>Labels that come later than their rows.</content>
public sealed partial class OnlineEngine<TSrc, TDst>
{
    /// <summary>Learns the label of a row that was predicted under a key, and then the rows behind it that waited for nothing else.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label; NaN if it turns out not to be known.</param>
    /// <returns>What became of the update.</returns>
    /// <exception cref="InvalidOperationException">
    /// No row waits under the key: none was predicted under it, or its label was told or given up; or the model's label is an input, or a class.
    /// </exception>
    public UpdateResult Learn(ReadOnlySpan<char> key, float label) => TryLearn(key, label, out var result) ? result : throw NoRowWaits(key);

    /// <summary>The same where the label is a class.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label as text, as <see cref="ClassLabels.Names"/> has it; empty if it turns out not to be known.</param>
    /// <returns>What became of the update; verdict Skipped with reason UnknownLabel where the model has no such class and can open none.</returns>
    /// <exception cref="InvalidOperationException">No row waits under the key; or the model's label is an input, or a number.</exception>
    public UpdateResult Learn(ReadOnlySpan<char> key, ReadOnlySpan<char> label) => TryLearn(key, label, out var result) ? result : throw NoRowWaits(key);

    /// <summary>Like <see cref="Learn(ReadOnlySpan{char}, float)"/>, where it is no error that a label comes too late.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label; NaN if it turns out not to be known.</param>
    /// <param name="result">What became of the update.</param>
    /// <returns>Whether a row waited under the key.</returns>
    /// <exception cref="InvalidOperationException">The model's label is an input: none comes late; or it is a class.</exception>
    public bool TryLearn(ReadOnlySpan<char> key, float label, out UpdateResult result)
    {
        using var turn = EnterToUpdate();
        _binding.Main.Columns.RequireLateLabels();
        if (_binding.Main.Present.Columns is { Classes: not null, Label: var name })
        {
            throw new InvalidOperationException($"The labels of column '{name}' are classes: they are told as text.");
        }

        bool isTold = _binding.TryTell(key, label);
        result = isTold ? _clock.Note(_binding.Main.Result) : default;
        Follower?.Told(key, label);
        return isTold;
    }

    /// <summary>Like <see cref="Learn(ReadOnlySpan{char}, ReadOnlySpan{char})"/>, where it is no error that a label comes too late.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label as text; empty if it turns out not to be known.</param>
    /// <param name="result">What became of the update.</param>
    /// <returns>Whether a row waited under the key.</returns>
    /// <exception cref="InvalidOperationException">The model's label is an input, or a number.</exception>
    public bool TryLearn(ReadOnlySpan<char> key, ReadOnlySpan<char> label, out UpdateResult result)
    {
        using var turn = EnterToUpdate();
        _binding.Main.Columns.RequireLateLabels();
        if (_binding.Main.Present.Columns is { Classes: null, Label: var name })
        {
            throw new InvalidOperationException($"The labels of column '{name}' are numbers: they are not told as text.");
        }

        bool isTold = _binding.TryTell(key, label);
        result = isTold ? _clock.Note(_binding.Main.Result) : default;
        Follower?.Told(key, label);
        return isTold;
    }

    private static InvalidOperationException NoRowWaits(ReadOnlySpan<char> key) =>
        new($"No row waits for its label under the key '{key}': none was predicted under it, or its label was told or given up.");
}
