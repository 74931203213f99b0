namespace AdaptiveML.Contract.Lives;

/// <summary>A time in the life of a model.</summary>
public enum Life
{
    /// <summary>As <c>Fit</c> gave it.</summary>
    Fitted,

    /// <summary>As a plain <c>Load</c> gave it: a chain of ML.NET's own transformers.</summary>
    Loaded,

    /// <summary>As <c>Rehydrate</c> made it of the loaded one.</summary>
    Rehydrated,
}
