using AdaptiveML.Learners;

namespace SequenceFeatures;

/// <summary>All ways to look back, each with as many features at most.</summary>
internal static class Contenders
{
    public static Result[] Run(Question question)
    {
        var lags = LinearRace.Run(question, "raw + lags", PlainFeatures.Lags(question));
        int spacing = lags.Setting.Spacing;
        var linear = LinearRace.Run(question, "raw + TTT-Linear", TestTimeTraining.Settings(question, spacing, InnerModelKind.Linear));
        return
        [
            LinearRace.Run(question, "raw", [new("")]),
            lags,
            LinearRace.Run(question, "raw + averages", PlainFeatures.Averages(question)),
            LinearRace.Run(question, "raw + linear attention", LinearAttention.Settings(question, spacing)),
            LinearRace.Run(question, "raw + TTT-Linear, inner model frozen", [TestTimeTraining.Of(question, spacing, InnerModelKind.Linear, 0)]),
            linear,
            LinearRace.Run(question, "raw + TTT-MLP", TestTimeTraining.Settings(question, spacing, InnerModelKind.Mlp)),
        ];
    }
}
