using System.Reflection;
using AdaptiveML.Estimators;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.LruRegression;
using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using AdaptiveML.Streams;
using AdaptiveML.Trainers;
using AdaptiveML.Transforms;

namespace AdaptiveML.Packages.Tests;

/// <summary>The assemblies that are shipped, lowest first.</summary>
internal static class Product
{
    public static Assembly[] BelowTheSeam { get; } =
        [typeof(Xoshiro256).Assembly, typeof(RowContext).Assembly, typeof(LruRegressorOptions).Assembly, typeof(StreamLearner).Assembly];

    public static Assembly[] All { get; } =
    [
        .. BelowTheSeam, typeof(OnlineTransformer).Assembly, typeof(TttFeaturizingEstimator).Assembly,
        typeof(OnlineLruTrainer).Assembly, typeof(DataContinualTrainer).Assembly,
    ];

    public static IEnumerable<object[]> Names => All.Select(assembly => new object[] { assembly.GetName().Name! });

    /// <summary>The packages, and the assemblies that are in them.</summary>
    public static IEnumerable<object[]> Packages =>
    [
        ["AdaptiveML.Learners", BelowTheSeam[..^1].Select(assembly => assembly.GetName().Name!).ToArray()],
        ["AdaptiveML.Streams", BelowTheSeam[^1..].Select(assembly => assembly.GetName().Name!).ToArray()],
        ["AdaptiveML", All.Except(BelowTheSeam).Select(assembly => assembly.GetName().Name!).ToArray()],
    ];

    public static Assembly Named(string name) => All.Single(assembly => assembly.GetName().Name == name);
}
