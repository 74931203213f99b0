using AdaptiveML.Learners.TestTimeTraining;

namespace SequenceFeatures;

/// <summary>
/// All ways to look back. Sequence models see each row with the past that served the linear model better where one chooses, lags or averages.
/// </summary>
internal static class Contenders
{
    public static Result[] Run(Question question)
    {
        var lags = LinearRace.Run(question, "lags", PlainFeatures.Lags(question));
        var averages = LinearRace.Run(question, "averages", PlainFeatures.Averages(question));
        float[][] past = (lags.Frozen.Choice < averages.Frozen.Choice ? lags : averages).Past!;
        return
        [
            LinearRace.Run(question, "none", [new("")]),
            lags,
            averages,
            LinearRace.Run(question, "linear attention", SequenceModels.LinearAttention(question, past)),
            LinearRace.Run(question, "TTT-Linear, inner model frozen", SequenceModels.Frozen(question, past)),
            LinearRace.Run(question, "TTT-Linear", SequenceModels.TestTimeTraining(question, past, TttInnerModel.Linear)),
            LinearRace.Run(question, "TTT-MLP", SequenceModels.TestTimeTraining(question, past, TttInnerModel.Mlp)),
            LinearRace.Run(
                question,
                "TTT-MLP, without the row",
                SequenceModels.TestTimeTraining(question, past, TttInnerModel.Mlp).Select(setting => setting with { HasRow = false })),
        ];
    }
}
