using AdaptiveML.Learners.Comodulation;
using AdaptiveML.Online;

namespace AdaptiveML.Learners.Tests;

/// <summary>How far what trials with primary tasks say of the methods is believed.</summary>
[TestClass]
public sealed class MethodPriorTests
{
    private const AdaptationMethod Modulating = AdaptationMethod.Gain;

    private static readonly AdaptationOptions Options = RelatedTasks.Small.Adaptation;

    [TestMethod]
    public void A_difference_that_goes_up_and_down_from_task_to_task_counts_for_the_likelihood_that_there_is_one()
    {
        // Better by 0.04 in the mean, by 0.1 more or less in a task: of four tasks that is 4/2 ln(1 + (0.04/0.1)²) = 0.3 in units of e.
        Assert.AreEqual(-4 / 2.0 * Math.Log(1.16), Cost(Trials(0.04, 0.1, tasks: 4, draws: 1)), 1e-12);
        Assert.AreEqual(-0.04 * MethodPrior.Weight, Cost(Trials(0.04, 0.001, tasks: 4, draws: 1)), 1e-12);
        Assert.AreEqual(-0.04 * MethodPrior.Weight, Cost(Trials(0.04, 0, tasks: 4, draws: 1)), 1e-12, "what is always the same is sure");
        Assert.AreEqual(0.04 * MethodPrior.Weight, Cost(Trials(-0.04, 0.1, tasks: 4, draws: 1)), 1e-12, "what is worse is not trusted by chance either");
    }

    [TestMethod]
    public void Trials_of_one_task_share_its_rows_and_count_as_one()
    {
        double once = Cost(Trials(0.04, 0.1, tasks: 4, draws: 1)), often = Cost(Trials(0.04, 0.1, tasks: 4, draws: 6));

        Assert.AreEqual(once, often, 1e-12);
        Assert.AreEqual(6 * once, Cost(Trials(0.04, 0.1, tasks: 24, draws: 1)), 1e-12);
    }

    [TestMethod]
    public void With_more_rows_than_any_trial_had_what_speaks_for_a_method_fades()
    {
        var better = Trials(0.04, 0, tasks: 4, draws: 1);

        Assert.AreEqual(-0.04 * MethodPrior.Weight, Cost(better, rows: 5), 1e-12);
        Assert.AreEqual(-0.04 * MethodPrior.Weight / 3, Cost(better, rows: 30), 1e-12);
        Assert.AreEqual(0.04 * MethodPrior.Weight, Cost(Trials(-0.04, 0, tasks: 4, draws: 1), rows: 30), 1e-12);
    }

    [TestMethod]
    public void A_method_that_modulates_is_measured_by_the_best_of_those_that_do_not()
    {
        // Ridge regression is surely better than logistic regression, by 0.1; what modulates is better than that by as much, not surely.
        var trials = Array.ConvertAll(Trials(0.2, 0.1, tasks: 4, draws: 1), trial => trial with
        {
            Errors = [.. trial.Errors.Select((errors, method) =>
                MethodPrior.Methods[method] == AdaptationMethod.Ridge ? [.. errors.Select(_ => 0.2)] : errors)],
        });

        Assert.AreEqual(-2 * Math.Log(2), Cost(trials), 1e-12);
    }

    /// <summary>What speaks against a method that modulates.</summary>
    private static double Cost(MethodTrial[] trials, int rows = 10)
    {
        Layout parameters = new(), state = new();
        var prior = new MethodPrior(state, Options);
        var memory = new LearnerMemory(parameters, state, new(), 1, keepsCopy: false);
        Assert.IsNull(prior.Expect(memory, rows, Modulating, 1));

        prior.Learn(memory, 0, trials);

        double together = MethodChoice<double>.Plain.Sum(method => Math.Exp(-prior.Expect(memory, rows, method, 1)!.Cost));
        Assert.AreEqual(4, together, 1e-9, "those that do not modulate weigh as much as without experience");
        var experience = prior.Expect(memory, rows, Modulating, 1)!;
        Assert.AreEqual(trials.Average(trial => trial.Errors[Array.IndexOf(MethodPrior.Methods, Modulating)][0]), experience.Errors[0], 1e-12);
        return experience.Cost;
    }

    /// <summary>Trials in which logistic regression errs by 0.3, one that modulates by a lead less, and all others by 0.4.</summary>
    private static MethodTrial[] Trials(double lead, double spread, int tasks, int draws) =>
        [.. Enumerable.Range(0, tasks * draws).Select(trial => new MethodTrial(trial % tasks, Array.ConvertAll(MethodPrior.Methods, method =>
        {
            double error = method switch
            {
                AdaptationMethod.Logistic => 0.3,
                Modulating => 0.3 - lead + (trial % 2 == 0 ? spread : -spread),
                _ => 0.4,
            };
            return Enumerable.Repeat(error, 100).ToArray();
        })))];
}
