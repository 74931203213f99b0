namespace AdaptiveML.PlantYear;

/// <summary>Inputs with the group's last values in the places of those that are missing; 0 before the first.</summary>
internal sealed class FilledInputs(int count)
{
    private readonly Dictionary<int, double[]> _last = [];

    public double[] Fill(int group, float[] row)
    {
        if (!_last.TryGetValue(group, out double[]? last))
        {
            _last[group] = last = new double[count];
        }

        for (int i = 0; i < count; i++)
        {
            last[i] = float.IsNaN(row[i]) ? last[i] : row[i];
        }

        return last;
    }
}
