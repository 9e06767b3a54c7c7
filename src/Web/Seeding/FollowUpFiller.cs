using Gezhi.Cases;
using Gezhi.Cases.CallBacks;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Reviews;
using Gezhi.Cases.Samples;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>After the closing in the seed town: reviews, call-backs, a draw, a photo that was there before, somebody pressed for a rating. 评价回访抽查示例</summary>
internal sealed class FollowUpFiller(
    GezhiDb db,
    CaseDesk desk,
    CallBacks callBacks,
    DrawSamples draws,
    FileIntake intake,
    FollowUpSettings settings,
    TimeProvider clock
)
{
    private const string Unit = "municipal-works";
    private readonly Dictionary<string, Actor> people = [];
    private DateTime now;

    public async Task Fill(string seedFolder, CancellationToken ct)
    {
        now = clock.UtcNow;
        foreach (var userName in new[] { "zhiban01", "caozuo02", "hecha01", "hecha02", "hecha03" })
            people[userName] = await CastActor.Of(db, userName, ct);
        await Reviews(ct);
        await Calls(ct);
        await Samples(ct);
        await Photos(seedFolder, ct);
        await db.Save(ct);
        db.Forget();
    }

    /// <summary>Three wait, one of them late; the others were decided.</summary>
    private async Task Reviews(CancellationToken ct)
    {
        var bad = await db
            .Reports.Join(db.Cases, r => r.CaseId, c => c.Id, (report, subject) => new { report, subject })
            .Where(x => x.subject.State == CaseState.Closed && x.report.RatedAt != null && x.report.Satisfaction < 3)
            .OrderByDescending(x => x.report.RatedAt)
            .Take(7)
            .ToListAsync(ct);
        string[] answers =
        [
            "我们又去看了：路面已经补平，接缝会在下周一起做。给您添麻烦了。",
            "这一段归铁路部门，我们已经请他们去修，十天内给您准信。",
            "当天下雨没有清完，第二天已经清走，照片在社区公告栏。",
        ];
        foreach (var (x, i) in bad.Select((x, i) => (x, i)))
        {
            var asked = i < 3 ? Later(x.report.RatedAt!.Value, now.AddHours(-(i * i * 14) - 1)) : x.report.RatedAt!.Value;
            var review = Asked(x.subject, x.report, asked);
            db.Add(review);
            if (i < 3)
                db.SetTimer("cases.review", review.Id, review.DueAt > now ? review.DueAt : now, now);
            else
                Decide(x.subject, review, answers[i % answers.Length]);
        }
        if (bad.Count > 0)
            db.Add(
                new Pressure
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    CaseId = bad[^1].subject.Id,
                    ReportId = bad[^1].report.Id,
                    Words = "修完的师傅加了我微信，说给五星才算完工，不给就一直打电话。",
                    UnitCode = bad[^1].subject.LeadUnitCode,
                    At = now.AddHours(-5),
                }
            );
    }

    private Review Asked(Case subject, Report report, DateTime asked) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(asked),
            CaseId = subject.Id,
            ReportId = report.Id,
            IsSolved = report.IsSolved == true,
            Satisfaction = report.Satisfaction ?? 1,
            Words = report.RatingText,
            UnitCode = subject.LeadUnitCode,
            AskedAt = asked,
            OwnerId = people["zhiban01"].AccountId,
            OwnerTitle = people["zhiban01"].Posts[0].Title,
            DueAt = desk.Calendar.DueAt(asked, new(settings.ReviewMinutes / 60d, Platform.Time.LimitUnit.WorkHour)).CutToMilliseconds(),
        };

    private void Decide(Case subject, Review review, string answer)
    {
        var at = Later(review.AskedAt.AddHours(3), subject.StageAt);
        if (at >= now)
            return;
        subject.Remark(CaseAction.Uphold, Step("zhiban01", "看了核查照片，也问了核查员，情况和答复一致。", at));
        review.Decide(ReviewOutcome.Upheld, answer, subject.Sequence, people["zhiban01"].AccountId, at.CutToMilliseconds());
        desk.Stage(subject);
    }

    /// <summary>Closed some days ago and not rated; one was tried once, one three times; one resident wishes to be called.</summary>
    private async Task Calls(CancellationToken ct)
    {
        var (from, to) = (now.AddDays(-4), now.AddHours(-20));
        var quiet = await db
            .Reports.AsNoTracking()
            .Join(db.Cases.AsNoTracking(), r => r.CaseId, c => c.Id, (report, subject) => new { report, subject })
            .Where(x => x.subject.State == CaseState.Closed && x.subject.ClosedAt > from && x.subject.ClosedAt < to)
            .Where(x => x.report.RatedAt == null && x.report.Contact != null && x.report.WithdrawnAt == null)
            .OrderBy(x => x.subject.ClosedAt)
            .Take(16)
            .ToListAsync(ct);
        var (hours, mostAttempts) = await callBacks.Rules(db, ct);
        foreach (var x in quiet)
            callBacks.AfterClosing(db, x.report, x.subject.ClosedAt!.Value, hours);
        var rows = db.Set<CallBack>().Local.OrderBy(c => c.AskedAt).ToList();
        if (rows.Count > 2)
        {
            Miss(rows[0], 3, hours, mostAttempts);
            Miss(rows[1], 1, hours, mostAttempts);
        }
        var open = await db
            .Reports.AsNoTracking()
            .Where(r => r.Contact != null && r.WithdrawnAt == null && r.CreatedAt > from)
            .Where(r => db.Set<Case>().Any(c => c.Id == r.CaseId && c.State == CaseState.Handling))
            .OrderByDescending(r => r.CreatedAt)
            .FirstOrDefaultAsync(ct);
        if (open is not null)
            await callBacks.Ask(db, open.Id, "第三次反映同一处，想听听打算什么时候办", now.AddHours(-1), ct);
    }

    private void Miss(CallBack row, int times, CallHours hours, int mostAttempts)
    {
        var caller = people["caozuo02"].AccountId;
        for (var no = 1; no <= times; no++)
        {
            var at = hours.AnotherTime(row.AskedAt.AddHours(12 * no));
            if (at > now)
                return;
            db.Add(
                new CallBackAttempt
                {
                    DistrictId = db.DistrictId,
                    CallBackId = row.Id,
                    No = no,
                    At = at,
                    By = caller,
                }
            );
            row.Miss(hours.AnotherTime(at), mostAttempts, caller, at);
        }
    }

    private async Task Samples(CancellationToken ct)
    {
        var yesterday = desk.Calendar.LocalDay(now).AddDays(-1);
        if (await draws.Make(yesterday, yesterday, "26047", "示例：虚构的公布数", Actor.System(db.DistrictId), ct) is null)
            return;
        foreach (var entry in db.Set<DrawEntry>().Local.Where(e => e.IsDrawn).OrderBy(e => e.Ticket).Take(2))
        {
            var subject = await db.Cases.FirstAsync(c => c.Id == entry.CaseId, ct);
            var hands = await db.Timeline.Where(t => t.CaseId == entry.CaseId).Select(t => t.AccountId).ToListAsync(ct);
            var checker = people.Keys.FirstOrDefault(p =>
                p.StartsWith("hecha", StringComparison.Ordinal) && !hands.Contains(people[p].AccountId)
            );
            if (checker is null)
                continue;
            var at = now.CutToMilliseconds();
            subject.Remark(CaseAction.Recheck, Step(checker, "抽查合格：现场看过，和照片一致", at));
            entry.Judge(true, "现场看过，和照片一致", people[checker].AccountId, at);
            desk.Stage(subject);
        }
    }

    /// <summary>The same patch of pavement on two cases of one unit: cut a little and saved again. What looks alike is found by the job itself.</summary>
    private async Task Photos(string seedFolder, CancellationToken ct)
    {
        var cases = await db
            .Cases.Where(c =>
                c.LeadUnitCode == Unit && c.CoverHash != null && (c.State == CaseState.Closed || c.State == CaseState.Handled)
            )
            .Where(c => c.HandledAt != null)
            .OrderByDescending(c => c.State == CaseState.Handled)
            .ThenByDescending(c => c.HandledAt)
            .Take(9)
            .ToListAsync(ct);
        if (cases.Count < 9)
            return;
        await Photo(seedFolder, "repaired-kerb", cases[^1], ct);
        await Photo(seedFolder, "repaired-kerb-again", cases[0], ct);
    }

    private async Task Photo(string seedFolder, string name, Case subject, CancellationToken ct)
    {
        var file = Path.Combine(seedFolder, "photos", name + ".jpg");
        if (!File.Exists(file))
            return;
        var kept = await intake.Keep(db, new IncomingFile(name, await File.ReadAllBytesAsync(file, ct)), now, ct);
        db.Add(
            new Evidence
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(subject.HandledAt!.Value),
                CaseId = subject.Id,
                FileHash = kept.Hash,
                Kind = EvidenceKind.After,
                At = subject.HandledAt.Value,
                Lon = subject.Lon,
                Lat = subject.Lat,
            }
        );
    }

    private Step Step(string userName, string note, DateTime at) =>
        new(people[userName], people[userName].Posts[0], at.CutToMilliseconds()) { Note = note };

    private static DateTime Later(DateTime a, DateTime b) => (a > b ? a : b).CutToMilliseconds();
}
