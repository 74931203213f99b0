using AdaptiveML.Trainers;

namespace OnlineSequences;

/// <summary>What nets are to learn.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Options">The settings of all methods.</param>
/// <param name="Learnt">The sequences to learn; a stream without end in pieces of one step.</param>
/// <param name="Test">Sequences that are never learnt.</param>
/// <param name="Fitted">How many of those to learn go into the fit.</param>
/// <param name="Epochs">How often the others come, each time in another order.</param>
internal sealed record Contest<TStep>(string Name, BpLambdaOptions Options, TStep[][] Learnt, TStep[][] Test, int Fitted, int Epochs)
    where TStep : Step;
