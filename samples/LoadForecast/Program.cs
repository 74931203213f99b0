using LoadForecast;
using Microsoft.ML;

var mlContext = new MLContext();
var station = new Station(mlContext);
Console.WriteLine($"{station.Hours.Length} hours of a transformer station: six loads and the temperature of the oil, each {Forecaster.Horizon} hours ahead.");

string model = Forecaster.Fit(mlContext, station);
var run = Forecaster.Run(mlContext, station, model);
ForecastTable.Print(station, run);
ForecastChart.Write("forecast.svg", station, run);
Console.WriteLine("The picture is in forecast.svg.");
