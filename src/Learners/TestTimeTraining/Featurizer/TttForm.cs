namespace AdaptiveML.Learners.TestTimeTraining;

/// <summary>What is around the inner models of a <see cref="TttFeaturizer{T}"/>, and what they learn.</summary>
internal enum TttForm
{
    /// <summary>
    /// The published layer between two maps: views, normalisation, residual paths. The inner models learn to map a learnt view of a token to another
    /// (Y. Sun et al., "Learning to (learn at test time): RNNs with expressive hidden states", ICML 2025).
    /// </summary>
    Published = 0,

    /// <summary>
    /// The inner models learn the forecast itself, from the tokens <see cref="TttFeaturizerOptions.Horizon"/> ago to the present one, without normalisation;
    /// their forecasts are features besides the learnt view that they are made from. The rest of the published layer (<see cref="TttLayerOptions.Views"/>,
    /// gate, rotary positions) is not used.
    /// </summary>
    InContext = 1,
}
