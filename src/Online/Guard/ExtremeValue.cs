using System.Numerics;

namespace AdaptiveML.Online;

/// <summary>A value of an input that lies far from its mean.</summary>
/// <param name="Distance">How far, below it if negative; 0 where the value is not extreme.</param>
/// <param name="Hidden">How much of it the learner did not see.</param>
/// <param name="IsBelieved">Whether such values are believed, as far as they have been.</param>
/// <typeparam name="T">Element type of inputs.</typeparam>
internal readonly record struct ExtremeValue<T>(T Distance, T Hidden, bool IsBelieved)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
