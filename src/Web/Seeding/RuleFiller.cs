using Gezhi.Cases;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Writes the books, a draft that is being tried, the places in between and the gap register of the seed town. 权责示例写入</summary>
internal sealed class RuleFiller(GezhiDb db, WorkCalendar calendar, TimeProvider clock)
{
    private const int DecidedAfterDays = 10;
    private static readonly string[] Deciders = ["lingdao01", "zhiban01"];

    public async Task Fill(SeedCatalogue catalogue, DateTime now, CancellationToken ct)
    {
        var people = await db.Set<Account>().ToDictionaryAsync(a => a.UserName, a => a.Id, ct);
        db.AddRange(catalogue.Books.Books.Select(b => Book(b, people, now)));
        db.AddRange(catalogue.Books.Places.Select(p => p.ToPlace(db.DistrictId, now)));
        Draft(catalogue, people, now);
    }

    private RuleBook Book(SeedBook book, Dictionary<string, Guid> people, DateTime now)
    {
        var at = book.On is { } day ? calendar.LocalMidnightUtc(day) : now.AddDays(-book.DaysAgo).Date.AddHours(1);
        return new RuleBook
        {
            DistrictId = db.DistrictId,
            No = book.No,
            Name = book.Name,
            Note = book.Note,
            DraftedBy = book.DraftedBy is null ? null : people[book.DraftedBy],
            TriedAt = book.DraftedBy is null ? null : at.AddDays(-3),
            ApprovedBy = book.ApprovedBy is null ? null : people[book.ApprovedBy],
            ApprovedAt = at.AddDays(-1),
            InForceAt = at,
        };
    }

    /// <summary>Waits for its trial: whoever starts the town for the first time can watch it run.</summary>
    private void Draft(SeedCatalogue catalogue, Dictionary<string, Guid> people, DateTime now)
    {
        var seed = catalogue.Books.Draft;
        var draft = RuleDraft.Begin(db.DistrictId, Ids.New(now), seed.Name, seed.Note, people[seed.Author], now);
        db.Add(draft);
        foreach (var (change, i) in seed.Changes.Select((c, i) => (c, i)))
        {
            var live = change.No is null ? null : catalogue.Index.Rules.First(r => r.No == change.No);
            db.Add(
                new RuleChange
                {
                    DistrictId = db.DistrictId,
                    DraftId = draft.Id,
                    RuleNo = change.No ?? $"R-{change.Category![(change.Category!.LastIndexOf('/') + 1)..]}-{i + 1:00}",
                    Kind =
                        change.Content is null ? ChangeKind.End
                        : live is null ? ChangeKind.Add
                        : ChangeKind.Replace,
                    RuleId = live?.Id,
                    Content = change.Content?.ToJson(),
                    By = people[seed.Author],
                    At = now,
                }
            );
        }
        var today = calendar.LocalDay(now);
        db.Add(
            new RuleTrial
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                DraftId = draft.Id,
                Revision = draft.Revision,
                Book = catalogue.LiveBook,
                FromOn = today.AddYears(-1),
                ToOn = today,
                AskedBy = people[seed.Author],
                AskedAt = now,
            }
        );
    }

    /// <summary>What the invented cases found without an owner: old ones decided, the last days' still open.</summary>
    public async Task FillGaps(SeedCatalogue catalogue, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var decider = await db.Set<Account>()
            .Where(a => Deciders.Contains(a.UserName))
            .Join(
                db.Set<Post>(),
                a => a.Id,
                p => p.AccountId,
                (a, p) =>
                    new
                    {
                        a.UserName,
                        Account = a.Id,
                        Post = p.Id,
                        p.Title,
                        p.AreaCode,
                    }
            )
            .OrderBy(d => d.UserName)
            .FirstOrDefaultAsync(ct);
        var found = (
            await db
                .Cases.AsNoTracking()
                .Where(c => c.DispatchedAt != null && c.DispatchReason != null)
                .Select(c => new
                {
                    c.Id,
                    c.CategoryKey,
                    c.AreaCode,
                    c.PlaceText,
                    c.DispatchedAt,
                    c.DispatchReason,
                })
                .ToListAsync(ct)
        ).Select(c => (Case: c, Reason: DispatchReason.Read(c.DispatchReason)!)).Where(c => c.Reason.Kind is ProposalKind.Gap or ProposalKind.Conflict).GroupBy(c => (c.Case.CategoryKey, Street: c.Case.AreaCode[..Math.Min(9, c.Case.AreaCode.Length)], Cause: CauseOf(c.Reason), c.Reason.Place)).ToList();
        // Of each cause the newest entry is still open, whatever day the town is filled on.
        var open = found.GroupBy(g => g.Key.Cause).Select(g => g.MaxBy(e => e.Max(c => c.Case.DispatchedAt))!.Key).ToHashSet();
        foreach (var group in found)
        {
            var isOpen = open.Contains(group.Key);
            var cases = group.OrderBy(c => c.Case.DispatchedAt).ToList();
            var first = cases[0];
            var opened = (isOpen ? cases[^1] : first).Case.DispatchedAt!.Value;
            var gap = new Gap
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(opened),
                Cause = group.Key.Cause,
                CategoryKey = group.Key.CategoryKey!,
                AreaCode = first.Case.AreaCode,
                PlaceText = first.Case.PlaceText,
                PlaceName = group.Key.Place,
                Candidates = string.Join(
                    ',',
                    group.Key.Cause == GapCause.Conflict
                        ? (first.Reason.Beaten ?? []).Where(b => b.Why == "tie").Select(b => b.UnitCode).Distinct()
                        : first.Reason.Skipped.Select(u => u.UnitCode)
                )
                    is { Length: > 0 } units
                    ? units
                    : null,
                InterimUnitCode = $"response-{group.Key.Street}",
                OpenedAt = opened,
                CaseCount = cases.Count,
            };
            var dueAt = calendar.DueAt(opened, new TimeLimit(GapRegister.DefaultHours, LimitUnit.WorkHour));
            gap.Assign(decider?.Post, decider?.Account, decider?.Title ?? "", decider?.AreaCode, dueAt);
            if (!isOpen && now - opened > TimeSpan.FromDays(DecidedAfterDays))
                gap.Decide(
                    "municipal-works",
                    "同类事项已有先例，由市政工程牵头办理。",
                    false,
                    decider?.Account,
                    decider?.Title ?? "",
                    dueAt.AddHours(-2)
                );
            else
                db.SetTimer(GapTimer.Name, gap.Id, gap.DueAt, now);
            db.Add(gap);
            db.AddRange(
                cases.Select(c => new GapCase
                {
                    DistrictId = db.DistrictId,
                    GapId = gap.Id,
                    CaseId = c.Case.Id,
                    At = c.Case.DispatchedAt!.Value,
                })
            );
        }
    }

    private static GapCause CauseOf(DispatchReason reason) =>
        reason.Place is not null ? GapCause.Place
        : reason.Kind == ProposalKind.Conflict ? GapCause.Conflict
        : reason.Skipped.Count > 0 ? GapCause.SentBack
        : GapCause.NoRule;
}
