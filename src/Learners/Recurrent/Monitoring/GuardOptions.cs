using AdaptiveML.Online;

namespace AdaptiveML.Learners;

/// <summary>
/// How BP(λ) is audited and guarded. An audit records some steps of a sequence and holds the gradient that was used against the true one through these steps; its gain is the cosine with the synthetic part
/// minus that without.
/// </summary>
public sealed record GuardOptions
{
    /// <summary>Rows between two audits, at least 1, or 0 for none. Default: 500.</summary>
    public int AuditEvery { get; init; } = 500;

    /// <summary>Steps that an audit records, from 2 to 1024. Default: 48.</summary>
    public int AuditWindow { get; init; } = 48;

    /// <summary>The last of them, which only show what became of the steps before; from 1 to below <see cref="AuditWindow"/>. A sequence that ends needs none. Default: 16.</summary>
    public int LookAhead { get; init; } = 16;

    /// <summary>Whether audits may switch to truncated backpropagation and back. Default: true.</summary>
    public bool Switches { get; init; } = true;

    /// <summary>Mean gain of the last audits below which synthetic gradients are suspect, from −2 to 0. Default: −0.05.</summary>
    public double SuspectGain { get; init; } = -0.05;

    /// <summary>
    /// How far the loss, averaged over about a thousand targets, must lie above the best it was, relative to that, for audits to count against synthetic gradients; from 0 to 10. A gradient
    /// that points elsewhere and serves is left alone. Default: 0.02.
    /// </summary>
    public double LossGrowth { get; init; } = 0.02;

    /// <summary>Audits in a row that must be suspect before the switch, at least 1. Default: 3.</summary>
    public int Patience { get; init; } = 3;

    /// <summary>Mean gain of the last audits above which synthetic gradients are given another chance, from 0 to 2. Default: 0.05.</summary>
    public double RecoveryGain { get; init; } = 0.05;

    /// <summary>Audits in a row that must be so before they are used again, with half the weight; at least 1. Default: 10.</summary>
    public int ProbationAudits { get; init; } = 10;

    /// <summary>Share of saturated units (|h| above 0.98) that, standing for <see cref="SaturatedRows"/> rows, takes a guarded learner back to its kept copy with half the step size; from 0 to 1. Default: 0.4.</summary>
    public double LargestSaturation { get; init; } = 0.4;

    /// <summary>Rows, at least 1. Default: 500.</summary>
    public int SaturatedRows { get; init; } = 500;

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Require.InRange(AuditEvery, 0, int.MaxValue);
        Require.InRange(AuditWindow, 2, 1024);
        Require.InRange(LookAhead, 1, AuditWindow - 1);
        Require.InRange(SuspectGain, -2, 0);
        Require.InRange(LossGrowth, 0, 10);
        Require.InRange(Patience, 1, int.MaxValue);
        Require.InRange(RecoveryGain, 0, 2);
        Require.InRange(ProbationAudits, 1, int.MaxValue);
        Require.InRange(LargestSaturation, 0, 1);
        Require.InRange(SaturatedRows, 1, int.MaxValue);
    }
}
