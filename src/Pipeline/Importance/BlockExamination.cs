using AdaptiveML.Kernels;
using AdaptiveML.Online;
using AdaptiveML.Streams;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Permutes blocks of each feature of the one online stage of a model, within each sequence, and evaluates the model on the rows in order.</summary>
internal static class BlockExamination
{
    private const string Name = "model";

    /// <exception cref="InvalidOperationException">There is not one online stage with features, or no sequence has two blocks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static BlockImportance Run(ITransformer model, IDataView view, BlockImportanceOptions options)
    {
        ITransformer[] stages = [.. Chain.TestingStages(model)];
        int at = Examination.FindStage(stages);
        var columns = ((OnlineTransformer)stages[at]).Model.Columns;
        var rows = new MLContext().Data.Cache(stages[..at].Aggregate(view, static (rows, part) => part.Transform(rows)));
        var features = ColumnChecks.Features(rows.Schema, columns.Features!);
        var (values, sequences) = Read(rows, features, ColumnChecks.FindNamed(rows.Schema, ColumnRole.Group, columns.Group));
        int block = options.BlockLength ?? CubeRoot(sequences.Max(sequence => sequence.Length));
        if (Array.TrueForAll(sequences, sequence => sequence.Length <= block))
        {
            throw new InvalidOperationException($"No sequence has two blocks of {block} rows: there is nothing to permute. Set BlockLength.");
        }

        var examined = new PrequentialModel(Name, new TransformerChain<ITransformer>(stages[at..])) { Learns = options.Learns };
        PrequentialFigures Evaluate(IDataView data)
        {
            var evaluation = options.Evaluation with { GroupColumnName = options.Evaluation.GroupColumnName ?? columns.Group };
            return PrequentialRun.Evaluate([examined], data, evaluation, columns.Label)[Name].Overall;
        }

        var before = Evaluate(rows);
        var names = SlotNames.Distinct(features);
        var after = new Dictionary<string, PrequentialFigures[]>();
        var random = Xoshiro256.Seed(new ulong[Xoshiro256.StateLength], (ulong)options.Seed);
        for (int slot = 0; slot < names.Count; slot++)
        {
            var figures = new PrequentialFigures[options.PermutationCount];
            for (int i = 0; i < figures.Length; i++)
            {
                figures[i] = Evaluate(new PermutedView(rows, features, slot, Permuted(values, slot, sequences, block, random)));
            }

            after[names[slot]] = figures;
        }

        return new(before, after, block);
    }

    /// <summary>A feature of all rows, blocks of it exchanged within each sequence.</summary>
    private static float[] Permuted(List<float[]> values, int slot, int[][] sequences, int block, Xoshiro256 random)
    {
        float[] permuted = new float[values.Count];
        foreach (int[] sequence in sequences)
        {
            int[] starts = [.. Enumerable.Range(0, (sequence.Length + block - 1) / block).Select(i => i * block)];
            random.Shuffle(starts.AsSpan());
            int row = 0;
            foreach (int start in starts)
            {
                foreach (int source in sequence.AsSpan(start, Math.Min(block, sequence.Length - start)))
                {
                    permuted[sequence[row++]] = values[source][slot];
                }
            }
        }

        return permuted;
    }

    /// <summary>The features of all rows, and the rows of each sequence in their order.</summary>
    private static (List<float[]> Values, int[][] Sequences) Read(IDataView rows, DataViewSchema.Column features, DataViewSchema.Column? group)
    {
        using var cursor = rows.GetRowCursor(rows.Schema.Where(column => column.Index == features.Index || column.Index == group?.Index));
        var reader = new NumbersReader(cursor, features);
        var context = new RowContextReader(cursor, new(group, null, null, null));
        var values = new List<float[]>();
        var sequences = new OrderedDictionary<SequenceKey, List<int>>();
        while (cursor.MoveNext())
        {
            reader.Read();
            var sequence = context.Read().Sequence;
            if (!sequences.TryGetValue(sequence, out var members))
            {
                sequences[sequence] = members = [];
            }

            members.Add(values.Count);
            values.Add(reader.Values.ToArray());
        }

        return values.Count > 0
            ? (values, [.. sequences.Values.Select(members => members.ToArray())])
            : throw new InvalidOperationException("There are no rows to measure importance on.");
    }

    private static int CubeRoot(int rows)
    {
        int root = 1;
        while ((long)(root + 1) * (root + 1) * (root + 1) <= rows)
        {
            root++;
        }

        return root;
    }
}
