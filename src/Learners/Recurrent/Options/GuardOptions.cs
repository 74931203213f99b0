using AdaptiveML.Online;

namespace AdaptiveML.Learners.Recurrent;

/// <summary>
/// How BP(λ) is audited and guarded. An audit records some steps of a sequence and holds the gradient that was used against the true one through these steps;
/// its gain is the cosine with the synthetic part minus that without. The guard is a twin of the net that learns the same rows by backpropagation truncated to
/// <see cref="RecurrentOptions.Truncation"/> steps, and predicts in its place while it is the better one.
/// </summary>
public sealed record GuardOptions
{
    /// <summary>Neither audits nor a twin.</summary>
    public static GuardOptions None { get; } = new() { AuditEvery = 0, Switches = false };

    /// <summary>Rows between two audits, at least 1, or 0 for none. Default: 500.</summary>
    public int AuditEvery { get; init; } = 500;

    /// <summary>Steps that an audit records, from 2 to 1024. Default: 48.</summary>
    public int AuditWindow { get; init; } = 48;

    /// <summary>
    /// The last of them, which only show what became of the steps before; from 1 to below <see cref="AuditWindow"/>. A sequence that ends needs none. Default:
    /// 16.
    /// </summary>
    public int LookAhead { get; init; } = 16;

    /// <summary>Whether there is a twin, and predictions may switch to it and back. Default: true.</summary>
    public bool Switches { get; init; } = true;

    /// <summary>
    /// Updates in a block of rows over which the losses of net and twin are compared, at least 1; a block has at least 30 targets. Default: 500.
    /// </summary>
    public int CompareEvery { get; init; } = 500;

    /// <summary>The latest blocks, which decide; from 3 to 1024. Default: 8.</summary>
    public int Blocks { get; init; } = 8;

    /// <summary>
    /// By how much the one that does not predict must have been better over these blocks, relative to its mean loss since the beginning; from 0 to 1. Default:
    /// 0.02.
    /// </summary>
    public double Margin { get; init; } = 0.02;

    /// <summary>
    /// By how many standard errors of the blocks' differences; from 0 to 100. A lead that has halved from the earlier to the later of these blocks decides
    /// nothing. Default: 3.
    /// </summary>
    public double Certainty { get; init; } = 3;

    /// <summary>
    /// Share of saturated units (|h| above 0.98) that, standing for <see cref="SaturatedRows"/> rows, makes a guarded learner whose average loss lies behind
    /// the twin's by the margin fall back at once; from 0 to 1. Default: 0.4.
    /// </summary>
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
        Require.InRange(CompareEvery, 1, int.MaxValue);
        Require.InRange(Blocks, 3, 1024);
        Require.InRange(Margin, 0, 1);
        Require.InRange(Certainty, 0, 100);
        Require.InRange(LargestSaturation, 0, 1);
        Require.InRange(SaturatedRows, 1, int.MaxValue);
    }
}
