using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// A recurrent net that learns online, row by row, by synthetic gradients, BP(λ), or by one of the methods that it can be compared with.
/// <code>
/// s_t = f(x_t, s_{t−1}; W)      y_t = W_out h_t + b_out      u_t = ∂L_t/∂s_t + w g(s_t; Ψ)      ∂W = u_t ∂s_t/∂W (one step)
/// </code>
/// g estimates the gradient of all losses to come, so that nothing is backpropagated through time; <see cref="RecurrentOptions.Method"/> chooses.
/// </summary>
/// <remarks>
/// <para>A. Pemberton and R. Costa, "BP(λ): online learning via synthetic gradients", Transactions on Machine Learning Research 2024. What it guarantees, it
/// guarantees for weights that stand still.</para>
/// <para>A row without a target is learnt from all the same by BP(λ), as a step whose own loss is 0; the other methods only advance.
/// <see cref="RowContext.EndsSequence"/> says that no losses come after a row.</para>
/// <para>Of classes learns a <see cref="RecurrentClassifier{T}"/>.</para>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public partial class RecurrentLearner<T> : OnlineLearner<T>, IGradientLearner<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RecurrentParts<T> _parts;
    private readonly T[] _input;
    private readonly T[] _target;
    private readonly double[] _losses;

    /// <summary>Makes a learner with initial values drawn from the options' seed.</summary>
    /// <param name="inputSize">m, elements of an input, from 1 to 65536.</param>
    /// <param name="outputSize">Elements of a target and of a prediction, from 1 to 65536.</param>
    /// <param name="options">Shape, initial values and learning rule.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">The output is <see cref="RecurrentOutput.Softmax"/>: that is a <see cref="RecurrentClassifier{T}"/>'s.</exception>
#pragma warning disable RS0022 // Derived classes: the classifier alone, since what a learner must override is not public.
    public RecurrentLearner(int inputSize, int outputSize, RecurrentOptions options)
#pragma warning restore RS0022
        : this(inputSize, outputSize, options, isClassifier: false)
    {
    }

    private protected RecurrentLearner(int inputSize, int outputSize, RecurrentOptions options, bool isClassifier)
        : this(inputSize, outputSize, new RecurrentParts<T>(inputSize, outputSize, Checked(inputSize, outputSize, options, isClassifier)))
    {
    }

    private RecurrentLearner(int inputSize, int outputSize, RecurrentParts<T> parts)
        : base(
            inputSize,
            parts.TargetSize,
            PredictionLayout.Score(outputSize),
            parts.Layout.Parameters.Layout,
            parts.Layout.State,
            parts.Layout.Sequence,
            parts.Options.Update.MaximumSequences,
            keepsCopy: true)
    {
        _parts = parts;
        (_input, _target) = (new T[parts.InputSize], new T[parts.TargetSize]);
        _losses = new double[parts.Nets.Length];
        parts.Initialize(Memory);
    }

    /// <summary>Shape, initial values and learning rule.</summary>
    public RecurrentOptions Options => _parts.Options;

    /// <inheritdoc/>
    public double LearningRate
    {
        get => Leader.LearningRate(Memory);
        set
        {
            Require.InRange(value, 0, 10);
            foreach (var net in _parts.Nets)
            {
                net.SetLearningRate(Memory, value);
            }
        }
    }

    /// <summary>What the learner knows of its own learning.</summary>
    public RecurrentDiagnostics Diagnostics
    {
        get
        {
            var leader = Leader;
            if (_parts.Guard is not { } guard)
            {
                return leader.Diagnose(Memory) with { IsTrial = _parts.Budget?.IsTrial(Memory) ?? false };
            }

            var (transitions, row) = guard.Transitions(Memory);
            return _parts.Nets[0].Diagnose(Memory) with
            {
                Method = leader.Method,
                Truncation = leader.Truncation,
                Phase = guard.Phase(Memory),
                Loss = leader.Monitor.Loss(Memory),
                TwinLoss = _parts.Nets[1].Monitor.Loss(Memory),
                LossDifference = guard.Difference(Memory),
                Transitions = transitions,
                LastTransition = row,
            };
        }
    }

    /// <summary>The net that predicts.</summary>
    internal RecurrentNet<T> Leader => _parts.Nets[_parts.Contest?.Leader(Memory) ?? (Phase >= RecurrentPhase.Fallback ? 1 : 0)];

    /// <summary>The nets, one a method that is tried, or the only one and its twin.</summary>
    internal ReadOnlySpan<RecurrentNet<T>> Nets => _parts.Nets;

    /// <summary>What it is made of.</summary>
    internal RecurrentParts<T> Parts => _parts;

    /// <summary>Whether synthetic gradients are in force.</summary>
    private RecurrentPhase Phase => _parts.Guard?.Phase(Memory) ?? RecurrentPhase.Online;

    /// <inheritdoc/>
    public void Standardize(TrainingRows<T> rows)
    {
        _parts.Standardizer.Fit(Memory, rows);
        Memory.Keep();
    }

    /// <inheritdoc/>
    private protected override OnlineLearner<T> CreateEmpty() => new RecurrentLearner<T>(InputSize, OutputSize, Options);

    /// <summary>A learner of the kind that the options' output asks for.</summary>
    internal static RecurrentLearner<T> Create(int inputSize, int outputSize, RecurrentOptions options) => options.Output switch
    {
        RecurrentOutput.Softmax => new RecurrentClassifier<T>(inputSize, outputSize, options),
        RecurrentOutput.LogOdds when outputSize == 1 => new RecurrentDetector<T>(inputSize, options),
        _ => new RecurrentLearner<T>(inputSize, outputSize, options),
    };

    private static RecurrentOptions Checked(int inputSize, int outputSize, RecurrentOptions options, bool isClassifier)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.InRange(inputSize, 1, 65536);
        options.Validate();
        Require.InRange(outputSize, isClassifier ? 2 : 1, 65536, isClassifier ? "classCount" : nameof(outputSize));
        return isClassifier || options.Output != RecurrentOutput.Softmax
            ? options
            : throw new ArgumentException("The output Softmax is a RecurrentClassifier's.", nameof(options));
    }
}
