namespace AdaptiveML.Pipeline;

/// <summary>What a column that an online model writes is made of.</summary>
public enum OutputKind
{
    /// <summary>Single: an element of the prediction as it is.</summary>
    Number,

    /// <summary>Boolean: whether the element is the number of an alarm's reason other than none.</summary>
    Alarm,

    /// <summary>Text: the name of the reason that the element is the number of.</summary>
    AlarmReason,
}
