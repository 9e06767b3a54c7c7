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
        var (said, speeds, lessons) = (new List<Said>(), new List<(double OfCore, double OfClock)>(), new List<double>());
        for (var fold = 0; fold < (run.IsQuick ? 2 : Folds); fold++)
        {
            var began = Environment.CpuUsage.TotalTime;
            var taught = TextClassifier.Learn([.. rows.Where(r => r.Fold != fold).Select(r => new Lesson(r.Text, r.Label))], ct: ct);
            lessons.Add((Environment.CpuUsage.TotalTime - began).TotalSeconds);
            var asked = rows.Where(r => r.Fold == fold).ToList();
            foreach (var row in asked)
            {
                var best = taught.Propose(row.Text, 3) is [var first, ..] ? first : default;
                said.Add(new(row.Label, best.Key, best.Confidence));
            }
            for (var round = 0; round < Rounds; round++)
                speeds.Add(Speed(taught, asked));
        }
        var accuracy = said.Average(s => s.Best == s.Right ? 1d : 0d);
        run.Table(
            ["label", "texts", "precision", "recall"],
            [.. said.GroupBy(s => s.Right).OrderByDescending(g => g.Count()).Select(g => Line(g.Key, said))]
        );
        run.Figure("accuracy", accuracy, "share");
        run.Figure("macro_f1", said.Select(s => s.Right).Distinct().Average(label => F1(label, said)), "share");
        run.Figure("calibration_error", TextClassifier.CalibrationError([.. said.Select(s => (s.Confidence, s.Best == s.Right))]), "share");
        run.Figure("texts_per_second", Spread.Of([.. speeds.Select(s => s.OfCore)]).Median, "texts/s of one core's time");
        run.Figure("texts_per_second_best_round", speeds.Max(s => s.OfCore), "texts/s of one core's time");
        run.Figure("texts_per_second_by_the_clock", Spread.Of([.. speeds.Select(s => s.OfClock)]).Median, "texts/s, whatever else runs");
        run.Figure("lesson_seconds", Spread.Of(lessons).Median, "s of one core");
        run.Figure(
            "lesson_288_seconds",
            Many(run.Choose(2_000, 20_000), rows, ct),
            $"s of one core, {run.Choose(2_000, 20_000):N0} cuts of 80 characters, 288 answers"
        );
        return Task.CompletedTask;
    }

    private const int Rounds = 3;

    /// <summary>One thread; by processor time, because the machine is shared, and by the clock.</summary>
    private static (double OfCore, double OfClock) Speed(TextClassifier taught, List<Row> asked)
    {
        var (began, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        foreach (var row in asked)
            taught.Propose(row.Text, 3);
        return (asked.Count / (Environment.CpuUsage.TotalTime - began).TotalSeconds, asked.Count / clock.Elapsed.TotalSeconds);
    }

    /// <summary>A lesson of the size of a district: short texts, many answers of uneven frequency. Only its cost is looked at, not what it learns.</summary>
    private static double Many(int count, List<Row> rows, CancellationToken ct)
    {
        const int Answers = 288;
        const int Length = 80;
        var dice = new Random(3);
        var lessons = new List<Lesson>();
        while (lessons.Count < count)
        {
            var answer = (int)(Answers * Math.Pow(dice.NextDouble(), 2));
            var text = rows[((answer * 11) + dice.Next(8)) % rows.Count].Text;
            var from = dice.Next(Math.Max(1, text.Length - Length));
            lessons.Add(new(text[from..Math.Min(text.Length, from + Length)], $"{answer}"));
        }
        var began = Environment.CpuUsage.TotalTime;
        TextClassifier.Learn(lessons, ct: ct);
        return (Environment.CpuUsage.TotalTime - began).TotalSeconds;
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
