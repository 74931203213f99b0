namespace AdaptiveML.Learners.LruRegression;

/// <summary>
/// What the readouts of a regressor see, in standardised units.
/// <code>
/// φ = 1, x, x − x′, x∘x, x_i x_j (i &lt; j), Re s, Im s, y′
/// </code>
/// </summary>
/// <remarks>
/// y′ is the last label and x′ the input of its row, s the state of the recurrence. A difference is 0 where either input was not known. The plain form ends
/// before the products and has y′ there; the linear form is 1, x, y′.
/// </remarks>
internal sealed class RegressorFeatures(int inputs, int states, bool products)
{
    /// <summary>Whether products are among them.</summary>
    public bool SeesProducts => products;

    /// <summary>Length of the linear form.</summary>
    public int LinearCount => 2 + inputs;

    /// <summary>Length of the plain form.</summary>
    public int PlainCount => 2 + (3 * inputs);

    /// <summary>Where the states begin.</summary>
    public int StatesAt => 1 + (3 * inputs) + (products ? inputs * (inputs - 1) / 2 : 0);

    /// <summary>Where y′ stands, behind all else.</summary>
    public int LabelAt => StatesAt + states;

    /// <summary>Writes all of φ; a difference to no input is 0.</summary>
    public void Fill(ReadOnlySpan<double> input, ReadOnlySpan<double> known, ReadOnlySpan<double> earlier, ReadOnlySpan<double> state, double label,
        Span<double> features)
    {
        FillFree(input, known, earlier, state, features);
        features[LabelAt] = label;
    }

    /// <summary>Writes φ without y′.</summary>
    public void FillFree(ReadOnlySpan<double> input, ReadOnlySpan<double> known, ReadOnlySpan<double> earlier, ReadOnlySpan<double> state,
        Span<double> features)
    {
        FillInputs(input, known, earlier, features);
        if (products)
        {
            int next = 1 + (3 * inputs);
            for (int i = 0; i < inputs; i++)
            {
                for (int j = i + 1; j < inputs; j++)
                {
                    features[next++] = input[i] * input[j];
                }
            }
        }

        state[..states].CopyTo(features[StatesAt..]);
    }

    /// <summary>Writes the plain form.</summary>
    public void FillPlain(ReadOnlySpan<double> input, ReadOnlySpan<double> known, ReadOnlySpan<double> earlier, double label, Span<double> features)
    {
        FillInputs(input, known, earlier, features);
        features[PlainCount - 1] = label;
    }

    /// <summary>Writes the linear form.</summary>
    public void FillLinear(ReadOnlySpan<double> input, double label, Span<double> features)
    {
        features[0] = 1;
        input.CopyTo(features[1..]);
        features[LinearCount - 1] = label;
    }

    private void FillInputs(ReadOnlySpan<double> input, ReadOnlySpan<double> known, ReadOnlySpan<double> earlier, Span<double> features)
    {
        features[0] = 1;
        for (int i = 0; i < inputs; i++)
        {
            features[1 + i] = input[i];
            double difference = earlier.IsEmpty ? 0 : known[i] - earlier[i];
            features[1 + inputs + i] = double.IsNaN(difference) ? 0 : difference;
            features[1 + (2 * inputs) + i] = input[i] * input[i];
        }
    }
}
