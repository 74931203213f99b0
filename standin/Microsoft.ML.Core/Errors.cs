namespace Microsoft.ML;

// The exceptions that ML.NET throws when data do not fit a component.
internal static class Errors
{
    public const string NotPositioned = "Values cannot be fetched at this time: the cursor has not moved to a row, or has passed the last one.";

    public static Exception BadArgument(string paramName, string message) => new ArgumentOutOfRangeException(paramName, message);

    public static Exception MissingColumn(string paramName, string role, string name) =>
        new ArgumentOutOfRangeException(paramName, $"Could not find {role} column '{name}'");

    public static Exception ColumnMismatch(string paramName, string role, string name, string expected, string actual) =>
        new ArgumentOutOfRangeException(paramName, $"Schema mismatch for {role} column '{name}': expected {expected}, got {actual}");

    public static Exception ReaderFailed(Exception fault) =>
        new InvalidOperationException("A thread that reads the source of a parallel cursor failed.", fault);

    public static Exception Inactive(DataViewSchema.Column column) =>
        new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active.");

    public static Exception WrongGetter(string column, Type asked, Delegate actual) =>
        new InvalidOperationException(
            $"Invalid TValue in GetGetter for column '{column}': '{asked}', expected type: '{actual.GetType().GetGenericArguments()[0]}'.");
}
