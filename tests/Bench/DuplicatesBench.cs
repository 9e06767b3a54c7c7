using System.Diagnostics;
using System.Globalization;
using Gezhi.Cases;
using Gezhi.Cases.Proposing;
using Gezhi.Platform.Tables;
using Gezhi.Tests.Shared;
using Gezhi.Web.Seeding;

namespace Gezhi.Tests.Bench;

/// <summary>How well reports of the same matter are found: on messages that stay outside the repository, on the seed's invented ones, and how fast. 查重</summary>
public sealed class DuplicatesBench : Bench
{
    /// <summary>Mean likeness from which two groups of messages are one topic; set on the labelled messages.</summary>
    private const double SameTopic = HotTopics.Least;

    private const int Many = 250_000;

    public override string Name => "duplicates";

    public override string Summary => "incidents found in messages, duplicates in the seed's reports, proposals among 250,000 cases";

    public override string Usage => "[PATH] (CSV: created_at, title, detail, incident)";

    private sealed record Message(DateTime At, string Title, string Detail, string Incident);

    public override Task Run(BenchRun run, CancellationToken ct)
    {
        if (run.Arguments.Count > 0)
            Messages(run, run.Arguments[0]);
        else
            run.Say("No path given: bcubed_f, r_precision and false_merges are left out.");
        var reports = ReportGrammar
            .Read(Path.Combine(Repository.Root, "seed"))
            // Thresholds were set on reports of seed 7.
            .Make(run.Choose(2_000, 8_000), 11, new DateTime(2026, 3, 5, 6, 0, 0, DateTimeKind.Utc));
        Invented(run, reports);
        Speed(run, reports);
        return Task.CompletedTask;
    }

