namespace PictureClasses;

/// <summary>Is a picture of one of these classes?</summary>
/// <param name="Name">Its name, which is that of the task.</param>
/// <param name="Classes">The classes of which the answer is yes.</param>
internal sealed record Question(string Name, string[] Classes)
{
    public bool IsTrueOf(Row row) => Classes.Contains(row.Label);
}
