namespace AdaptiveML.Online;

/// <summary>How the fields of payloads of format 1 are found in memories of today. Such a learner knew one sequence, whose state lay among the rest, and counted the quarantine with the verdicts.</summary>
internal static class FormatOne
{
    /// <summary>The fields of a layout under the names that they have now.</summary>
    public static IEnumerable<Field> Fields(Layout saved) => saved.Fields.SelectMany(field => field.Name == UpdateLedger.CountersField && field.Length == UpdateLedger.Length + 1
        ? [field with { Length = UpdateLedger.Length, Shape = $"{UpdateLedger.Length}" }, new Field(InputGuard.QuarantineField, field.Kind, field.Offset + (UpdateLedger.Length * sizeof(long)), 1, "1")]
        : (Field[])[field]);
}
