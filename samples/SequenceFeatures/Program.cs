using SequenceFeatures;

Recording station = Recordings.Station(), turbine = Recordings.Turbine();
Question[] questions =
[
    new("Useful high load of a transformer station, 6 hours ahead", station, "HUFL", 6),
    new("Temperature of its oil, a day ahead", station, "OT", 24),
    new("NOx of a gas turbine, 6 hours ahead", turbine, "NOX", 6),
    new("CO of a gas turbine, 6 hours ahead", turbine, "CO", 6),
];
RaceTable.PrintHeading();
var races = questions.Select(question => (question, Contenders.Run(question))).ToArray();
foreach (var (question, results) in races)
{
    RaceTable.Print(question, results);
}

ErrorChart.Write("features.svg", races);
Console.WriteLine();
Console.WriteLine("The picture is in features.svg.");
