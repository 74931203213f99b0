using AdaptiveML.Pipeline;

namespace AdaptiveML.Trainers.Tests.Classification;

/// <summary>The component's transformer.</summary>
internal sealed class ClassMeanTransformer(OnlineModel model) : OnlineTransformer(model);
