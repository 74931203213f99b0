namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>The small model that a test-time training layer fits while it runs.</summary>
public enum TttInnerModel
{
    /// <summary>m(x) = x W + b.</summary>
    Linear = 0,

    /// <summary>m(x) = gelu(x W₁ + b₁) W₂ + b₂, with four hidden units for each input.</summary>
    Mlp = 1,
}
