namespace AdaptiveML.Pipeline;

/// <summary>One of many that predict with what was published last: a binding of the model to copies of its own.</summary>
internal sealed class EngineReader<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly EngineBinding<TSrc, TDst> _binding;
    private long _version = -1;

    /// <param name="engine">The binding of the engine.</param>
    public EngineReader(EngineBinding<TSrc, TDst> engine) =>
        _binding = engine.Bind(OnlineEngine<TSrc, TDst>.CreateReader);

    /// <summary>Predicts a row with what was published last.</summary>
    public void Predict(Publisher publisher, TSrc source, ref TDst destination)
    {
        var published = publisher.Read();
        try
        {
            if (published.Version != _version)
            {
                _version = -1;
                _binding.Become(published.Stages);
                _version = published.Version;
            }
        }
        finally
        {
            published.Leave();
        }

        _binding.Predict(source, ref destination);
    }

    public void Dispose() => _binding.Dispose();
}
