using System.Numerics;
using System.Text.Json;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>What a test-time training layer becomes in special cases, and its cheap relatives, against a reference file whose matrices are [outputs][inputs].</summary>
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
        Tolerance<T>.Check("linear_attention", _expected.GetProperty("linear_attention"), Run(InnerModelShape(_tokens), query, key, value, one));

        T[] mini = Run(InnerModelShape(1), query, normal, value, beta);
        Tolerance<T>.Check("delta_rule as mini-batches of one", _expected.GetProperty("delta_rule").GetProperty("output"), mini);
        CheckRule("delta_rule", query, normal, value, t => (beta[t], T.One));
        CheckRule("gated_delta_rule", query, normal, value, t => (beta[t], Read("alpha")[t]));
        CheckRule("implicit_update", query, key, value, t => (DeltaRule<T>.ImplicitStep(beta[t], Row(key, t)), T.One));
    }

    private InnerShape InnerModelShape(int batch) => new(InnerModelKind.Linear, _size, batch) { Normalizes = false, HasResidual = false, HasBias = false };

    private T[] Read(string name) => Tolerance<T>.Read(_inputs.GetProperty(name));

    private Span<T> Row(T[] rows, int t) => rows.AsSpan(t * Tile.Pad(_size), Tile.Pad(_size));

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
        return Rows([.. Enumerable.Range(0, _tokens * _size).Select(i => Enumerable.Range(0, width).Aggregate(T.Zero, (sum, c) => sum + (x[(i / _size * width) + c] * theta[(i % _size * width) + c])))]);
    }

    private T[] Run(InnerShape shape, T[] query, T[] key, T[] value, T[] rates)
    {
        var model = new InnerModel<T>(shape);
        T[] weights = new T[model.Length], pending = new T[model.Length], one = [.. Enumerable.Repeat(T.One, shape.BatchSize)];
        List<T> outputs = [];
        for (int first = 0; first < _tokens; first += shape.BatchSize)
        {
            var tokens = new TokenRows<T>(_size, shape.BatchSize);
            query.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Queries);
            key.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Keys);
            value.AsSpan(first * tokens.Stride, tokens.Queries.Length).CopyTo(tokens.Values);
            rates.AsSpan(first, shape.BatchSize).CopyTo(tokens.Rates);
            model.Forward(new() { Committed = weights, Scale = [], Offset = [] }, tokens, one);
            model.AddGradient(tokens.Rates, pending);
            InnerCommit.Run<T>(weights, pending, weights, T.One, 0);
            outputs.AddRange(Enumerable.Range(0, shape.BatchSize * _size).Select(i => tokens.Outputs[(i / _size * tokens.Stride) + (i % _size)]));
        }

        return [.. outputs];
    }

    private void CheckRule(string name, T[] query, T[] key, T[] value, Func<int, (T Step, T Retention)> rule)
    {
        var memory = new DeltaRule<T>(_size, _size);
        T[] weights = new T[memory.Length], output = new T[Tile.Pad(_size)];
        List<T> outputs = [];
        for (int t = 0; t < _tokens; t++)
        {
            var (step, retention) = rule(t);
            memory.Update(weights, Row(key, t), Row(value, t), step, retention);
            memory.Forward(weights, Row(query, t), output);
            outputs.AddRange(output[.._size]);
        }

        Tolerance<T>.Check($"{name}.output", _expected.GetProperty(name).GetProperty("output"), outputs.ToArray());
        T[] state = [.. Enumerable.Range(0, _size * _size).Select(i => weights[(i % _size * Tile.Pad(_size)) + (i / _size)])];
        Tolerance<T>.Check($"{name}.final_state", _expected.GetProperty(name).GetProperty("final_state"), state);
    }
}
