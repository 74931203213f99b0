using System.Text.Json;
using AdaptiveML.Kernels;
using AdaptiveML.Learners.Continual;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests.Vectors;

/// <summary>The peers: nearest class mean, streaming LDA, RanPAC, EWC, LwF, and the formulas of O-LoRA and FeCAM by our kernels.</summary>
internal sealed class DataPeersCase(JsonElement item)
{
    private const int Inputs = 4;

    private readonly double[] _x = DataMachine.Flat(item, "X");
    private readonly double[] _y = DataMachine.Flat(item, "y");
    private readonly double[] _query = DataMachine.Flat(item, "query");
    private readonly int _classes = item.GetProperty("classes").GetInt32();

    public void Check()
    {
        CheckNearestMean(item.GetProperty("ncm"));
        CheckLda(item.GetProperty("slda"));
        CheckRanPac(item.GetProperty("ranpac"));
        CheckElasticWeights(item.GetProperty("ewc"));
        CheckDistillation(item.GetProperty("lwf"));
        CheckOverlap(item.GetProperty("olora"));
        CheckCorrelations(item.GetProperty("fecam"));
    }

    private void CheckNearestMean(JsonElement expected)
    {
        var euclidean = Learnt(new NearestMeanClassifier<double>(Inputs, new() { Standardizes = false, ClipAt = 1e9 }, _classes));
        var cosine = Learnt(new NearestMeanClassifier<double>(Inputs, new() { Standardizes = false, ClipAt = 1e9, Metric = MeanMetric.Cosine }, _classes));
        Tolerance<double>.Check("ncm.squaredDistance", expected.GetProperty("squaredDistance"), [.. Scores(euclidean).Select(score => -score)]);
        Tolerance<double>.Check("ncm.cosine", expected.GetProperty("cosine"), Scores(cosine));
        CheckPredicted(expected.GetProperty("predicted"), euclidean);
        CheckPredicted(expected.GetProperty("predicted_cosine"), cosine);
    }

    private void CheckLda(JsonElement expected)
    {
        StreamingLdaOptions options = new() { Standardizes = false, ClipAt = 1e9, Shrinkage = expected.GetProperty("shrinkage").GetDouble() };
        var pooled = Learnt(new StreamingLda<double>(Inputs, options, _classes));
        var streaming = Learnt(new StreamingLda<double>(Inputs, options with { Covariance = CovarianceEstimate.Streaming }, _classes));
        CheckSymmetric("slda.pooledWithinCovariance", expected.GetProperty("pooledWithinCovariance"), ((StreamingLda<double>)pooled).Covariance, Inputs);
        CheckSymmetric("slda.streamingCovariance", expected.GetProperty("streamingCovariance"), ((StreamingLda<double>)streaming).Covariance, Inputs);
        Tolerance<double>.Check("slda.pooledScores", expected.GetProperty("pooledScores"), Scores(pooled));
        Tolerance<double>.Check("slda.streamingScores", expected.GetProperty("streamingScores"), Scores(streaming));
        CheckPredicted(expected.GetProperty("predicted_pooled"), pooled);
    }

    private void CheckRanPac(JsonElement expected)
    {
        double[] projection = DataMachine.Flat(expected, "projection");
        int size = projection.Length / Inputs;
        double[] padded = [.. projection.Chunk(size).SelectMany(row => row.Concat(Enumerable.Repeat(0.0, Tile.Pad(size) - size)))];
        RanPacOptions options = new()
        {
            Standardizes = false, ClipAt = 1e9, ProjectionSize = size, L2Regularization = expected.GetProperty("lambda_").GetDouble(),
        };
        var fresh = new RanPac<double>(ContinualShape.Begin(Inputs, _classes), options, new RandomProjection(padded, Inputs));
        var batch = (RanPac<double>)Learnt(fresh);
        CheckSymmetric("ranpac.gram", expected.GetProperty("gram"), batch.Readout.Gram(batch.Memory).ToArray(), size);
        double[] moments = [.. Enumerable.Range(0, size).SelectMany(i => Enumerable.Range(0, _classes).Select(c => batch.Readout.Moment(batch.Memory, c)[i]))];
        Tolerance<double>.Check("ranpac.Q", expected.GetProperty("Q"), moments);
        CheckWeights("ranpac.W", expected.GetProperty("W"), batch);
        Tolerance<double>.Check("ranpac.queryScores", expected.GetProperty("queryScores"), Scores(batch));
        CheckPredicted(expected.GetProperty("predicted"), batch);

        var recursive = (RanPac<double>)fresh.Clone();
        for (int row = 0; row < _y.Length; row++)
        {
            recursive.Learn(_x.AsSpan(row * Inputs, Inputs), [_y[row]], new double[_classes]);
        }

        CheckWeights("ranpac.recursiveW", expected.GetProperty("recursiveW"), recursive);
        CheckWeights(
            "ranpac.recursiveW, in chunks", expected.GetProperty("recursiveW"), (RanPac<double>)InChunks(fresh, expected.GetProperty("recursive_chunks")));
    }

