using MachineFleet;

const int Rows = 300;
MachineRow[] fit = Machines.Run(Hours.Of(2011, 2012), seed: 1, machines: 200, Rows), unseen = Machines.Run(Hours.Of(2013, 2014), seed: 2, machines: 100, Rows);
Contender[] contenders = [PlainPast.None, PlainPast.Lags, PlainPast.Averages, OnlineLruPast.Contender, LeastSquaresPast.Contender, TttPast.Contender];
var race = new FleetRace(fit, unseen);
var table = new FleetTable(unseen);
table.PrintHeading();
List<(Contender, double[])> races = [];
foreach (var contender in contenders)
{
    races.Add((contender, race.Run(contender)));
    table.Print(contender, races[^1].Item2);
}

FleetChart.Write("fleet.svg", unseen, races);
Console.WriteLine();
Console.WriteLine("The picture is in fleet.svg.");
