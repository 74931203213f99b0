namespace AdaptiveML.Learners.Continual;

/// <summary>Makes the features of a readout from an input in the learner's units; both are padded with zeros to whole tiles.</summary>
internal delegate void FeatureMap(ReadOnlySpan<double> input, Span<double> features);
