namespace AdaptiveML.Pipeline;

/// <summary>What a column that an online model writes is made of.</summary>
internal enum OutputKind
{
    /// <summary>Single: an element of the prediction as it is.</summary>
    Number,

    /// <summary>Boolean: whether the element is the number of an alarm's reason other than none.</summary>
    Alarm,

    /// <summary>Text: the name of the reason that the element is the number of.</summary>
    AlarmReason,

    /// <summary>A vector of Single: the scores of the classes.</summary>
    ClassScores,

    /// <summary>A key: the class whose score is the highest; of equal ones the first.</summary>
    PredictedClass,

    /// <summary>Single: the logarithm of the odds that the label is true, a binary classifier's score.</summary>
    LogOdds,

    /// <summary>Single: the probability that belongs to such odds.</summary>
    Probability,

    /// <summary>Boolean: whether such odds are even or worse (false), or better.</summary>
    Decision,

    /// <summary>A vector of DateTime: when the next rows will be. No part of the prediction.</summary>
    TimesAhead,
}
