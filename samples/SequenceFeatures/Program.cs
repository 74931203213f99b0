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
List<(Question, Result[])> races = [];
foreach (var question in questions)
{
    races.Add((question, Contenders.Run(question)));
    RaceTable.Print(question, races[^1].Item2);
}

ErrorChart.Write("features.svg", races);
Console.WriteLine();
Console.WriteLine("The picture is in features.svg.");
