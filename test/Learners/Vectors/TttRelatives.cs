using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.TestTimeTraining;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>
/// What a test-time training layer becomes in special cases, and its cheap relatives, against a reference file whose matrices are [outputs][inputs].
/// </summary>
internal sealed class TttRelatives<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly JsonElement _inputs;
    private readonly JsonElement _expected;
    private readonly int _tokens;
    private readonly int _size;

    public TttRelatives(JsonElement root)
    {
        (_inputs, _expected) = (root.GetProperty("inputs"), root.GetProperty("expected"));
        var shape = _inputs.GetProperty("k_normalised").GetProperty("shape");
        (_tokens, _size) = (shape[0].GetInt32(), shape[1].GetInt32());
    }

    public void Check()
    {
        T[] one = [.. Enumerable.Repeat(T.One, _tokens)], beta = Read("beta");
        T[] query = View("theta_Q"), key = View("theta_K"), value = View("theta_V"), normal = Rows(Read("k_normalised"));
        Tolerance<T>.Check(
            "linear_attention",
            _expected.GetProperty("linear_attention"),
            Run(new InnerModel<T>(InnerModelShape(_tokens)), _tokens, query, key, value, one).Outputs);

        T[] mini = Run(new InnerModel<T>(InnerModelShape(1)), 1, query, normal, value, beta).Outputs;
        Tolerance<T>.Check("delta_rule as mini-batches of one", _expected.GetProperty("delta_rule").GetProperty("output"), mini);
        CheckRule("delta_rule", InnerRule.Delta, query, normal, value, beta, one);
        CheckRule("gated_delta_rule", InnerRule.GatedDelta, query, normal, value, beta, Read("alpha"));
        CheckRule("implicit_update", InnerRule.Implicit, query, key, value, beta, one);
    }

    private InnerShape InnerModelShape(int batch) => new(TttInnerModel.Linear, _size, batch) { Normalizes = false, HasResidual = false, HasBias = false };

    private T[] Read(string name) => Tolerance<T>.Read(_inputs.GetProperty(name));

    private T[] Rows(T[] flat)
    {
        var rows = new T[_tokens * Tile.Pad(_size)];
        for (int i = 0; i < flat.Length; i++)
        {
            rows[(i / _size * Tile.Pad(_size)) + (i % _size)] = flat[i];
        }

        return rows;
    }

    private T[] View(string name)
    {
        T[] x = Read("x"), theta = Read(name);
        int width = x.Length / _tokens;
        return Rows([.. Enumerable.Range(0, _tokens * _size).Select(i =>
            Enumerable.Range(0, width).Aggregate(T.Zero, (sum, c) => sum + (x[(i / _size * width) + c] * theta[(i % _size * width) + c])))]);
    }

    private (T[] Outputs, T[] Weights) Run(IInnerLearner<T> model, int batch, T[] query, T[] key, T[] value, T[] rates, T[]? retentions = null)
    {
        T[] weights = new T[model.Length], pending = new T[model.PendingLength], one = [.. Enumerable.Repeat(T.One, batch)];
        List<T> outputs = [];
        for (int first = 0; first < _tokens; first += batch)
        {
            var tokens = new TokenRows<T>(_size, _size, batch);
            query.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Queries);
            key.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Keys);
            value.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Values);
            rates.AsSpan(first, batch).CopyTo(tokens.Rates);
            retentions?.AsSpan(first, batch).CopyTo(tokens.Retentions);
            model.Forward(new() { Committed = weights, Scale = [], Offset = [] }, tokens, one);
            model.Advance(tokens.Rates.Length, weights, pending);
            InnerCommit.Run<T>(weights, pending, weights, T.One, 0);
            outputs.AddRange(Enumerable.Range(0, batch * _size).Select(i => tokens.Outputs[(i / _size * tokens.Stride) + (i % _size)]));
        }

        return ([.. outputs], weights);
    }

    /// <summary>One token a call, and all in one.</summary>
    private void CheckRule(string name, InnerRule rule, T[] query, T[] key, T[] value, T[] rates, T[] retentions)
    {
        var expected = _expected.GetProperty(name);
        foreach (int batch in new[] { 1, _tokens })
        {
            var (outputs, weights) = Run(new DeltaMemory<T>(rule, _size, _size, batch), batch, query, key, value, rates, retentions);
            Tolerance<T>.Check($"{name}.output", expected.GetProperty("output"), outputs);
            T[] state = [.. Enumerable.Range(0, _size * _size).Select(i => weights[(i % _size * Tile.Pad(_size)) + (i / _size)])];
            Tolerance<T>.Check($"{name}.final_state", expected.GetProperty("final_state"), state);
        }
    }
}
