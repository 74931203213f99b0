using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace MachineFleet;

/// <summary>LightGBM behind the row and a contender's features: fitted to some machines, asked about others.</summary>
internal sealed class FleetRace(MachineRow[] fit, MachineRow[] unseen)
{
    private readonly MLContext _context = new(1);

    /// <summary>Squared errors of the rows of machines that were not in the fit.</summary>
    public double[] Run(Contender contender)
    {
        var (past, unseenPast) = contender.Features(fit, unseen);
        var trees = _context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
        {
            LabelColumnName = nameof(Joined.Reading),
            FeatureColumnName = nameof(Joined.Features),
            NumberOfLeaves = 31,
            NumberOfIterations = 300,
            LearningRate = 0.05,
            NumberOfThreads = 1,
            Seed = 1,
        }).Fit(View(fit, past));
        return [.. trees.Transform(View(unseen, unseenPast)).GetColumn<float>("Score").Select((score, i) => Math.Pow(score - unseen[i].Reading, 2))];
    }

    private IDataView View(MachineRow[] rows, float[][] past)
    {
        var definition = SchemaDefinition.Create(typeof(Joined));
        definition[nameof(Joined.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1 + Machines.Sensors + past[0].Length);
        return _context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new Joined { Features = [row.Last, .. row.Sensors, .. past[i]], Reading = row.Reading }), definition);
    }

    private sealed class Joined
    {
        public required float[] Features { get; init; }

        public required float Reading { get; init; }
    }
}
