namespace AdaptiveML.PlantYear;

/// <summary>What a user could have had without a machine: estimates a row's label from its inputs and the rows before it.</summary>
internal interface IPlainEstimator
{
    /// <summary>What it is called in tables.</summary>
    string Name { get; }

    /// <summary>The estimate; NaN where there is none yet.</summary>
    /// <param name="group">Whose row it is.</param>
    /// <param name="inputs">The row, missing values filled in.</param>
    double Estimate(int group, double[] inputs);

    /// <summary>Takes the row in.</summary>
    /// <param name="group">Whose row it is.</param>
    /// <param name="inputs">The row, missing values filled in.</param>
    /// <param name="label">Its label; NaN where not known.</param>
    void Learn(int group, double[] inputs, double label);
}
