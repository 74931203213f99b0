using AdaptiveML.Learners.LruRegression;

namespace AdaptiveML.Trainers;

/// <summary>What <see cref="OnlineLruTrainer"/> fits.</summary>
public enum LruModelKind
{
    /// <summary>
    /// A recurrent unit under several readouts, combined online with each other and with the last label: <see cref="LruRegressor{T}"/>. It gives intervals and
    /// the weights of its experts.
    /// </summary>
    Combined,

    /// <summary>One recurrent unit.</summary>
    Unit,

    /// <summary>Recurrent blocks one above the other.</summary>
    Stack,
}
