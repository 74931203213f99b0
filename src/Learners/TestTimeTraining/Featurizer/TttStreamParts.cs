using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>
/// What a featurizer of a stream has besides its network: the gate of its inputs, its drift score, the last output, and the predictions that wait for
/// their rows.
/// </summary>
internal sealed class TttStreamParts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _horizon;
    private readonly int _size;
    private readonly bool _issues;
    private readonly Field _rows;
    private readonly Field _output;
    private readonly Field _issued;
    private readonly Field _recent;

    /// <summary>Adds the fields to the layout of the featurizer's parts.</summary>
    public TttStreamParts(int dimension, TttFeaturizerOptions options, TttFeaturizerParts<T> parts)
    {
        _issues = options.Objective == TttObjective.NextRow;
        (_horizon, _size) = (options.Horizon, _issues ? parts.PredictionSize : 0);
        var layout = parts.Layout;
        Inputs = new(dimension, options.Gate, layout);
        Drift = new(dimension, options.ScoreHalfLife, layout.State, layout.Sequence);
        _rows = layout.Sequence.Add<long>("rows", 1);
        layout.Sequence.RequireCounts(_rows);
        _output = layout.Sequence.Add<T>("output", parts.Output.Length);
        _recent = layout.Sequence.Add<T>("recent", options.LagsInForce * dimension);
        _issued = layout.Sequence.Add<T>("issued", _issues ? _horizon : 0, _size);
    }

    public InputGuard<T> Inputs { get; }

    public DriftScore<T> Drift { get; }

    /// <summary>The output of the sequence's last row; empty where there was none.</summary>
    public ReadOnlySpan<T> LastOutput(LearnerMemory memory) => Rows(memory) > 0 ? memory.Sequence.View<T>(_output) : default;

    /// <summary>The loss of what was predicted for the present row, in standardised units; NaN where nothing was.</summary>
    public double IssuedLoss(LearnerMemory memory, ReadOnlySpan<T> input) =>
        _issues && Rows(memory) >= _horizon ? TttFeaturizerParts<T>.Loss(Issued(memory), input[.._size]) : double.NaN;

    /// <summary>Writes what the network sees of a row.</summary>
    public void WriteToken(LearnerMemory memory, ReadOnlySpan<T> row, Span<T> token) =>
        LaggedToken.Write(row, memory.Sequence.View<T>(_recent), Rows(memory) == 0, token);

    /// <summary>Keeps a row, and what it gave.</summary>
    public void Keep(LearnerMemory memory, ReadOnlySpan<T> row, ReadOnlySpan<T> predicted, ReadOnlySpan<T> output)
    {
        LaggedToken.Keep(row, memory.Sequence.View<T>(_recent), Rows(memory) == 0);
        output.CopyTo(memory.Sequence.View<T>(_output));
        if (_issues)
        {
            predicted.CopyTo(Issued(memory));
        }

        Rows(memory)++;
    }

    /// <summary>The sequence begins anew.</summary>
    public void Forget(LearnerMemory memory) => Rows(memory) = 0;

    private Span<T> Issued(LearnerMemory memory) => memory.Sequence.View<T>(_issued).Slice((int)(Rows(memory) % _horizon) * _size, _size);

    private ref long Rows(LearnerMemory memory) => ref memory.Sequence.View<long>(_rows)[0];
}
