using Consumer;

// Each verb is a process of its own; what one leaves for the next is in the file alone.
switch (args)
{
    case ["fit", var path]:
        EmissionModel.Fit(path);
        return 0;
    case ["learn", var path]:
        EmissionModel.Learn(path);
        return 0;
    case ["resume", var path]:
        EmissionModel.Resume(path);
        return 0;
    case ["trees", var path]:
        Trees.Fit(path);
        return 0;
    default:
        Console.Error.WriteLine("fit, learn, resume or trees, and a file");
        return 1;
}
