[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]
// Some tests take settings that are internal to the product, and so are internal themselves.
[assembly: DiscoverInternals]
