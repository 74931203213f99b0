using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed class PredictionEngineOptions
{
    public bool IgnoreMissingColumns = true;

    public SchemaDefinition? InputSchemaDefinition;

    public SchemaDefinition? OutputSchemaDefinition;

    public bool OwnsTransformer = true;
}
