using AdaptiveML.MLNet.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaptiveML.MLNet.Tests.Transforms;

[TestClass]
public sealed class NormalizeMeanVarianceTests
{
    private readonly MLContext _context = new();
    private readonly Reading[] _rows = Readings.Take(50);
    private readonly IDataView _source;

    public NormalizeMeanVarianceTests() => _source = _context.Data.LoadFromEnumerable(_rows);

    [TestMethod]
    public void With_zero_fixed_it_divides_by_the_root_mean_square()
    {
        var got = Normalized(fixZero: true);

        for (var slot = 0; slot < 2; slot++)
        {
            var values = Slot(slot);
            var rms = Math.Sqrt(values.Average(v => v * v));
            for (var i = 0; i < values.Length; i++)
                Assert.AreEqual(values[i] / rms, got[i][slot], 1e-6);
        }
    }

    [TestMethod]
    public void With_zero_free_it_gives_mean_0_and_population_variance_1()
    {
        var got = Normalized(fixZero: false);

        for (var slot = 0; slot < 2; slot++)
        {
            var values = Slot(slot);
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            for (var i = 0; i < values.Length; i++)
                Assert.AreEqual((values[i] - mean) / deviation, got[i][slot], 1e-6);
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_constant_slot_becomes_zero(bool fixZero)
    {
        Assert.IsTrue(Normalized(fixZero).All(v => v[2] == 0));
    }

    [TestMethod]
    public void It_works_on_scalars_and_under_the_same_name()
    {
        var view = _context.Transforms.NormalizeMeanVariance("Index").Fit(_source).Transform(_source);

        Assert.AreEqual(NumberDataViewType.Single, view.Schema["Index"].Type);
        Assert.AreEqual(49 / Math.Sqrt(_rows.Average(r => r.Index * r.Index)), view.GetColumn<float>("Index").Last(), 1e-6);
    }

    [TestMethod]
    public void Its_output_is_marked_as_normalized()
    {
        var view = _context.Transforms.NormalizeMeanVariance("Norm", "Features").Fit(_source).Transform(_source);

        Assert.AreEqual(_source.Schema["Features"].Type, view.Schema["Norm"].Type);
        Assert.IsTrue(view.Schema["Norm"].Annotation<bool>("IsNormalized"));
    }

    [TestMethod]
    public void What_it_learnt_stays_for_other_data()
    {
        var model = _context.Transforms.NormalizeMeanVariance("Index").Fit(_source);
        var other = _context.Data.LoadFromEnumerable([new Reading { Index = 1000 }]);

        Assert.AreEqual(1000 / Math.Sqrt(_rows.Average(r => r.Index * r.Index)), model.Transform(other).GetColumn<float>("Index").Single(), 1e-3);
    }

    [TestMethod]
    public void A_missing_value_is_left_out_of_the_statistics_and_stays_missing()
    {
        var view = _context.Data.LoadFromEnumerable([new Reading { Index = 3 }, new Reading { Index = float.NaN }, new Reading { Index = 4 }]);

        var got = _context.Transforms.NormalizeMeanVariance("Index").Fit(view).Transform(view).GetColumn<float>("Index").ToArray();

        Assert.AreEqual(3 / Math.Sqrt(12.5), got[0], 1e-6);
        Assert.IsTrue(float.IsNaN(got[1]));
    }

    [TestMethod]
    public void A_column_of_text_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.NormalizeMeanVariance("Name").Fit(_source));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.NormalizeMeanVariance("Missing").Fit(_source));
    }

    private float[][] Normalized(bool fixZero) =>
        [.. _context.Transforms.NormalizeMeanVariance("Features", fixZero: fixZero).Fit(_source).Transform(_source).GetColumn<float[]>("Features")];

    private double[] Slot(int slot) => [.. _rows.Select(r => (double)r.Features![slot])];
}
