using AdaptiveML.Online;

namespace AdaptiveML.Learners.LruForecasting;

/// <content>What a forecaster says of a row: of each series, and of what is known besides.</content>
public sealed partial class LruForecaster<T>
{
    /// <summary>Each series' alarm is its own, or else that of the inputs, which concerns all; the row's is the first of them.</summary>
    private protected override AlarmReason Check(InputQuality quality)
    {
        AlarmReason ofInputs = CheckInputs(), first = AlarmReason.None;
        for (int c = 0; c < Series; c++)
        {
            var alarm = _parts.Alarms[c].Check(Memory, _parts.Scale.Qualities[c], _forecast[c]);
            _alarmsOfRow[c] = alarm != AlarmReason.None ? alarm
                : _parts.Repeats.IsStuck(Memory, c, _row[c]) ? AlarmReason.StuckTarget
                : ofInputs;
            first = first == AlarmReason.None ? _alarmsOfRow[c] : first;
        }

        return first;
    }

    private AlarmReason CheckInputs()
    {
        for (int i = Series; i < _expected.Length; i++)
        {
            if (_parts.Scale.Qualities[i] != InputQuality.Clean)
            {
                return AlarmReason.MissingInput;
            }

            if (_parts.Scale.IsUndecided(i))
            {
                return AlarmReason.Spike;
            }
        }

        return _parts.Repeats.Check(Memory, Series, _row.AsSpan(Series, Exogenous));
    }
}
