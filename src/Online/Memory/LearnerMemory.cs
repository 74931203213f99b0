using System.Security.Cryptography;

namespace AdaptiveML.Online;

/// <summary>
/// Everything about a learner that changes, as flat buffers: parameters, gradients, state, and a kept copy of the parameters and the state
/// that a diverged learner falls back to. Saving, loading, cloning, hashing and restoring are each one operation over these.
/// </summary>
public sealed class LearnerMemory
{
    private readonly FlatBuffer[] _buffers;

    /// <summary>Makes a memory of zeros.</summary>
    /// <param name="parameters">Layout of the parameters, and of the gradients.</param>
    /// <param name="state">Layout of recurrent state, traces, optimiser moments, statistics, counters and random generator.</param>
    public LearnerMemory(Layout parameters, Layout state)
    {
        Parameters = new(parameters);
        Gradients = new(parameters);
        State = new(state);
        KeptParameters = new(parameters);
        KeptState = new(state);
        _buffers = [Parameters, Gradients, State, KeptParameters, KeptState];
    }

    /// <summary>What is learnt.</summary>
    public FlatBuffer Parameters { get; }

    /// <summary>The gradient of the rows since the last update; same layout as the parameters.</summary>
    public FlatBuffer Gradients { get; }

    /// <summary>Everything else that moves.</summary>
    public FlatBuffer State { get; }

    internal IReadOnlyList<FlatBuffer> Buffers => _buffers;

    private FlatBuffer KeptParameters { get; }

    private FlatBuffer KeptState { get; }

    /// <summary>Keeps a copy of parameters and state for <see cref="Restore"/>.</summary>
    public void Keep()
    {
        KeptParameters.CopyFrom(Parameters);
        KeptState.CopyFrom(State);
    }

    /// <summary>Brings back what was kept last, and drops the gradient gathered since.</summary>
    public void Restore()
    {
        Parameters.CopyFrom(KeptParameters);
        State.CopyFrom(KeptState);
        Gradients.Bytes.Clear();
    }

    /// <summary>Overwrites this memory with another of the same layouts.</summary>
    public void CopyFrom(LearnerMemory source)
    {
        ArgumentNullException.ThrowIfNull(source);
        for (int i = 0; i < _buffers.Length; i++)
        {
            _buffers[i].CopyFrom(source._buffers[i]);
        }
    }

    /// <summary>SHA-256 of all buffers: equal learners have equal hashes.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var buffer in _buffers)
        {
            hash.AppendData(buffer.Bytes);
        }

        return hash.GetHashAndReset();
    }
}
