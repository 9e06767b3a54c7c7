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
    public async Task FillGaps(IReadOnlyList<SeedGaps.Entry> gaps, CancellationToken ct)
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
        foreach (var entry in gaps)
        {
            var (key, first) = (entry.Key, entry.Cases[0].Case);
            var gap = new Gap
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(entry.OpenedAt),
                Cause = key.Cause,
                CategoryKey = key.Category,
                AreaCode = first.AreaCode,
                PlaceText = first.PlaceText,
                PlaceName = key.Place,
                Candidates = string.Join(
                    ',',
                    key.Cause == GapCause.Conflict
                        ? (entry.Reason.Beaten ?? []).Where(b => b.Why == "tie").Select(b => b.UnitCode).Distinct()
                        : entry.Reason.Skipped.Select(u => u.UnitCode)
                )
                    is { Length: > 0 } units
                    ? units
                    : null,
                InterimUnitCode = $"response-{key.Street}",
                OpenedAt = entry.OpenedAt,
            };
            gap.Assign(decider?.Post, decider?.Account, decider?.Title ?? "", decider?.AreaCode, entry.DueAt);
            if (entry.IsDecided)
                gap.Decide(SeedGaps.Unit, SeedGaps.Why, false, decider?.Account, decider?.Title ?? "", entry.DecidedAt);
            else
            {
                gap.Claim();
                db.SetTimer(GapTimer.Name, gap.Id, gap.DueAt, now);
            }
            db.Add(gap);
            db.AddRange(
                entry.Cases.Select(c => new GapCase
                {
                    DistrictId = db.DistrictId,
                    GapId = gap.Id,
                    CaseId = c.Case.Id,
                    At = c.At,
                })
            );
        }
    }
}
