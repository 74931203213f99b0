using System.Globalization;
using AdaptiveML.Learners.Saving;
using AdaptiveML.Online;

namespace AdaptiveML.Tool;

/// <summary>What a learner is, in lines.</summary>
internal static class LearnerLines
{
    /// <summary>Writes them.</summary>
    public static async Task WriteAsync(TextWriter output, IOnlineLearner<float> learner)
    {
        byte[] payload = SavedLearner.Encode(learner);
        var header = LearnerPayload.ReadHeader(payload);
        var counts = learner.Counts;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
              machine      {header.Component}: {learner.InputSize} inputs, {learner.OutputSize} outputs, mode {learner.Mode}
              rows         {counts.Applied} learnt, {counts.Skipped} skipped, {counts.Rejected} rejected, {counts.RolledBack} rolled back
              sequences    {learner.Sequences.Live} live
              size         {payload.Length} bytes
              memory       {TextTable.Hash(learner.Memory.Hash())}
              options      {header.Options}
            """));
    }
}
