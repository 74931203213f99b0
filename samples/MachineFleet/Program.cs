using MachineFleet;

const int Rows = 300;
MachineRow[] fit = Machines.Run(seed: 1, machines: 200, Rows), unseen = Machines.Run(seed: 2, machines: 100, Rows);
Contender[] contenders = [PlainPast.None, PlainPast.Lags, PlainPast.Averages, OnlineLruPast.Contender, LeastSquaresPast.Contender, TttPast.Contender];
var race = new FleetRace(fit, unseen);
var table = new FleetTable(unseen);
table.PrintHeading();
foreach (var contender in contenders)
{
    table.Print(contender, race.Run(contender));
}