    private void CheckElasticWeights(JsonElement expected)
    {
        double[] anchor = DataMachine.Flat(expected, "Wstar");
        double[] values = DataMachine.Flat(expected, "W");
        double[] importance = new double[anchor.Length];
        double[] gradient = new double[anchor.Length];
        double lambda = expected.GetProperty("lambda_").GetDouble();
        for (int row = 0; row < _y.Length; row++)
        {
            double[] logits = new double[_classes], single = new double[anchor.Length];
            for (int entry = 0; entry < anchor.Length; entry++)
            {
                logits[entry / Inputs] += _x[(row * Inputs) + (entry % Inputs)] * anchor[entry];
            }

            Softmax.Gradient<double>(logits, (int)_y[row], 1, logits);
            for (int entry = 0; entry < anchor.Length; entry++)
            {
                single[entry] = _x[(row * Inputs) + (entry % Inputs)] * logits[entry / Inputs];
            }

            ElasticPenalty.AddImportance(single, 1.0 / _y.Length, importance);
        }

        Tolerance<double>.Check("ewc.fisher_empirical", expected.GetProperty("fisher_empirical"), importance);
        ElasticPenalty.AddGradient(lambda, importance, anchor, values, gradient);
        Tolerance<double>.Check("ewc.gradient", expected.GetProperty("gradient"), gradient);
        Tolerance<double>.Check(
            "ewc.penalty",
            expected.GetProperty("penalty"),
            0.5 * gradient.Zip(values.Zip(anchor, (value, held) => value - held), (g, change) => g * change).Sum());
    }

    private static void CheckDistillation(JsonElement expected)
    {
        double temperature = expected.GetProperty("temperature").GetDouble(), loss = 0;
        int rows = expected.GetProperty("oldLogits").GetArrayLength();
        double[] old = DataMachine.Flat(expected, "oldLogits"), logits = DataMachine.Flat(expected, "newLogits"), gradient = new double[old.Length];
        int columns = old.Length / rows;
        for (int row = 0; row < rows; row++)
        {
            int at = row * columns;
            loss += Distillation.AddGradient(old.AsSpan(at, columns), logits.AsSpan(at, columns), temperature, 1.0 / rows, gradient.AsSpan(at, columns)) / rows;
        }

        Tolerance<double>.Check("lwf.loss_times_T2", expected.GetProperty("loss_times_T2"), loss);
        Tolerance<double>.Check("lwf.gradient", expected.GetProperty("gradient"), gradient);
    }

    private static void CheckOverlap(JsonElement expected)
    {
        int columns = expected.GetProperty("A_old")[0].GetArrayLength(), length = Tile.Pad(columns);
        double[] Padded(string name) =>
            [.. DataMachine.Flat(expected, name).Chunk(columns).SelectMany(row => row.Concat(Enumerable.Repeat(0.0, length - columns)))];
        double[] old = Padded("A_old"), present = Padded("A_new");
        int rows = old.Length / length, news = present.Length / length;
        double[] overlap = new double[rows * news], gradient = new double[present.Length];
        Matrices.ProductTransposed<double>(old, present, length, overlap, news);
        Tolerance<double>.Check("olora.penalty", expected.GetProperty("penalty"), overlap.Sum(Math.Abs));
        for (int i = 0; i < overlap.Length; i++)
        {
            SpanSums.AddScaled(old.AsSpan(i / news * length, length), Math.Sign(overlap[i]), gradient.AsSpan(i % news * length, length));
        }

        Tolerance<double>.Check("olora.gradient", expected.GetProperty("gradient"), [.. gradient.Where((_, i) => i % length < columns)]);
    }

