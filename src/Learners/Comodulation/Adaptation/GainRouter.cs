using System.Numerics;
using AdaptiveML.Kernels;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Comodulation;

/// <summary>Measures the gains of a task anew and blends them in, by draws over rows or by the derivative.</summary>
/// <param name="rule">The task's rule.</param>
/// <param name="options">How to route.</param>
/// <param name="samples">Draws at a time, or rows for the derivative.</param>
internal sealed class GainRouter<T>(TaskRule<T> rule, ComodulationOptions options, int samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _noise = new T[options.Routing == RoutingKind.Derivative ? 0 : samples];

    /// <summary>Routes on rows, in turn.</summary>
    /// <param name="weights">The base's weights.</param>
    /// <param name="task">The task.</param>
    /// <param name="rows">The rows, or null for the one in the network.</param>
    /// <param name="chosen">Which of them; one element if <paramref name="rows"/> is null.</param>
    /// <param name="random">Draws.</param>
    public void Route(FlatBuffer weights, in TaskSpans<T> task, FeatureRows<T>? rows, ReadOnlySpan<int> chosen, Xoshiro256 random)
    {
        if (options.Routing != RoutingKind.Derivative)
        {
            for (int i = 0; i < _noise.Length; i++)
            {
                bool isOpposite = options.Routing == RoutingKind.Antithetic && i % 2 == 1;
                _noise[i] = isOpposite ? -_noise[i - 1] : T.CreateTruncating(options.Sigma * random.NextNormal());
            }

            Route(weights, task, rows, chosen, _noise);
            return;
        }

        rule.BeginRouting();
        for (int i = 0; i < Math.Min(samples, chosen.Length); i++)
        {
            rows?.Load(rule.Network, chosen[i]);
            rule.Derive(weights, task.Coupling, T.Zero);
        }

        rule.EndRouting(task);
    }

    /// <summary>Routes with given draws; with opposite pairs, both of a pair are drawn on the same row.</summary>
    public void Route(FlatBuffer weights, in TaskSpans<T> task, FeatureRows<T>? rows, ReadOnlySpan<int> chosen, ReadOnlySpan<T> noise)
    {
        int drawsOnARow = options.Routing == RoutingKind.Antithetic ? 2 : 1;
        T variance = Modulation.Variance(noise);
        rule.BeginRouting();
        for (int i = 0; i < noise.Length; i++)
        {
            rows?.Load(rule.Network, chosen[i / drawsOnARow % chosen.Length]);
            rule.Draw(weights, task.Coupling, noise[i], variance);
        }

        rule.EndRouting(task);
    }
}
