using AdaptiveML.Online;
using AdaptiveML.Pipeline;
using Microsoft.ML;

Hour[] hours = [.. from t in Enumerable.Range(0, 4000)
                   let pressure = MathF.Sin(1.7f * t) + MathF.Sin(0.05f * t)
                   let temperature = MathF.Cos(0.3f * t) let wear = Math.Max(0, t - 1000) / 6000f // of the pressure sensor, from hour 1000 on
                   select new Hour(pressure - (wear * (pressure + 1)), temperature, (3 * pressure) + temperature + (pressure * temperature))];
var mlContext = new MLContext();
var history = mlContext.Data.LoadFromEnumerable(hours[..1000]);
var pipeline = mlContext.Transforms.Concatenate("Features", "Pressure", "Temperature")
    .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
    .Append(mlContext.Regression.Trainers.OnlineLru(labelColumnName: "Flow"));
mlContext.Model.Save(pipeline.Fit(history), history.Schema, "flow.zip");

var model = new MLContext().Model.Load("flow.zip", out _); // nothing has to be registered
var frozen = mlContext.Model.CreateOnlineEngine<Hour, Estimate>(model, new() { Mode = UpdateMode.StateOnly });
var learning = mlContext.Model.CreateOnlineEngine<Hour, Estimate>(model);
foreach (var rows in hours[1000..].Chunk(1000))
    Console.WriteLine($"mean error: {rows.Average(row => Error(frozen, row)):F3} frozen, {rows.Average(row => Error(learning, row)):F3} learning");
learning.CheckPoint("flow.zip"); // the next process goes on from here

static float Error(OnlineEngine<Hour, Estimate> engine, Hour hour)
{
    float estimate = engine.Predict(hour).Score; // changes nothing, and needs no label
    engine.Learn(hour);                          // the same row, once its flow has been measured
    return Math.Abs(estimate - hour.Flow);
}
internal sealed class Estimate { public float Score { get; set; } }
internal sealed record Hour(float Pressure, float Temperature, float Flow);
