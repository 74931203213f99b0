using AdaptiveML.Online;

namespace AdaptiveML.Learners.Continual;

/// <summary>What the fields of the experts of a stream depend on, and where they lie.</summary>
/// <param name="Inputs">Elements of an input.</param>
/// <param name="Classes">Classes known.</param>
/// <param name="Room">Classes that there is room for.</param>
/// <param name="State">Where the fields are added.</param>
internal readonly record struct StreamShape(int Inputs, int Classes, int Room, Layout State);
