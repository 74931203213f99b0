using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.Pipeline;

/// <summary>Walks and rebuilds transformer chains of any depth.</summary>
internal static class Chain
{
    /// <summary>What is wrong with a model that has nothing of ours.</summary>
    public static InvalidOperationException NothingToLearnWith => new("The model has no online transformer to learn with.");

    /// <summary>
    /// The transformers that score, in order, nested chains laid flat. ML.NET's row mappers ignore scopes, so that an engine needs this list.
    /// </summary>
    public static IEnumerable<ITransformer> ScoringStages(ITransformer model) => Stages(model, TransformerScope.Scoring);

    /// <summary>
    /// The transformers that rows with labels pass when a model is tested: those of scope <see cref="TransformerScope.Testing"/>, nested chains laid flat.
    /// </summary>
    public static IEnumerable<ITransformer> TestingStages(ITransformer model) => Stages(model, TransformerScope.Testing);

    /// <summary>What a chain consists of, in order and whatever its scope; nothing where the model is no chain.</summary>
    public static IEnumerable<ITransformer> Stages(ITransformer model) => IsChain(model) ? (IEnumerable<ITransformer>)model : [];

    /// <summary>The model with some of its parts replaced, everything else and all scopes as before; the same object if nothing was replaced.</summary>
    /// <param name="model">A transformer or a chain.</param>
    /// <param name="replacement">Gives a part's replacement, or null to keep it and look inside.</param>
    public static ITransformer Replace(ITransformer model, Func<ITransformer, ITransformer?> replacement)
    {
        if (replacement(model) is { } other)
        {
            return other;
        }

        if (!IsChain(model))
        {
            return model;
        }

        var stages = Stages(model).ToArray();
        var replaced = Array.ConvertAll(stages, stage => Replace(stage, replacement));
        return stages.SequenceEqual(replaced, ReferenceEqualityComparer.Instance)
            ? model
            : new TransformerChain<ITransformer>(replaced, Scopes(model, stages));
    }

    private static IEnumerable<ITransformer> Stages(ITransformer model, TransformerScope scope) =>
        IsChain(model) ? ModelFor(model, scope).SelectMany(part => Stages(part, scope)) : [model];

    private static bool IsChain(ITransformer model) =>
        model.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(TransformerChain<>);

    /// <summary>Calls GetModelFor, a public method that chains have for each type of their last transformer.</summary>
    private static TransformerChain<ITransformer> ModelFor(ITransformer chain, TransformerScope scope) =>
        (TransformerChain<ITransformer>)chain.GetType().GetMethod(nameof(TransformerChain<>.GetModelFor))!.Invoke(chain, [scope])!;

    /// <summary>The scope of each stage: ML.NET does not show it, but it shows which stages each scope has.</summary>
    private static TransformerScope[] Scopes(ITransformer chain, ITransformer[] stages)
    {
        var scopes = new TransformerScope[stages.Length];
        foreach (var scope in (ReadOnlySpan<TransformerScope>)[TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring])
        {
            int i = 0;
            foreach (var stage in ModelFor(chain, scope))
            {
                i = Array.IndexOf(stages, stage, i);
                scopes[i++] |= scope;
            }
        }

        return scopes;
    }
}
