using System.Reflection;
using AdaptiveML.Estimators;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Lru;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Trainers;
using AdaptiveML.Transforms;

namespace AdaptiveML.Packages.Tests;

/// <summary>The assemblies that are shipped, lowest first.</summary>
internal static class Product
{
    public static Assembly[] BelowTheSeam { get; } = [typeof(Tile).Assembly, typeof(FlatBuffer).Assembly, typeof(LruCodec).Assembly];

    public static Assembly[] All { get; } = [.. BelowTheSeam, typeof(OnlineModel).Assembly, typeof(TttFeaturizingEstimator).Assembly, typeof(OnlineLruTrainer).Assembly, typeof(DataContinualTrainer).Assembly];

    public static IEnumerable<object[]> Names => All.Select(assembly => new object[] { assembly.GetName().Name! });

    public static Assembly Named(string name) => All.Single(assembly => assembly.GetName().Name == name);
}
