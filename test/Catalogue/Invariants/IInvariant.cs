namespace AdaptiveML.PlantYear;

/// <summary>What must hold in every cell that it applies to.</summary>
public interface IInvariant
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>Judges a cell, or null where there is nothing to judge.</summary>
    Finding? Judge(JudgedCell cell);
}
