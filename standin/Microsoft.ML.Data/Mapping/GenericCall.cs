using System.Reflection;

namespace Microsoft.ML.Data;

// Calls a generic method whose type arguments are known at run time only: the method is given as any one of its instances,
// and so its result is of a type that they have in common.
internal static class GenericCall
{
    public static TResult Invoke<T1, TResult>(Func<T1, TResult> method, Type type, T1 argument) =>
        (TResult)Bind(method, type).Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, [argument], null)!;

    public static TResult Invoke<T1, T2, TResult>(Func<T1, T2, TResult> method, Type type, T1 first, T2 second) =>
        (TResult)Bind(method, type).Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, [first, second], null)!;

    public static TResult Invoke<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> method, Type type, T1 first, T2 second, T3 third) =>
        (TResult)Bind(method, type).Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, [first, second, third], null)!;

    public static TResult Invoke<T1, T2, TResult>(Func<T1, T2, TResult> method, Type[] types, T1 first, T2 second) =>
        (TResult)Bind(method, types).Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, [first, second], null)!;

    private static MethodInfo Bind(Delegate method, params Type[] types) =>
        method.Method.GetGenericMethodDefinition().MakeGenericMethod(types);
}
