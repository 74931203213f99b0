using AdaptiveML.Trainers.Tests.Support; using AdaptiveML.Learners; using AdaptiveML.Online;
using Microsoft.ML; using Microsoft.ML.Data; using System.Diagnostics;
namespace AdaptiveML.Trainers.Tests.Lru;
[TestClass] public sealed class TmpPerf { [TestMethod] public void P() {
 var rows = Recording.Future; var e = new Estimate();
 using var engine = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(Plant.Model);
 var learner = Plant.Model.OnlineStage().CreateLearner(); var f = Plant.Model.Transform(Plant.View(rows)).GetColumn<float[]>("Features").ToArray(); var p = new float[1]; var t = new float[1];
 using var pe = Plant.Context.Model.CreatePredictionEngine<Reading, Estimate>(Plant.Model); using var pl = Plant.Context.Model.CreatePredictionEngine<Reading, Estimate>(Plant.Model.SavedAndLoaded());
 void T(string n, Action<int> a) { double best = 1e9; for (int b = 0; b < 12; b++) { var s = Stopwatch.StartNew(); for (int i = 0; i < 20000; i++) a(i % 100); best = Math.Min(best, s.Elapsed.TotalNanoseconds / 20000); } Console.WriteLine($"{n}: {best:F0} ns"); }
 T("learner.Predict", i => learner.Predict(f[i], p)); T("learner.Learn", i => { t[0] = rows[i].Emission; learner.Learn(f[i], t, p); });
 T("engine.Predict", i => engine.Predict(rows[i], ref e)); T("engine.Learn ref", i => engine.Learn(rows[i], ref e)); T("engine.Observe", i => engine.Observe(rows[i]));
 T("PredictionEngine typed", i => pe.Predict(rows[i], ref e)); T("PredictionEngine loaded", i => pl.Predict(rows[i], ref e));
 foreach (var (n, m) in new[] { ("create engine fitted", Plant.Model), ("loaded", Plant.Model.SavedAndLoaded()) }) { var s = Stopwatch.StartNew(); using var x = Plant.Context.Model.CreateOnlineEngine<Reading, Estimate>(m); Console.WriteLine($"{n} {s.Elapsed.TotalMilliseconds:F1} ms"); s.Restart(); x.CheckPoint("/tmp/x.zip"); Console.WriteLine($"checkpoint {s.Elapsed.TotalMilliseconds:F1} ms {new FileInfo("/tmp/x.zip").Length}"); }
} }
