using System.Diagnostics;
using System.Globalization;
using Gezhi.Cases.Proposing;
using Gezhi.Platform.Tables;

namespace Gezhi.Tests.Bench;

/// <summary>How often the proposed category is right, on labelled texts that stay outside the repository. 类别推荐</summary>
public sealed class ClassifyBench : Bench
{
    private const int Folds = 5;

    public override string Name => "classify";

    public override string Summary => "accuracy, macro F1, calibration and speed of the text proposals, cross-validated";

    public override string Usage => "PATH (CSV: label, title, detail, dup_group)";

    private sealed record Row(string Label, string Text, int Fold);

    private sealed record Said(string Right, string Best, double Confidence);

    public override Task Run(BenchRun run, CancellationToken ct)
    {
        if (run.Arguments.Count == 0 || !File.Exists(run.Arguments[0]))
            throw new BenchImpossible("it needs a CSV with the columns label, title, detail and dup_group");
        var rows = Read(run.Arguments[0]);
        run.Say(
            $"{rows.Count:N0} texts, {rows.Select(r => r.Label).Distinct().Count()} labels, {Folds} folds that keep near-duplicates together"
        );
        var (said, speeds) = (new List<Said>(), new List<double>());
        for (var fold = 0; fold < (run.IsQuick ? 2 : Folds); fold++)
        {
            var taught = TextClassifier.Learn([.. rows.Where(r => r.Fold != fold).Select(r => new Lesson(r.Text, r.Label))], ct);
            var asked = rows.Where(r => r.Fold == fold).ToList();
            var clock = Stopwatch.StartNew();
            foreach (var row in asked)
            {
                var best = taught.Propose(row.Text, 3) is [var first, ..] ? first : default;
                said.Add(new(row.Label, best.Key, best.Confidence));
            }
            speeds.Add(asked.Count / clock.Elapsed.TotalSeconds);
        }
        var accuracy = said.Average(s => s.Best == s.Right ? 1d : 0d);
        run.Table(
            ["label", "texts", "precision", "recall"],
            [.. said.GroupBy(s => s.Right).OrderByDescending(g => g.Count()).Select(g => Line(g.Key, said))]
        );
        run.Figure("accuracy", accuracy, "share");
        run.Figure("macro_f1", said.Select(s => s.Right).Distinct().Average(label => F1(label, said)), "share");
        run.Figure("calibration_error", TextClassifier.CalibrationError([.. said.Select(s => (s.Confidence, s.Best == s.Right))]), "share");
        run.Figure("texts_per_second", Spread.Of(speeds).Median, "texts/s");
        return Task.CompletedTask;
    }

    private static string[] Line(string label, List<Said> said)
    {
        var (right, named) = (said.Count(s => s.Right == label && s.Best == label), said.Count(s => s.Best == label));
        var all = said.Count(s => s.Right == label);
        return [label, $"{all}", Share(right, named), Share(right, all)];
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : (1d * part / whole).ToString("F3", CultureInfo.InvariantCulture);

    private static double F1(string label, List<Said> said)
    {
        var right = said.Count(s => s.Right == label && s.Best == label);
        return 2d * right / (said.Count(s => s.Right == label) + said.Count(s => s.Best == label));
    }

    private static List<Row> Read(string path)
    {
        using var file = File.OpenRead(path);
        return
        [
            .. SheetReader
                .Rows(file)
                .Select(r => new Row(
                    r["label"],
                    $"{r["title"]}\n{r["detail"]}",
                    FoldOf(r["dup_group"] is { Length: > 0 } near ? near : r["id"])
                )),
        ];
    }

    /// <summary>The same group always in the same fold, on every machine.</summary>
    private static int FoldOf(string group) =>
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(group))[0] % Folds;
}
