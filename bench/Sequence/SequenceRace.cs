using AdaptiveML.Benchmarks.Sensing;
using SequenceFeatures;

namespace AdaptiveML.Benchmarks.Sequence;

/// <summary>The race of the sample SequenceFeatures on the trips of a car: its derived CO₂ emission some seconds ahead, a trip a stretch.</summary>
internal static class SequenceRace
{
    private const string Emission = "CO2";
    private const int Trips = 12;

    public static void RunCar(string folder)
    {
        string[] columns = [Emission, .. Enumerable.Range(1, CarTrips.InputSize).Select(i => $"Input{i}")];
        var trips = Recording.Of(
            columns, Enumerable.Range(1, Trips).Select(trip => CarTrips.Read(folder, trip).Select(row => (float[])[row.Emission, .. row.Input])));
        RaceTable.PrintHeading();
        foreach (int ahead in (int[])[3, 10])
        {
            var question = new Question($"CO₂ of a car (derived, not measured), {ahead} seconds ahead", trips, Emission, ahead);
            RaceTable.Print(question, Contenders.Run(question));
        }
    }
}
