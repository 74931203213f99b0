using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Lru;

/// <summary>
/// Blocks of linear recurrent units one above the other, fine-tuned online: each layer keeps its own traces, and the error goes down through the present step.
/// <code>
/// h = W_enc i + b_enc
/// z = LN(h) or h      o = Re(C x) + D∘z, x ← λ∘x + γ∘(B z)      a = GELU(o)      h ← h + (W₁ a + b₁) ∘ σ(W₂ a + b₂), or LN of that      (L times)
/// y = W_dec h + b_dec
/// </code>
/// </summary>
/// <remarks>
/// <para>N. Zucchet et al., "Online learning of long-range dependencies", NeurIPS 2023. For parameters that stand still the gradient of the top recurrence
/// and of all above it is exact. Below it, a top block's own pre-norm included, it is an approximation: what a lower layer did to the memory of a higher one is
/// not counted. Time O(L (N H + H²)) a row and memory O(L N H), however long the history.</para>
/// <para>A row for which a value that enters a recurrence is above <see cref="GateOptions.LargestInput"/> is refused as not finite.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A stack of layers, not a collection.")]
internal sealed partial class LruStack<T> : GradientLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LruStackParts<T> _parts;
    private readonly T[] _encoded;
    private readonly T[] _gradient;

    /// <summary>Makes a learner with initial values drawn from the seed of the options' unit; the decoder starts at zero, and so does the output.</summary>
    /// <param name="inputSize">I, elements of an input, from 1 to 65536.</param>
    /// <param name="outputSize">P, elements of a target, from 1 to 65536.</param>
    /// <param name="options">Shape, initial values and learning rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    public LruStack(int inputSize, int outputSize, LruStackOptions options)
        : this(inputSize, outputSize, Checked(inputSize, outputSize, options), new LruStackParts<T>(inputSize, outputSize, options))
    {
    }

    private LruStack(int inputSize, int outputSize, LruStackOptions options, LruStackParts<T> parts)
        : base(inputSize, outputSize, parts.Layout, options.Unit.Update)
    {
        Options = options;
        _parts = parts;
        _encoded = new T[Tile.Pad(options.Width)];
        _gradient = new T[Tile.Pad(options.Width)];
        parts.Draw(Memory);
        ParametersChanged();
        Memory.Keep();
    }

    /// <summary>Shape, initial values and learning rule.</summary>
    public LruStackOptions Options { get; }

    internal LruStackParts<T> Parts => _parts;

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new LruStack<T>(InputSize, OutputSize, Options);

    /// <inheritdoc/>
    private protected override bool Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        bool finite = true;
        _parts.Encoder.Forward(Memory, input, _encoded);
        ReadOnlySpan<T> h = _encoded;
        foreach (var block in _parts.Blocks)
        {
            finite &= block.Forward(Memory, h);
            h = block.Output;
        }

        _parts.Decoder.Forward(Memory, h, output);
        return finite && T.IsFinite(TensorPrimitives.MaxMagnitude<T>(output));
    }

    /// <inheritdoc/>
    private protected override void Advance(ReadOnlySpan<T> input)
    {
        foreach (var block in _parts.Blocks)
        {
            block.Advance(Memory);
        }
    }

    /// <inheritdoc/>
    private protected override void AdvanceAndDifferentiate(ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient)
    {
        var blocks = _parts.Blocks;
        _gradient.AsSpan().Clear();
        _parts.Decoder.Differentiate(Memory, blocks[^1].Output, outputGradient, _gradient);
        for (int l = blocks.Length - 1; l >= 0; l--)
        {
            blocks[l].AdvanceAndDifferentiate(Memory, _gradient);
        }

        _parts.Encoder.Differentiate(Memory, input, _gradient, []);
    }

    /// <inheritdoc/>
    private protected override void ParametersChanged() => RefreshDerived();

    /// <summary>What the recurrences derive from their parameters.</summary>
    internal void RefreshDerived()
    {
        foreach (var block in _parts.Blocks)
        {
            block.Cell.Refresh(Memory);
        }
    }

    private static LruStackOptions Checked(int inputSize, int outputSize, LruStackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 65536);
        Require.InRange(outputSize, 1, 65536);
        options.Validate();
        return options;
    }
}