    private void CheckCorrelations(JsonElement expected)
    {
        double diagonal = expected.GetProperty("gamma1").GetDouble(), beside = expected.GetProperty("gamma2").GetDouble();
        int length = Tile.Pad(Inputs), queries = _query.Length / Inputs;
        double[] distances = new double[queries * _classes];
        for (int c = 0; c < _classes; c++)
        {
            double[][] rows = [.. _x.Chunk(Inputs).Where((_, row) => (int)_y[row] == c)];
            double[] mean = [.. Enumerable.Range(0, Inputs).Select(i => rows.Average(row => row[i]))], matrix = new double[Inputs * length];
            foreach (double[] row in rows)
            {
                double[] deviation = new double[length];
                row.Zip(mean, (value, centre) => value - centre).ToArray().CopyTo(deviation, 0);
                Matrices.AddGram<double>(deviation, length, 1.0 / rows.Length, matrix);
            }

            double Entry(int i, int j) => matrix[(Math.Min(i, j) * length) + Math.Max(i, j)];
            var pairs = Enumerable.Range(0, Inputs).SelectMany(i => Enumerable.Range(0, Inputs).Select(j => (i, j))).ToArray();
            double meanDiagonal = pairs.Where(pair => pair.i == pair.j).Average(pair => Entry(pair.i, pair.j));
            double meanBeside = pairs.Where(pair => pair.i != pair.j).Average(pair => Entry(pair.i, pair.j));
            double Shrunk(int i, int j) => Entry(i, j) + (i == j ? diagonal * meanDiagonal : beside * meanBeside);
            double[] correlation = new double[Inputs * length];
            foreach (var (i, j) in pairs)
            {
                correlation[(i * length) + j] = Shrunk(i, j) / Math.Sqrt(Shrunk(i, i) * Shrunk(j, j));
            }

            Assert.IsTrue(Cholesky.Factor(correlation, Inputs));
            for (int query = 0; query < queries; query++)
            {
                double[] deviation = new double[length];
                _query.AsSpan(query * Inputs, Inputs).ToArray().Zip(mean, (value, centre) => value - centre).ToArray().CopyTo(deviation, 0);
                Cholesky.SolveTransposed(correlation, Inputs, deviation);
                distances[(query * _classes) + c] = deviation.Sum(value => value * value);
            }
        }

        Tolerance<double>.Check("fecam.squaredDistance", expected.GetProperty("squaredDistance"), distances);
        int[] predicted = [.. distances.Chunk(_classes).Select(row => BestClass.Of<double>(row.Select(distance => -distance).ToArray()))];
        CollectionAssert.AreEqual(DataMachine.Flat(expected, "predicted").Select(label => (int)label).ToArray(), predicted);
    }

    private ContinualLearner<double> Learnt(ContinualLearner<double> learner) => learner.Update(Rows(Enumerable.Range(0, _y.Length)));

    private ContinualLearner<double> InChunks(ContinualLearner<double> learner, JsonElement chunks)
    {
        foreach (var chunk in chunks.EnumerateArray())
        {
            learner = learner.Update(Rows(chunk.EnumerateArray().Select(row => row.GetInt32())));
        }

        return learner;
    }

    private TrainingRows<double> Rows(IEnumerable<int> rows)
    {
        var task = new TrainingRows<double>(Inputs, 1);
        foreach (int row in rows)
        {
            task.Add(_x.AsSpan(row * Inputs, Inputs), [_y[row]]);
        }

        return task;
    }

    private double[] Scores(ContinualLearner<double> learner)
    {
        double[] scores = new double[_classes];
        return [.. _query.Chunk(Inputs).SelectMany(row =>
        {
            learner.Predict(row, scores);
            return scores.ToArray();
        })];
    }

    private void CheckPredicted(JsonElement expected, ContinualLearner<double> learner) =>
        CollectionAssert.AreEqual(
            Tolerance<double>.Read(expected).Select(label => (int)label).ToArray(),
            Scores(learner).Chunk(_classes).Select(row => BestClass.Of<double>(row)).ToArray());

    private void CheckWeights(string what, JsonElement expected, RanPac<double> learner) =>
        Tolerance<double>.Check(what, expected, [.. Enumerable.Range(0, expected.GetArrayLength()).SelectMany(i =>
            Enumerable.Range(0, _classes).Select(c => learner.Readout.Weights(learner.Memory, c)[i]))]);

    private static void CheckSymmetric(string what, JsonElement expected, double[] upper, int size)
    {
        int length = Tile.Pad(size);
        Tolerance<double>.Check(what, expected, [.. Enumerable.Range(0, size * size).Select(entry =>
        {
            int i = entry / size, j = entry % size;
            return upper[(Math.Min(i, j) * length) + Math.Max(i, j)];
        })]);
    }
}
