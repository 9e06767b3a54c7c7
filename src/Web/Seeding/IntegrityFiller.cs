using System.Globalization;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Timelines;
using Gezhi.Field.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Indicators.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>What integrity rules find in the seed town, and two scenarios: work that is not quite right, among much that is; the jobs find and play it themselves. 诚信与推演示例</summary>
/// <remarks>The photo that was there before is planted by <see cref="FollowUpFiller"/>.</remarks>
internal sealed class IntegrityFiller(
    GezhiDb db,
    CaseDesk desk,
    PatrolFill patrols,
    ScenarioFill scenarios,
    WorkCalendar calendar,
    StageLimits limits,
    TimeProvider clock
)
{
    private const string Splitter = "wangge0002";
    private const string Traveller = "wangge0003";
    private const string Sleeper = "wangge0004";
    private const string Clockwork = "wangge0005";
    private const int Praised = 26;
    private const int InABurst = 8;
    private const int LastMinutes = 8;
    private DateTime now;

    public async Task Fill(CancellationToken ct)
    {
        now = clock.UtcNow;
        await Split(ct);
        await LastMinute(ct);
        await Praise(ct);
        await db.Save(ct);
        db.Forget();
        await OnDuty(ct);
        var (author, today) = ((await CastActor.Of(db, "zhiban01", ct)).AccountId!.Value, calendar.LocalDay(now));
        scenarios.Add(author, "现状重演：模型准不准", today.AddDays(-50), today.AddDays(-5), null, 0, now);
        scenarios.Add(author, "市政养护中心加 2 人", today.AddDays(-50), today.AddDays(-5), "municipal-works", 2, now);
        await db.Save(ct);
        db.Forget();
    }

    /// <summary>Three times the same heap of rubbish, a few steps and minutes apart.</summary>
    private async Task Split(CancellationToken ct)
    {
        var like = await db
            .Cases.AsNoTracking()
            .Where(c =>
                c.Channel == Channel.GridPatrol
                && c.State == CaseState.Closed
                && c.CategoryKey != null
                && c.Lon != null
                && c.LimitUnit != null
            )
            .OrderByDescending(c => c.ClosedAt)
            .FirstOrDefaultAsync(ct);
        if (like is null)
            return;
        var actor = await CastActor.Of(db, Splitter, ct);
        var began = calendar.Utc(calendar.LocalDay(now).AddDays(-2).ToDateTime(new TimeOnly(9, 12)));
        for (var i = 0; i < 3; i++)
        {
            var at = began.AddMinutes(4 * i).CutToMilliseconds();
            var facts = new CaseFacts(
                like.Title,
                like.CategoryKey,
                like.AreaCode,
                like.Lon + (i * 0.00008),
                like.Lat,
                like.PlaceText,
                false,
                null
            );
            var (subject, _) = Open(actor, facts, at);
            subject.SolveOnSpot(
                await Number(at, ct),
                null,
                new TimeLimit(like.LimitValue!.Value, like.LimitUnit!.Value),
                Step(actor, at.AddMinutes(1))
            );
            desk.Stage(subject);
        }
    }

    /// <summary>A unit that hands in ten minutes before each deadline, and whose work then fails the check.</summary>
    private async Task LastMinute(CancellationToken ct)
    {
        var unit = (
            await db
                .Cases.AsNoTracking()
                .Where(c => c.LeadUnitCode != null && c.State == CaseState.Closed && c.HandledBy != null && c.DispatchReason != null)
                .Where(c => c.LimitUnit == LimitUnit.WorkHour || c.LimitUnit == LimitUnit.UrgentHour)
                .GroupBy(c => c.LeadUnitCode!)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToListAsync(ct)
        )
            .OrderBy(g => g.Count) // where there is little else, a few stand out
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;
        var like = await db
            .Cases.AsNoTracking()
            .Where(c =>
                c.LeadUnitCode == unit && c.State == CaseState.Closed && c.DispatchReason != null && c.HandledBy != null && c.Lon != null
            )
            .Where(c => c.LimitUnit == LimitUnit.WorkHour || c.LimitUnit == LimitUnit.UrgentHour)
            .OrderByDescending(c => c.ClosedAt)
            .FirstOrDefaultAsync(ct);
        if (like is null)
            return;
        var (dispatcher, checker) = (await CastActor.Of(db, "paiqian01", ct), await CastActor.Of(db, "hecha01", ct));
        var clerk = await CastActor.Of(db, "caozuo01", ct);
        var user = await db.Set<Account>().Where(a => a.Id == like.HandledBy).Select(a => a.UserName).FirstAsync(ct);
        var handler = await CastActor.Of(db, user, ct);
        var hours = desk.Timetable.CalendarOf(like.LeadUnitCode);
        var limit = new TimeLimit(like.LimitValue!.Value, like.LimitUnit!.Value);
        for (var i = 0; i < LastMinutes; i++)
        {
            var at = calendar.Utc(calendar.LocalDay(now).AddDays(-20 + i).ToDateTime(new TimeOnly(9, 5))).CutToMilliseconds();
            var facts = new CaseFacts(like.Title, like.CategoryKey, like.AreaCode, like.Lon, like.Lat, like.PlaceText, false, null);
            var (subject, _) = Open(clerk, facts, at, Channel.Hotline);
            subject.File(await Number(at, ct), like.ConditionId, limit, Step(clerk, at.AddMinutes(5)), limits);
            subject.Dispatch(like.LeadUnitCode!, like.RuleId, like.DispatchReason!, hours, Step(dispatcher, at.AddMinutes(9)));
            subject.Accept(Step(handler, at.AddMinutes(15)));
            var handed = subject.OriginalDueAt!.Value.AddMinutes(-10).CutToMilliseconds();
            if (handed <= at.AddMinutes(15))
                continue;
            subject.ReportDone(Step(handler, handed, "已处理"), limits);
            if (i % 2 == 0)
            {
                subject.Check(false, Step(checker, handed.AddMinutes(40), "现场没有处理完"), hours, limits);
                subject.ReportDone(Step(handler, handed.AddMinutes(160), "重新处理"), limits);
            }
            subject.Check(true, Step(checker, handed.AddMinutes(220), "现场看过"), hours, limits);
            subject.Close(new Step(clerk, clerk.Posts[0], handed.AddMinutes(240)) { PublicText = "已处理，感谢您的反映。" });
            desk.Stage(subject);
        }
    }

    /// <summary>One handler of whom everybody gives five stars, another whose five stars all come in one evening quarter of an hour.</summary>
    private async Task Praise(CancellationToken ct)
    {
        var quiet = await db
            .Reports.Join(db.Cases, r => r.CaseId, c => c.Id, (report, subject) => new { report, subject })
            .Where(x => x.subject.State == CaseState.Closed && x.subject.HandledBy != null && x.subject.ClosedAt != null)
            .Where(x => x.report.RatedAt == null && x.report.TakenBy == null && x.report.WithdrawnAt == null)
            .OrderBy(x => x.subject.ClosedAt)
            .ThenBy(x => x.report.Id)
            .ToListAsync(ct);
        var rated = (
            await db
                .Reports.Where(r => r.RatedAt != null)
                .Join(db.Cases, r => r.CaseId, c => c.Id, (r, c) => c.HandledBy)
                .Where(h => h != null)
                .ToListAsync(ct)
        )
            .CountBy(h => h!.Value)
            .ToDictionary();
        var hands = quiet
            .GroupBy(x => x.subject.HandledBy!.Value)
            .OrderByDescending(g => Math.Min(Praised, g.Count()) - rated.GetValueOrDefault(g.Key))
            .ThenBy(g => g.Key)
            .Take(2)
            .ToList();
        if (hands.Count < 2)
            return;
        foreach (var (x, i) in hands[0].Take(Praised).Select((x, i) => (x, i)))
            Rate(x.report, x.subject, x.subject.ClosedAt!.Value.AddHours(3 + (i % 7)).AddMinutes(i * 11 % 60));
        var evening = calendar.Utc(calendar.LocalDay(now).AddDays(-1).ToDateTime(new TimeOnly(20, 3)));
        foreach (var (x, i) in hands[1].Where(x => x.subject.ClosedAt < evening).Take(InABurst).Select((x, i) => (x, i)))
            Rate(x.report, x.subject, evening.AddSeconds(50 * i));
    }

    private void Rate(Report report, Case subject, DateTime at)
    {
        if (at >= now || at <= subject.StageAt)
            return;
        (report.IsSolved, report.Satisfaction, report.RatedAt) = (true, 5, at.CutToMilliseconds());
        subject.Remark(CaseAction.Rate, new Step(Actor.Anonymous(db.DistrictId), null, at.CutToMilliseconds()));
        desk.Stage(subject);
    }

    /// <summary>A leap of twelve kilometres, a telephone that lay on the table, check-ins at the same second each day.</summary>
    private async Task OnDuty(CancellationToken ct)
    {
        var yesterday = calendar.LocalDay(now).AddDays(-1);
        var began = calendar.Utc(yesterday.ToDateTime(new TimeOnly(8, 40)));
        if (await Person(Traveller, ct) is var (traveller, place))
            patrols.Add(
                traveller,
                place.Area,
                began,
                began.AddHours(2),
                [
                    .. Enumerable
                        .Range(0, 60)
                        .Select(i => new LonLat(place.At.Lon + (i * 0.00013) + (i >= 40 ? 0.13 : 0), place.At.Lat + (i % 3 * 0.00005))),
                ],
                now
            );
        if (await Person(Sleeper, ct) is var (sleeper, bed))
            patrols.Add(
                sleeper,
                bed.Area,
                began,
                began.AddHours(3),
                [
                    .. Enumerable
                        .Range(0, 60)
                        .Select(i => i is > 10 and < 50 ? bed.At : new LonLat(bed.At.Lon + (i * 0.0001), bed.At.Lat + (i % 5 * 0.00004))),
                ],
                now
            );
        if (await Person(Clockwork, ct) is var (clockwork, gate))
            patrols.Add(
                new(gate.Area, "早间巡查", 127, 7 * 60, 12 * 60, yesterday.AddDays(-10), IsByTheClock: true),
                [new PatrolFill.PlaceFacts("小区东门", gate.At, 1, _ => false)],
                clockwork,
                now
            );
        await patrols.Save(ct);
        db.Forget();
    }

    /// <summary>A worker with the own grid and a place in the district; null when the cast has no such person.</summary>
    private async Task<(Guid Account, (string Area, LonLat At) Place)?> Person(string userName, CancellationToken ct)
    {
        if (!await db.Set<Account>().AnyAsync(a => a.UserName == userName, ct))
            return null;
        var actor = await CastActor.Of(db, userName, ct);
        if (actor.Posts.FirstOrDefault(p => p is { Role: Role.GridWorker, AreaCode: not null }) is not { } post)
            return null;
        var near = await db
            .Cases.AsNoTracking()
            .Where(c => c.Lon != null && c.AreaCode.StartsWith(post.AreaCode!.Substring(0, 9)))
            .OrderBy(c => c.Id)
            .Select(c => new { c.Lon, c.Lat })
            .FirstOrDefaultAsync(ct);
        return (
            actor.AccountId!.Value,
            (post.AreaCode!, near is null ? new LonLat(113.65, 34.73) : new LonLat(near.Lon!.Value, near.Lat!.Value))
        );
    }

    private (Case Case, Report Report) Open(Actor actor, CaseFacts facts, DateTime at, Channel channel = Channel.GridPatrol)
    {
        var (caseId, reportId) = (Ids.New(at), Ids.New(at));
        var report = new Report
        {
            DistrictId = db.DistrictId,
            Id = reportId,
            ReceiptNo = ReceiptNo.New().Value,
            CaseId = caseId,
            OwnCaseId = caseId,
            Channel = channel,
            Text = facts.Title,
            CreatedAt = at,
            Lon = facts.Lon,
            Lat = facts.Lat,
            Reference = CoordinateReference.Wgs84,
            PlaceText = facts.PlaceText,
            CategoryKey = facts.CategoryKey,
            TakenBy = actor.AccountId,
        };
        var step = Step(actor, at) with { ContentHash = report.ContentHash() };
        var subject = Case.Open(db.DistrictId, caseId, channel, facts, step, limits);
        db.Add(subject);
        db.Add(report);
        return (subject, report);
    }

    private static Step Step(Actor actor, DateTime at, string? note = null) =>
        new(actor, actor.Posts.Count > 0 ? actor.Posts[0] : null, at.CutToMilliseconds()) { Note = note };

    private async Task<string> Number(DateTime at, CancellationToken ct)
    {
        var local = calendar.LocalDay(at);
        var day = (local.Year * 10000) + (local.Month * 100) + local.Day;
        var row =
            db.Set<CaseNumberDay>().Local.FirstOrDefault(d => d.Day == day)
            ?? await db.Set<CaseNumberDay>().FirstOrDefaultAsync(d => d.Day == day, ct);
        if (row is null)
            db.Add(row = new CaseNumberDay { DistrictId = db.DistrictId, Day = day });
        return string.Create(CultureInfo.InvariantCulture, $"{db.DistrictId}{day:D8}{++row.Given:D6}");
    }
}
