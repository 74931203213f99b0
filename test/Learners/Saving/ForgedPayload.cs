using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AdaptiveML.Kernels;

namespace AdaptiveML.Learners.Tests;

/// <summary>A payload with a header that somebody changed and sealed anew.</summary>
internal sealed class ForgedPayload
{
    private const int Preamble = 24;
    private const string Options = "Options";
    private const string Surrogate = "half a character";

    private static readonly string[] Values =
    [
        "0", "-1", "1", "2", "3", "7", "64", "1000000", "2147483647", "-2147483648", "9223372036854775807", "1e308", "-1e308", "1e-300", "0.5", "1.5",
        "null", "true", "false", "\"\"", "\"NaN\"", "\"Frozen\"", $"\"{Surrogate}\"", "\"a\"", "[]", "{}", "[1]", "[2147483647]", "[[]]", "{\"a\":null}",
    ];

    private readonly byte[] _body;
    private readonly string _header;

    /// <param name="payload">A sound payload.</param>
    public ForgedPayload(ReadOnlySpan<byte> payload)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(payload[20..]);
        _header = System.Text.Encoding.UTF8.GetString(payload.Slice(Preamble, length));
        _body = payload[(Preamble + length)..^SHA256.HashSizeInBytes].ToArray();
    }

    /// <summary>One value in the header or in the options in it is another, is gone, or is there besides.</summary>
    public (byte[] Payload, string Change) Forge(Xoshiro256 random)
    {
        var header = JsonNode.Parse(_header)!.AsObject();
        bool isOption = random.NextUInt64() % 3 > 0;
        var root = isOption ? JsonNode.Parse((string)header[Options]!)!.AsObject() : header;
        string change = Change(root, random);
        if (isOption)
        {
            header[Options] = root.ToJsonString();
        }

        return (Seal(System.Text.Encoding.UTF8.GetBytes(header.ToJsonString().Replace(Surrogate, @"\ud800"))), change);
    }

    private static string Change(JsonObject root, Xoshiro256 random)
    {
        var (parent, name) = Draw(root, random);
        var before = parent[name];
        string value = Values[(int)(random.NextUInt64() % (ulong)Values.Length)];
        switch (random.NextUInt64() % 8)
        {
            case 0:
                parent.Remove(name);
                return $"{name} is gone";
            case 1:
                parent[name + "2"] = JsonNode.Parse(value);
                return $"{name}2 is {value}";
            case 2 when before is JsonValue number && number.TryGetValue(out double old):
                parent[name] = Math.Round(old * 2) + 1;
                return $"{name} was {old}, is {Math.Round(old * 2) + 1}";
            case 3 when before is JsonValue text && text.TryGetValue(out string? words):
                parent[name] = words[..(int)(random.NextUInt64() % ((ulong)words.Length + 1))];
                return $"{name} was {words}, is cut off";
            default:
                parent[name] = JsonNode.Parse(value);
                return $"{name} was {before?.ToJsonString()}, is {value}";
        }
    }

    /// <summary>A place somewhere in a tree.</summary>
    private static (JsonObject Parent, string Name) Draw(JsonObject root, Xoshiro256 random)
    {
        var places = new List<(JsonObject, string)>();
        Gather(root, places);
        return places.Count == 0 ? (root, "Something") : places[(int)(random.NextUInt64() % (ulong)places.Count)];
    }

    private static void Gather(JsonNode? node, List<(JsonObject, string)> places)
    {
        if (node is JsonObject all)
        {
            foreach (var (name, value) in all)
            {
                places.Add((all, name));
                Gather(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var value in list)
            {
                Gather(value, places);
            }
        }
    }

    private byte[] Seal(byte[] header)
    {
        byte[] sealedAnew = new byte[Preamble + header.Length + _body.Length + SHA256.HashSizeInBytes];
        "AdaptvML"u8.CopyTo(sealedAnew);
        BinaryPrimitives.WriteInt32LittleEndian(sealedAnew.AsSpan(8), 1);
        BinaryPrimitives.WriteInt64LittleEndian(sealedAnew.AsSpan(12), sealedAnew.Length);
        BinaryPrimitives.WriteInt32LittleEndian(sealedAnew.AsSpan(20), header.Length);
        header.CopyTo(sealedAnew, Preamble);
        _body.CopyTo(sealedAnew, Preamble + header.Length);
        SHA256.HashData(sealedAnew.AsSpan(..^SHA256.HashSizeInBytes), sealedAnew.AsSpan(^SHA256.HashSizeInBytes..));
        return sealedAnew;
    }
}
