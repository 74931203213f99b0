using System.Globalization;
using System.Text.Json.Nodes;
using AdaptiveML.Streams;

namespace AdaptiveML.Tool;

/// <summary>Lists operations of a stream.</summary>
internal static class ShowOperations
{
    private static readonly string[] Heads = ["sequence", "time", "kind", "offset", "what"];

    /// <summary>Writes those in a range, as a table, or as JSON with all that they hold.</summary>
    public static async Task RunAsync(JournalFolder folder, (long From, long To) range, bool asJson, TextWriter output, CancellationToken cancellationToken)
    {
        if (range.From < 1 || range.To < range.From)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are no operations {range.From} to {range.To}; the first is 1."));
        }

        await using var store = new FilesAsTheyAre(folder);
        List<string[]> rows = [Heads];
        await foreach (var entry in store.ReadEntriesAsync(folder.Name, Math.Max(range.From, store.First) - 1, cancellationToken))
        {
            if (entry.Sequence > range.To)
            {
                break;
            }

            var operation = Operation.Decode(entry.Bytes.Span);
            if (asJson)
            {
                await output.WriteLineAsync(Json(operation).ToJsonString());
            }
            else
            {
                rows.Add([Number(operation.Sequence), TextTable.Time(operation.Time), operation.Kind.ToString(), Offset(operation), What(operation)]);
            }
        }

        if (!asJson)
        {
            await TextTable.WriteAsync(output, rows);
        }
    }

    private static string What(in Operation operation) => operation.Kind switch
    {
        OperationKind.Observe => operation.IsHashed ? $"inputs hashed, {TextTable.Hash(operation.RowHash.Span)}" : Inputs(operation),
        OperationKind.Learn => $"{Inputs(operation)}, label {string.Join(' ', Labels(operation))}",
        OperationKind.Await => $"key '{operation.Key}', {Inputs(operation)}",
        OperationKind.Tell => $"key '{operation.Key}', label {string.Join(' ', operation.Labels.ToArray().Select(Number))}",
        OperationKind.Expire => $"rows before {TextTable.Time(operation.Moment)}",
        OperationKind.Reset => operation.ResetSequence is { } sequence ? $"sequence {sequence}" : "all sequences",
        OperationKind.Freeze => operation.Mode.ToString(),
        OperationKind.Rewind => $"to {Number(operation.RewindTo)}",
        OperationKind.Open => $"class '{operation.Key}' of learner {operation.Learner}",
        _ => TextTable.Hash(operation.StateHash.Span),
    };

    private static string Inputs(in Operation operation) => string.Join(" and ", operation.Rows.ToArray().Select(row => $"{row.Input.Length} inputs"));

    private static IEnumerable<string> Labels(Operation operation) => operation.Rows.ToArray().Select(row => Number(row.Label));

    private static string Offset(in Operation operation) => operation.Offset is { } offset ? Number(offset) : "";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Json(Operation operation)
    {
        var json = new JsonObject
        {
            ["sequence"] = operation.Sequence, ["time"] = TextTable.Time(operation.Time), ["kind"] = operation.Kind.ToString(), ["offset"] = operation.Offset,
            ["previous"] = Convert.ToHexStringLower(operation.Previous.Span), ["key"] = operation.Key,
        };
        if (!operation.Rows.IsEmpty)
        {
            json["rows"] = new JsonArray([.. operation.Rows.ToArray().Select(row => Json(row))]);
        }

        if (!operation.Labels.IsEmpty)
        {
            json["labels"] = Floats(operation.Labels);
        }

        switch (operation.Kind)
        {
            case OperationKind.Observe when operation.IsHashed:
                json["hash"] = Convert.ToHexStringLower(operation.RowHash.Span);
                break;
            case OperationKind.Expire:
                json["before"] = TextTable.Time(operation.Moment);
                break;
            case OperationKind.Reset:
                json["of"] = operation.ResetSequence?.ToString();
                break;
            case OperationKind.Freeze:
                json["mode"] = operation.Mode.ToString();
                break;
            case OperationKind.Rewind:
                json["to"] = operation.RewindTo;
                break;
            case OperationKind.Open:
                json["learner"] = operation.Learner;
                break;
            case OperationKind.Mark:
                json["hash"] = Convert.ToHexStringLower(operation.StateHash.Span);
                break;
        }

        foreach (string empty in json.Where(property => property.Value is null).Select(property => property.Key).ToArray())
        {
            json.Remove(empty);
        }

        return json;
    }

    private static JsonObject Json(in StreamRow row)
    {
        var context = row.Context;
        var json = new JsonObject { ["label"] = Float(row.Label), ["input"] = Floats(row.Input) };
        if (context.Sequence != default)
        {
            json["sequence"] = context.Sequence.ToString();
        }

        if (context.Time is { } time)
        {
            json["time"] = time;
        }

        if (context.Weight != 1)
        {
            json["weight"] = context.Weight;
        }

        if (context.EndsSequence)
        {
            json["ends"] = true;
        }

        return json;
    }

    private static JsonArray Floats(ReadOnlyMemory<float> values) => [.. values.ToArray().Select(Float)];

    /// <summary>A number; JSON has none for those that are not finite, which are null.</summary>
    private static JsonNode? Float(float value) => float.IsFinite(value) ? JsonValue.Create(value) : null;
}
