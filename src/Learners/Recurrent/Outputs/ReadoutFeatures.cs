using System.Numerics;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// What readouts by least squares see beside the hidden units, the same for all nets, in standardised units.
/// <code>
/// φ = 1, x, x∘x, x − x′, y′
/// </code>
/// y′ is the last label of the sequence and x′ the input of its row, however long ago. What comes before x − x′ knows nothing of labels.
/// </summary>
internal sealed class ReadoutFeatures<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long Recent = 12;

    private readonly Field _input;
    private readonly Field _label;
    private readonly Field _age;
    private readonly double[] _known;
    private readonly Standardizer<T> _standardizer;
    private readonly T[] _told;

    /// <summary>Adds the fields to <paramref name="sequence"/>.</summary>
    public ReadoutFeatures(Layout sequence, int inputs, int outputs, Standardizer<T> standardizer)
    {
        (_standardizer, _told) = (standardizer, new T[outputs]);
        _input = sequence.Add<double>("readout.input", inputs);
        _label = sequence.Add<double>("readout.label", outputs);
        _age = sequence.Add<long>("readout.age", 1);
        sequence.RequireCounts(_age);
        _known = new double[inputs];
        Values = new double[Count(inputs, outputs)];
        Labels = outputs;
    }

    /// <summary>Classes of the age of the last label: the row before, a few rows, more, and none yet.</summary>
    public const int Ages = 4;

    /// <summary>The class of rows before the first label of a sequence.</summary>
    public const int Unlabelled = Ages - 1;

    /// <summary>φ.</summary>
    public double[] Values { get; }

    /// <summary>Number of labels at the end of φ.</summary>
    public int Labels { get; }

    /// <summary>The class of the age of the last label, as <see cref="Fill"/> found it.</summary>
    public int Age { get; private set; }

    /// <summary>Length of the part of φ that knows nothing of labels.</summary>
    public int FreeCount => 1 + (2 * _known.Length);

    /// <summary>y′.</summary>
    public ReadOnlySpan<double> Last => Values.AsSpan(Values.Length - Labels);

    /// <summary>Length of φ.</summary>
    public static int Count(int inputs, int outputs) => 1 + (3 * inputs) + outputs;

    /// <summary>Makes φ of a row.</summary>
    public void Fill(LearnerMemory memory, ReadOnlySpan<T> input)
    {
        long age = memory.Sequence.View<long>(_age)[0];
        Age = age == 0 ? Unlabelled : age == 1 ? 0 : age <= Recent ? 1 : 2;
        ReadOnlySpan<double> before = memory.Sequence.View<double>(_input);
        Values[0] = 1;
        for (int i = 0; i < input.Length; i++)
        {
            double value = _known[i] = double.CreateTruncating(input[i]);
            Values[1 + i] = value;
            Values[1 + input.Length + i] = value * value;
            Values[1 + (2 * input.Length) + i] = age == 0 ? 0 : value - before[i];
        }

        memory.Sequence.View<double>(_label).CopyTo(Values.AsSpan(Values.Length - Labels));
    }

    /// <summary>Closes the row.</summary>
    /// <param name="memory">The machine's memory.</param>
    /// <param name="target">Its labels; NaN where not known.</param>
    public void Commit(LearnerMemory memory, ReadOnlySpan<T> target)
    {
        _standardizer.ScaleTarget(memory, target, _told);
        ref long age = ref memory.Sequence.View<long>(_age)[0];
        age += age > 0 ? 1 : 0;
        Span<double> labels = memory.Sequence.View<double>(_label);
        for (int i = 0; i < _told.Length; i++)
        {
            if (!T.IsNaN(_told[i]))
            {
                labels[i] = double.CreateTruncating(_told[i]);
                age = 1;
            }
        }

        if (age == 1)
        {
            _known.CopyTo(memory.Sequence.View<double>(_input));
        }
    }
}
