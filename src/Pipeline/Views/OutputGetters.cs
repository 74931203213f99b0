using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Hands out a prediction as the columns that a model writes. Nothing is allocated per row.</summary>
internal static class OutputGetters
{
    /// <summary>The getter of a column: a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    public static Delegate Create(OnlineOutput output, IPrediction row) => output.Kind switch
    {
        OutputKind.Alarm => Create(output, row, AlarmWords.IsAlarm),
        OutputKind.AlarmReason => Create(output, row, AlarmWords.Reason),
        OutputKind.PredictedClass => (ValueGetter<uint>)((ref uint value) => value = (uint)(output.BestSlot(row.Prediction) + 1)),
        OutputKind.Probability => Create(output, row, Logistic.Of),
        OutputKind.Decision => Create(output, row, static odds => odds > 0),
        OutputKind.TimesAhead => Times(output, row),
        _ => Create(output, row, static number => number),
    };

    private static ValueGetter<VBuffer<DateTime>> Times(OnlineOutput output, IPrediction row) => (ref VBuffer<DateTime> value) =>
    {
        var editor = VBufferEditor.Create(ref value, output.Length);
        var clock = row.Clock;
        for (int i = 0; i < editor.Values.Length; i++)
        {
            editor.Values[i] = output.TimeAhead(clock, i);
        }

        value = editor.Commit();
    };

    private static Delegate Create<T>(OnlineOutput output, IPrediction row, Func<float, T> convert) => !output.IsVector
        ? (ValueGetter<T>)((ref T value) => value = convert(output.At(row.Prediction, 0)))
        : (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var prediction = row.Prediction;
            var editor = VBufferEditor.Create(ref value, output.Length);
            for (int i = 0; i < editor.Values.Length; i++)
            {
                editor.Values[i] = convert(output.At(prediction, i));
            }

            value = editor.Commit();
        });
}
