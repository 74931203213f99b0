using System.Diagnostics;
using System.Runtime.Intrinsics;
using AdaptiveML.Learners.Recurrent;
using AdaptiveML.Online;

namespace AdaptiveML.Benchmarks.Recurrent;

/// <summary>
/// Time of a learnt row, float, eight inputs, against the multiply-adds that the method asks for at the speed that this machine's registers reach in the same
/// run.
/// </summary>
internal static class StepCost
{
    private const int Inputs = 8, Stretches = 2000;

    public static void Run()
    {
        double peak = Peak();
        Console.WriteLine(
            $"Registers: {peak:F1} multiply-adds a ns. Time of a row, its multiply-adds, and the share "
            + "of that speed; memory of a sequence, and of all else but gradients and the kept copy");
        foreach (int units in (int[])[16, 32, 64])
        {
            double n = units, step = n * (n + Inputs + 1), window = 64;
            var settings = new RecurrentOptions { HiddenUnits = units, Guard = GuardOptions.None };
            Print("BP(λ), window 64", settings with { TraceMode = TraceMode.Window }, (2 * step) + (4 * n * n) + (2 * window * n * n));
            Print(
                "BP(λ), guarded",
                settings with { TraceMode = TraceMode.Window, Guard = new() },
                (2 * step) + (4 * n * n) + (2 * window * n * n) + step + (10 * (step + (n * n))));
            Print("BP(0)", settings with { Lambda = 0 }, (2 * step) + (5 * n * n));
            Print("BP(λ), full trace", settings with { TraceMode = TraceMode.Full }, (2 * step) + (4 * n * n) + (n * n * n * (n + 1)) + (n * n * (n + 1)));
            Print("TBPTT-10", settings with { Method = RecurrentMethod.Truncated }, step + (10 * (step + (n * n))));
            Print("SnAp-1", settings with { Method = RecurrentMethod.SnAp1 }, 4 * step);
            Print("RTRL", settings with { Method = RecurrentMethod.RealTime }, step + (n * n * step) + (n * step));

            void Print(string name, RecurrentOptions options, double operations)
            {
                var learner = new RecurrentLearner<float>(Inputs, 1, options);
                double nanoseconds = Time(learner, operations > 1e6 ? Stretches / 20 : Stretches);
                double sequence = learner.Memory.Blank.Layout.ByteLength / 1024.0;
                double shared = (learner.Memory.Parameters.Layout.ByteLength + learner.Memory.State.Layout.ByteLength) / 1024.0;
                Console.WriteLine(
                    $"  n = {units,2} {name,-18} {nanoseconds / 1000,9:F2} µs {operations,10:N0} "
                    + $"{operations / nanoseconds / peak,6:P0} | {sequence,8:F1} {shared,8:F1} KB");
            }
        }
    }

    /// <summary>The best of many stretches, each too short to be shared with what else the machine does.</summary>
    private static double Time(RecurrentLearner<float> learner, int stretches)
    {
        const int Stretch = 16;
        float[] input = new float[Inputs], target = new float[1], prediction = new float[1];
        double best = double.PositiveInfinity;
        for (int stretch = 0; stretch < 2 * stretches; stretch++)
        {
            if (stretch == stretches)
            {
                // What was compiled in haste is compiled anew.
                Thread.Sleep(500);
            }

            var watch = Stopwatch.StartNew();
            for (int row = 0; row < Stretch; row++)
            {
                input.AsSpan().Fill((row % 7) - 3);
                target[0] = (row % 5) - 2;
                learner.Learn(input, target, prediction);
            }

            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / Stretch);
        }

        return best;
    }

    /// <summary>Multiply-adds a nanosecond with ten chains of vectors, of the width that reaches more.</summary>
    private static double Peak()
    {
        const int Repeats = 20_000, Chains = 10;
        double best = 0;
        for (int repeat = 0; repeat < 4000; repeat++)
        {
            bool isWide = repeat % 2 == 1 && Vector512.IsHardwareAccelerated;
            var watch = Stopwatch.StartNew();
            float kept = isWide ? WideChain(Repeats) : Chain(Repeats);
            double rate = (double)Repeats * Chains * (isWide ? Vector512<float>.Count : Vector256<float>.Count) / watch.Elapsed.TotalNanoseconds;
            best = kept > 0 ? Math.Max(best, rate) : best;
        }

        return best;
    }

    private static float Chain(int repeats)
    {
        var (factor, step) = (Vector256.Create(0.999f), Vector256.Create(0.001f));
        var (a, b, c, d, e) = (step, step, step, step, step);
        var (f, g, h, i, j) = (step, step, step, step, step);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, step);
            b = Vector256.FusedMultiplyAdd(b, factor, step);
            c = Vector256.FusedMultiplyAdd(c, factor, step);
            d = Vector256.FusedMultiplyAdd(d, factor, step);
            e = Vector256.FusedMultiplyAdd(e, factor, step);
            f = Vector256.FusedMultiplyAdd(f, factor, step);
            g = Vector256.FusedMultiplyAdd(g, factor, step);
            h = Vector256.FusedMultiplyAdd(h, factor, step);
            i = Vector256.FusedMultiplyAdd(i, factor, step);
            j = Vector256.FusedMultiplyAdd(j, factor, step);
        }

        return (a + b + c + d + e + f + g + h + i + j)[0];
    }

    private static float WideChain(int repeats)
    {
        var (factor, step) = (Vector512.Create(0.999f), Vector512.Create(0.001f));
        var (a, b, c, d, e) = (step, step, step, step, step);
        var (f, g, h, i, j) = (step, step, step, step, step);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, step);
            b = Vector512.FusedMultiplyAdd(b, factor, step);
            c = Vector512.FusedMultiplyAdd(c, factor, step);
            d = Vector512.FusedMultiplyAdd(d, factor, step);
            e = Vector512.FusedMultiplyAdd(e, factor, step);
            f = Vector512.FusedMultiplyAdd(f, factor, step);
            g = Vector512.FusedMultiplyAdd(g, factor, step);
            h = Vector512.FusedMultiplyAdd(h, factor, step);
            i = Vector512.FusedMultiplyAdd(i, factor, step);
            j = Vector512.FusedMultiplyAdd(j, factor, step);
        }

        return (a + b + c + d + e + f + g + h + i + j)[0];
    }
}
