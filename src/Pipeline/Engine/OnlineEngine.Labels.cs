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
        _binding.Columns.RequireLateLabels();
        return _binding.Fitted.Columns is { Classes: not null, Label: var name }
            ? throw new InvalidOperationException($"The labels of column '{name}' are classes: they are told as text.")
            : _learner.TryLearn(key, label, out result);
    }

    /// <summary>Like <see cref="Learn(ReadOnlySpan{char}, ReadOnlySpan{char})"/>, where it is no error that a label comes too late.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">The label as text; empty if it turns out not to be known.</param>
    /// <param name="result">What became of the update.</param>
    /// <returns>Whether a row waited under the key.</returns>
    /// <exception cref="InvalidOperationException">The model's label is an input, or a number.</exception>
    public bool TryLearn(ReadOnlySpan<char> key, ReadOnlySpan<char> label, out UpdateResult result)
    {
        _binding.Columns.RequireLateLabels();
        if (_binding.Present.Columns.Classes is not { } classes)
        {
            throw new InvalidOperationException($"The labels of column '{_binding.Present.Columns.Label}' are numbers: they are not told as text.");
        }

        float target = classes.TargetOf(label);
        if (!(target < 0 && _learner.CanOpen(key)))
        {
            return _learner.TryLearn(key, target, out result);
        }

        if (classes.TryAppend(label.ToString()) is not { } grown)
        {
            return _learner.TryLearn(key, classes.TargetUnopened(label.ToString()), out result);
        }

        _binding.Become(_learner.Open(), grown);
        bool isLearnt = _learner.TryLearn(key, grown.TargetOf(label), out result);
        result = result with { OpenedClass = grown.LearntNames[^1] };
        return isLearnt;
    }

    private static InvalidOperationException NoRowWaits(ReadOnlySpan<char> key) =>
        new($"No row waits for its label under the key '{key}': none was predicted under it, or its label was told or given up.");
}