    private static void Messages(BenchRun run, string path)
    {
        if (!File.Exists(path))
            throw new BenchImpossible($"there is no file {path}");
        using var file = File.OpenRead(path);
        var messages = SheetReader
            .Rows(file)
            .Select(r => new Message(
                DateTime.Parse(
                    r["created_at"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
                ),
                r["title"],
                r["detail"],
                r["incident"]
            ))
            .ToList();
        var topics = HotTopics.Compare(messages.ConvertAll(m => (m.At, m.Title, m.Detail)));
        var groups = AverageLinkage.Groups(messages.Count, topics, SameTopic);
        var labelled = Enumerable.Range(0, messages.Count).Where(i => messages[i].Incident.Length > 0).ToList();
        var sizes = groups.CountBy(g => g).ToDictionary(g => g.Key, g => g.Value);
        var (precision, recall, order) = (0d, 0d, 0d);
        foreach (var i in labelled)
        {
            var same = labelled.Where(j => messages[j].Incident == messages[i].Incident).ToList();
            var together = same.Count(j => groups[j] == groups[i]);
            precision += 1d * together / sizes[groups[i]];
            recall += 1d * together / same.Count;
            var nearest = Enumerable.Range(0, messages.Count).Where(j => j != i).OrderByDescending(j => topics(i, j)).Take(same.Count - 1);
            order += 1d * nearest.Count(j => messages[j].Incident == messages[i].Incident) / (same.Count - 1);
        }
        (precision, recall) = (precision / labelled.Count, recall / labelled.Count);
        var incidents = labelled.Select(i => groups[i]).ToHashSet();
        var background = Enumerable.Range(0, messages.Count).Where(i => messages[i].Incident.Length == 0).ToList();
        run.Say(
            $"{messages.Count:N0} messages, {labelled.Count} of {messages.Where(m => m.Incident.Length > 0).Select(m => m.Incident).Distinct().Count()} incidents; mean likeness from {SameTopic}"
        );
        run.Figure("bcubed_precision", precision, "share");
        run.Figure("bcubed_recall", recall, "share");
        run.Figure("bcubed_f", 2 * precision * recall / (precision + recall), "share");
        run.Figure("r_precision", order / labelled.Count, "share");
        run.Figure("false_merges", background.Count(i => incidents.Contains(groups[i])), "messages");
        run.Figure("background_grouped", background.Count(i => sizes[groups[i]] > 1), "messages");
    }

    /// <summary>Each report asks what was said before it; right is the first report of the same matter.</summary>
    private static void Invented(BenchRun run, IReadOnlyList<SeedReport> reports)
    {
        var index = new RecentCases();
        var ids = reports.ToDictionary(r => r.No, r => Id(r.No));
        var (proposed, right, wanted, found, leftOut) = (0, 0, 0, 0, 0);
        var matters = new Dictionary<Guid, SeedReport>(); // open, the first report of each
        var ends = new PriorityQueue<Guid, DateTime>(); // only what is still open is compared with, as in the product
        foreach (var report in reports)
        {
            while (ends.TryPeek(out var ended, out var at) && at < report.CreatedAt)
            {
                index.Forget(ended);
                matters.Remove(ended);
                ends.Dequeue();
            }
            var first = report.SameAsNo is { } no ? ids[no] : (Guid?)null;
            if (first is null ? matters.Values.Any(m => NobodyCouldTell(m, report)) : !matters.ContainsKey(first.Value))
            {
                leftOut++;
                continue;
            }
            var said = Case(report, Id(report.No));
            if (first is null)
                matters.Add(said.Id, report);
            var best = index.Find(said, 1) is [{ Score: >= RecentCases.Likely } likely, ..] ? likely.Id : (Guid?)null;
            (proposed, right) = (proposed + (best is null ? 0 : 1), right + (best is not null && best == first ? 1 : 0));
            (wanted, found) = (
                wanted + (first is null ? 0 : 1),
                found + (first is { } f && index.Find(said, 5).Any(a => a.Id == f) ? 1 : 0)
            );
            index.Put(said with { CategoryKey = report.CategoryKey }); // filed meanwhile
            if (!CaseFlow.OpenStates.Contains(report.FinalState))
                ends.Enqueue(said.Id, report.Moves[^1].At);
        }
        run.Say(
            $"{reports.Count:N0} invented reports, {leftOut} left out (the same kind within {RecentCases.Metres} m of another open matter: nobody could tell; or their first is closed); {wanted} of the others said before"
        );
        run.Figure("invented_precision", 1d * right / Math.Max(1, proposed), "share");
        run.Figure("invented_recall", 1d * right / wanted, "share");
        run.Figure("invented_among_five", 1d * found / wanted, "share");
    }

    private static bool NobodyCouldTell(SeedReport one, SeedReport other) =>
        one.CategoryKey == other.CategoryKey && FlatEarth.Metres(one.At.Lon, one.At.Lat, other.At.Lon, other.At.Lat) <= RecentCases.Metres;

    private static void Speed(BenchRun run, IReadOnlyList<SeedReport> reports)
    {
        var index = new RecentCases();
        var (dice, count) = (new Random(1), run.Choose(50_000, Many));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var report = reports[i % reports.Count];
            index.Put(
                Case(report, Id(i)) with
                {
                    Lon = report.At.Lon + ((dice.NextDouble() - .5) * .02),
                    Lat = report.At.Lat + ((dice.NextDouble() - .5) * .02),
                }
            );
        }
        run.Figure("filled_per_second", count / clock.Elapsed.TotalSeconds, "cases/s");
        var (times, ofCore) = (new List<double>(), new List<double>());
        foreach (var report in reports.Take(500))
        {
            var (asked, began) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            index.Find(Case(report, Guid.Empty), 5);
            ofCore.Add((Environment.CpuUsage.TotalTime - began).TotalMilliseconds);
            times.Add(asked.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        ofCore.Sort();
        run.Figure("proposal_ms_p50", times[times.Count / 2], "ms by the clock, whatever else runs");
        run.Figure("proposal_ms_p95", times[times.Count * 95 / 100], "ms by the clock, whatever else runs");
        run.Figure("proposal_core_ms_p50", ofCore[ofCore.Count / 2], "ms of one core");
        run.Figure("proposal_core_ms_p95", ofCore[ofCore.Count * 95 / 100], "ms of one core");
        run.Figure("cases_kept", count, "cases");
        run.Figure("memory_mb", GC.GetTotalMemory(true) / 1048576d, "MB");
        GC.KeepAlive(index);
    }

    private static RecentCase Case(SeedReport report, Guid id) =>
        new(id, report.At.Lon, report.At.Lat, report.CreatedAt, report.ChosenKey, report.Title, [report.Text])
        {
            PlaceText = report.PlaceText,
        };

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
