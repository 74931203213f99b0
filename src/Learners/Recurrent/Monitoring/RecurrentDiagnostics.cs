using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// What a recurrent learner knows of its own learning. Averages run over about the last hundred rows; all of it is part of the learner's memory.
/// </summary>
/// <param name="Method">The method whose predictions are given: of <see cref="RecurrentMethod.Auto"/> that of the leader.</param>
/// <param name="Truncation">Steps that it goes back, where it is <see cref="RecurrentMethod.Truncated"/>; else 0.</param>
/// <param name="IsTrial">Whether all candidates of <see cref="RecurrentMethod.Auto"/> still learn every row.</param>
/// <param name="Phase">Whether synthetic gradients are in force; <see cref="RecurrentPhase.Online"/> for methods that have none.</param>
/// <param name="Loss">Average loss of predictions made before their row was learnt; NaN before the first.</param>
/// <param name="TdError">Average norm of BP(λ)'s temporal-difference error. That it is small proves nothing: it also falls when the net saturates.</param>
/// <param name="SyntheticRatio">Average norm of the weighted synthetic gradient, over that of the immediate one at rows with a target.</param>
/// <param name="Saturation">Average share of units with |h| above 0.98.</param>
/// <param name="Audits">Audits made.</param>
/// <param name="SyntheticCosine">Cosine of the gradient with its synthetic part to the true one, in the last audit; NaN before the first.</param>
/// <param name="ImmediateCosine">Cosine without.</param>
/// <param name="Gain">Mean over the last six audits of the first minus the second: below 0, the synthesiser does harm.</param>
/// <param name="TwinLoss">Average loss of the guard's twin; NaN without one.</param>
/// <param name="LossDifference">Mean loss of the net that learns by synthetic gradients minus that of its twin, over the blocks that the guard decides by; NaN
/// before there are as many.</param>
/// <param name="Transitions">Changes of <paramref name="Phase"/>.</param>
/// <param name="LastTransition">The row, counted from 1 over all that were learnt, of the last change; 0 if there was none.</param>
public readonly record struct RecurrentDiagnostics(
    RecurrentMethod Method,
    int Truncation,
    bool IsTrial,
    RecurrentPhase Phase,
    double Loss,
    double TdError,
    double SyntheticRatio,
    double Saturation,
    long Audits,
    double SyntheticCosine,
    double ImmediateCosine,
    double Gain,
    double TwinLoss,
    double LossDifference,
    long Transitions,
    long LastTransition);
