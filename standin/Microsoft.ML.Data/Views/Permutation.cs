namespace Microsoft.ML.Data;

internal static class Permutation
{
    public static int[] Create(int count, Random rand)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        rand.Shuffle(order);
        return order;
    }
}
