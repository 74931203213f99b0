using System.Reflection;

namespace AdaptiveML.Contract.Lives;

/// <summary>The test holds for the model in each time of its life.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachLifeAttribute : Attribute, ITestDataSource
{
    public IEnumerable<object?[]> GetData(MethodInfo methodInfo) => Enum.GetValues<Life>().Select(life => new object?[] { life });

    public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) => $"{methodInfo.Name} ({data![0]})";
}
