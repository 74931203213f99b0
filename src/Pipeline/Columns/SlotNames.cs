using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>The names of a column's elements.</summary>
internal static class SlotNames
{
    private const string Kind = "SlotNames";

    /// <summary>Of a vector the slot names, or where a slot has none the column's and its position, "Features[3]"; of any other column its own name.</summary>
    public static IReadOnlyList<string> Of(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType { Size: var size })
        {
            return [column.Name];
        }

        VBuffer<ReadOnlyMemory<char>> slots = default;
        if (column.HasSlotNames())
        {
            column.GetSlotNames(ref slots);
        }

        string[] named = [.. slots.DenseValues().Select(name => name.ToString())];
        return [.. Enumerable.Range(0, size).Select(i => named.ElementAtOrDefault(i) is { Length: > 0 } name ? name : $"{column.Name}[{i}]")];
    }

    /// <summary>The slot names of a vector as they are, empty where a slot has none; null where no slot has one.</summary>
    internal static IReadOnlyList<string>? Given(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType || !column.HasSlotNames())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> slots = default;
        column.GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        return Array.TrueForAll(names, name => name.Length == 0) ? null : names;
    }

    /// <summary>
    /// Throws where a slot has another name than in the fit. Slots without a name, there or here, are taken for the same.
    /// </summary>
    /// <param name="role">What the column is read for.</param>
    /// <param name="column">The column.</param>
    /// <param name="fitted">The names in the fit, or null where it had none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The names differ.</exception>
    internal static void Require(ColumnRole role, DataViewSchema.Column column, IReadOnlyList<string>? fitted)
    {
        if (fitted is null || Given(column) is not { } names)
        {
            return;
        }

        for (int slot = 0; slot < Math.Min(names.Count, fitted.Count); slot++)
        {
            if (names[slot].Length > 0 && fitted[slot].Length > 0 && names[slot] != fitted[slot])
            {
                bool isSame = names.Order(StringComparer.Ordinal).SequenceEqual(fitted.Order(StringComparer.Ordinal));
                string order = isSame ? "in another order" : "with other names";
                throw ColumnChecks.Mismatch(
                    role.Name, column.Name, $"slot {slot} to be '{fitted[slot]}' as in the fit", $"'{names[slot]}': the columns come {order}");
            }
        }
    }

    /// <summary>The same, each name once: where several slots have it, all but the first are named by position.</summary>
    internal static IReadOnlyList<string> Distinct(DataViewSchema.Column column)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. Of(column).Select((name, i) => names.Add(name) ? name : $"{name} ({column.Name}[{i}])")];
    }

    /// <summary>Slot names as annotations of a column.</summary>
    internal static DataViewSchema.Annotations ToAnnotations(IReadOnlyList<string> names)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(Kind, TypeOf(names.Count), (ref VBuffer<ReadOnlyMemory<char>> value) => ToBuffer(names).CopyTo(ref value));
        return builder.ToAnnotations();
    }

    /// <summary>Promises that a column will have slot names.</summary>
    internal static void Promise(SchemaDefinition.Column column) => column.AddAnnotation(Kind, ToBuffer([string.Empty]), TypeOf(1));

    private static VectorDataViewType TypeOf(int size) => new(TextDataViewType.Instance, size);

    private static VBuffer<ReadOnlyMemory<char>> ToBuffer(IReadOnlyList<string> names) => new(names.Count, [.. names.Select(name => name.AsMemory())]);
}
