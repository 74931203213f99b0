namespace AdaptiveML.Learners.Continual;

/// <content>Learning a task.</content>
internal sealed partial class DataClassifier<T>
{
    /// <inheritdoc/>
    private protected override void LearnTask(ScaledTask task)
    {
        CountErrors(task, Tasks.Count - 2, row =>
        {
            bool counts = HasRows(task.Label(row));
            if (counts)
            {
                WriteHead(task.Input(row));
            }

            return counts;
        });
        if (_layout.Network is { } network)
        {
            TrainNetwork(network, task);
        }

        if (_layout.Readout is not { } readout)
        {
            AddToGaussians(task);
            return;
        }

        var (kept, heldOut) = readout.Divide(Memory, task);
        AddToGaussians(kept);
        readout.Add(Memory, kept, _projection!.Project);
        double[] scores = readout.ChoosePenalty(Memory, heldOut, _projection.Project);
        if (heldOut.Count > 0)
        {
            _layout.Gate?.CountLead(Memory, LeadAfterTask, heldOut, scores);
        }

        if (Options.Residual == DataClassifierResidual.Gaussians)
        {
            CountErrors(heldOut, Tasks.Count - 1, row =>
            {
                scores.AsSpan(row * ClassCount, ClassCount).CopyTo(_head);
                return true;
            });
        }

        MixHeldOut(heldOut, scores);
        Calibrate(heldOut, scores);
        AddToGaussians(heldOut);
        readout.Add(Memory, heldOut, _projection.Project);
        readout.Solve(Memory, task.Cancellation);
    }

    /// <summary>The scores of the head of rows held out become those of head and residual.</summary>
    private void MixHeldOut(ScaledTask rows, double[] scores)
    {
        if (_layout.Gate is not { } gate
            || Options is { ResidualWeight: 0 } or not { Residual: DataClassifierResidual.Gaussians }
            || !CanWriteResidual(Tasks.Count - 1))
        {
            return;
        }

        double open = gate.Value(Memory);
        for (int row = 0; row < rows.Count; row++)
        {
            var own = scores.AsSpan(row * ClassCount, ClassCount);
            own.CopyTo(_head);
            WriteResidual(rows.Input(row), Tasks.Count - 1, isTaskFree: true);
            Mix(open, own);
        }
    }

    /// <summary>Lets the gate know of rows that nothing has learnt.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="last">The last task that the residual has learnt, or −1.</param>
    /// <param name="writeHead">Writes what the head says of a row, and gives whether the row counts.</param>
    private void CountErrors(ScaledTask rows, int last, Func<int, bool> writeHead)
    {
        for (int row = 0; row < rows.Count && _layout.Gate is not null && CanWriteResidual(last); row++)
        {
            if (writeHead(row))
            {
                CountError(rows.Input(row), rows.Label(row), rows.Weight(row), last);
            }
        }
    }

    /// <summary>Lets the gate know of a row whose head is written.</summary>
    private void CountError(ReadOnlySpan<double> input, int label, double weight, int last)
    {
        WriteResidual(input, last, isTaskFree: true);
        _layout.Gate!.Count(Memory, _head, _residual, label, weight);
    }

    private void AddToGaussians(ScaledTask rows)
    {
        if (_layout.Gaussians is not { } gaussians || rows.Count == 0)
        {
            return;
        }

        for (int row = 0; row < rows.Count; row++)
        {
            gaussians.Add(Memory, rows.Input(row), rows.Label(row), rows.Weight(row));
        }

        gaussians.Factor(Memory, rows.Cancellation);
    }

    private void TrainNetwork(AdaptedNetwork network, ScaledTask task)
    {
        var training = _layout.Training!;
        int frozen = _layout.Components(Tasks.Count - 1);
        ChooseClasses(isTaskOnly: Options.Head == DataClassifierHead.Softmax);
        training.Begin(Memory);
        if (Tasks.Count == 1)
        {
            training.Run(Memory, () => task, (rows, row) => DifferentiateBase(network, rows, row));
            training.Begin(Memory);
        }

        network.DrawComponents(Memory, frozen, training.Random(Memory));
        double[][] start = [.. network.AdapterFields.Select(field => Memory.Parameters.View<double>(field).ToArray())];
        training.Run(
            Memory,
            () => WithPseudoInputs(task),
            (rows, row) => Differentiate(rows.Input(row), rows.Label(row), rows.Weight(row), frozen),
            rows => network.Penalty(Memory, Used, frozen, rows),
            (step, steps) => RestoreSome(network, start, step, steps));
        NoteGates(network, task);
    }

    /// <summary>The layer that is to be adapted learns from the first task, without adapters.</summary>
    private void DifferentiateBase(AdaptedNetwork network, ScaledTask rows, int row)
    {
        network.Network.Change.AsSpan().Clear();
        network.Network.Forward(Memory, rows.Input(row), _residual);
        Softmax.Gradient<double>(_residual, rows.Label(row), _among, rows.Weight(row));
        network.Network.Differentiate(Memory, rows.Input(row), _residual, learnsBase: true);
    }

    /// <summary>The rows of the task, and for each class known before as many rows drawn from its Gaussian as a class of the task has on average.</summary>
    private ScaledTask WithPseudoInputs(ScaledTask task)
    {
        if (_layout.Gaussians is not { } gaussians)
        {
            return task;
        }

        var rows = task.Take(Enumerable.Range(0, task.Count));
        int share = Math.Max(1, task.Count / Tasks[^1].Classes.Length);
        double[] input = new double[task.Length];
        var random = _layout.Training!.Random(Memory);
        for (int c = 0; c < ClassCount; c++)
        {
            for (int draw = 0; draw < share && gaussians.Count(Memory, c) > 0; draw++)
            {
                gaussians.Draw(Memory, c, random, input);
                rows.Add(input, c, 1);
            }
        }

        return rows;
    }

    private void RestoreSome(AdaptedNetwork network, double[][] start, int step, int steps)
    {
        int every = Math.Max(1, (int)(Options.Adapters.RestorationEvery * steps));
        if (Options.Adapters.RestorationProbability == 0 || step % every != 0 || step + every > steps)
        {
            return;
        }

        for (int i = 0; i < start.Length; i++)
        {
            bool[] chosen = new bool[start[i].Length];
            StochasticRestoration.Draw(chosen, Options.Adapters.RestorationProbability, _layout.Training!.Random(Memory));
            StochasticRestoration.Restore(Memory.Parameters.View<double>(network.AdapterFields[i]), start[i], chosen);
        }
    }

    /// <summary>Notes the mean gates of the task's rows, and merges the adapters if they are to be.</summary>
    private void NoteGates(AdaptedNetwork network, ScaledTask task)
    {
        var (low, high) = (0.0, 0.0);
        for (int row = 0; row < task.Count; row++)
        {
            var gates = network.Open(Memory, task.Input(row), Used);
            (low, high) = (low + gates.Low, high + gates.High);
        }

        var means = Memory.State.View<double>(_layout.MeanGates)[^2..];
        (means[0], means[1]) = (low / task.Count, high / task.Count);
        if (Options.Adapters.Merge != MergePolicy.None)
        {
            network.Merge(Memory, (means[0], means[1]), Memory.State.View<double>(_layout.Merged));
        }
    }
}
