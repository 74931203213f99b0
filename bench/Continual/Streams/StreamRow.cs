namespace AdaptiveML.Benchmarks.Continual;

/// <summary>A row of a stream, and its class from 0.</summary>
internal sealed record StreamRow(float[] Features, int Label);
