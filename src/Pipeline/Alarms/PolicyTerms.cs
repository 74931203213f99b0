using AdaptiveML.Online;

namespace AdaptiveML.Pipeline;

/// <summary>Until when what a policy has done holds; rows are those since the policy was made.</summary>
internal record struct PolicyTerms
{
    /// <summary>Rows that have come.</summary>
    public long Rows { get; set; }

    /// <summary>The row with which the rate is what it was; 0 where it is not raised.</summary>
    public long RateUntil { get; set; }

    /// <summary>How much more a row counts until then.</summary>
    public double Rate { get; set; }

    /// <summary>The row with which the engine learns again; 0 where it is not frozen, or for good.</summary>
    public long FrozenUntil { get; set; }

    /// <summary>The mode that it then has.</summary>
    public UpdateMode ModeBefore { get; set; }
}
