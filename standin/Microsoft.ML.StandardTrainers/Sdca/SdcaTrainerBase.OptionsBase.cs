namespace Microsoft.ML.Trainers;

public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel>
{
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        public float? L2Regularization;

        public float? L1Regularization;

        public int? NumberOfThreads;

        public float ConvergenceTolerance = 0.1f;

        public int? MaximumNumberOfIterations;

        public bool Shuffle = true;

        public int? ConvergenceCheckFrequency;

        public float BiasLearningRate;

        private protected OptionsBase()
        {
        }

        internal void Check()
        {
            ArgumentException.ThrowIfNullOrEmpty(FeatureColumnName);
            ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
            Check(L2Regularization is null or >= 0, nameof(L2Regularization), "L2 constant must be non-negative.");
            Check(L1Regularization is null or >= 0, nameof(L1Regularization), "L1 threshold must be non-negative.");
            Check(NumberOfThreads is null or > 0, nameof(NumberOfThreads), "The number of threads must be either null or a positive integer.");
            Check(MaximumNumberOfIterations is null or > 0, nameof(MaximumNumberOfIterations), "Max number of iterations must be positive.");
            Check(ConvergenceTolerance is > 0 and <= 1, nameof(ConvergenceTolerance), "Convergence tolerance must be positive and no larger than 1.");
        }

        private static void Check(bool holds, string name, string message)
        {
            if (!holds)
                throw Errors.BadArgument(name, message);
        }
    }
}
