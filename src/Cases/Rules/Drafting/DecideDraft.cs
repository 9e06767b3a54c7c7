using Gezhi.Cases.Rules.Checks;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Drafting;

/// <summary>Hands a tried draft in; a second person approves it, then it is a book and decides from its moment on. 送审与审批</summary>
public sealed class DecideDraft(DraftDesk drafts, RuleShelves shelves)
{
    /// <param name="IsApproved">False gives it back to the author.</param>
    /// <param name="Note">Needed when it is given back.</param>
    /// <param name="InForceAt">UTC; from then it decides; null: at once.</param>
    /// <param name="Version">Version of the draft that the person saw.</param>
    public sealed record Command(
        bool IsApproved,
        [property: Longest(RuleDraft.LongestNote)] string? Note = null,
        DateTime? InForceAt = null,
        int? Version = null
    );

    /// <param name="Version">Version of the draft that the person saw.</param>
    public sealed record Ask(int? Version = null);

    /// <param name="Book">Number of the new book; null when there is none.</param>
    /// <param name="Version">Of the draft.</param>
    public sealed record Answer(DraftState State, int? Book, int Version);

    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts
            .MapPost(
                "/{draftId:guid}/submission",
                (Guid draftId, Ask ask, DecideDraft feature, Actor actor, CancellationToken ct) => feature.HandIn(draftId, ask, actor, ct)
            )
            .WithSummary("草案送审 · Hand a draft in");
        drafts
            .MapPost(
                "/{draftId:guid}/withdrawal",
                (Guid draftId, Ask ask, DecideDraft feature, Actor actor, CancellationToken ct) => feature.Drop(draftId, ask, actor, ct)
            )
            .WithSummary("放弃草案 · Drop a draft");
    }

    public static void MapDecision(IEndpointRouteBuilder drafts) =>
        drafts
            .MapPost(
                "/{draftId:guid}/decision",
                (Guid draftId, Command command, DecideDraft feature, Actor actor, CancellationToken ct) =>
                    feature.Run(draftId, command, actor, ct)
            )
            .WithSummary("审批草案 · Approve a draft or give it back");

    /// <exception cref="RuleViolation"><c>draft.untried</c>, <c>draft.empty</c>, <c>draft.closed</c>, <c>draft.stale</c>.</exception>
    public async Task<Answer> HandIn(Guid draftId, Ask ask, Actor actor, CancellationToken ct)
    {
        actor.Require(Permission.KeepRules, drafts.District);
        var draft = await drafts.Find(draftId, ask.Version, ct);
        var shelf = await drafts.Cases.Rules(ct);
        await Checked(draft, shelf, ct);
        draft.Ask(actor.AccountId, shelf.LastBook, drafts.Cases.Now);
        drafts.Audit(actor, "asked", draft, $"revision {draft.Revision} upon book {shelf.LastBook}");
        await drafts.Cases.Db.Save(ct);
        return Of(draft);
    }

    /// <exception cref="RuleViolation"><c>draft.not-yours</c>: somebody else's, and the person approves none; <c>draft.closed</c>.</exception>
    public async Task<Answer> Drop(Guid draftId, Ask ask, Actor actor, CancellationToken ct)
    {
        actor.Require(Permission.KeepRules, drafts.District);
        var draft = await drafts.Find(draftId, ask.Version, ct);
        if (draft.AuthorId != actor.AccountId && actor.PostFor(Permission.ApproveRules, drafts.District) is null)
            throw new RuleViolation("draft.not-yours");
        draft.Drop(drafts.Cases.Now);
        drafts.Audit(actor, "dropped", draft, string.Join(' ', (await drafts.Changes(draftId, ct)).Select(c => c.RuleNo)));
        await drafts.Cases.Db.Save(ct);
        return Of(draft);
    }

    /// <exception cref="RuleViolation"><c>draft.own</c>, <c>draft.not-asked</c>, <c>draft.untried</c>, <c>draft.stale</c>, <c>draft.date</c>, <c>draft.empty</c>.</exception>
    public async Task<Answer> Run(Guid draftId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.ApproveRules, drafts.District);
        shelves.Forget(drafts.Cases.Db.DistrictId); // what another node approved a moment ago counts
        var draft = await drafts.Find(draftId, command.Version, ct);
        var shelf = await drafts.Cases.Rules(ct);
        var now = drafts.Cases.Now;
        var note = CaseDesk.Text(command.Note);
        if (command.IsApproved)
        {
            var changes = await Checked(draft, shelf, ct);
            if (actor.AccountId is { } me && (draft.AuthorId == me || draft.AskedBy == me || changes.Exists(c => c.By == me)))
                throw new RuleViolation("draft.own");
            draft.Approve(actor.AccountId, shelf.LastBook, note, now);
            await Publish(draft, changes, shelf, command.InForceAt ?? now, ct);
        }
        else
            draft.Refuse(actor.AccountId, note ?? throw new InvalidInput("Note", "input.required"), now);
        drafts.Cases.Db.Audit(actor, command.IsApproved ? "rules.approved" : "rules.refused", draft.Id, $"book {draft.Book}", now);
        await drafts.Cases.Db.Save(ct);
        shelves.Forget(drafts.Cases.Db.DistrictId);
        return Of(draft);
    }

    private async Task<List<RuleChange>> Checked(RuleDraft draft, RuleShelf shelf, CancellationToken ct)
    {
        var changes = await drafts.Changes(draft.Id, ct);
        if (changes.Count == 0)
            throw new RuleViolation("draft.empty");
        var live = shelf.Of(shelf.LastBook).Rules.Select(r => r.Id).ToHashSet();
        if (changes.Find(c => c.RuleId is { } ruleId && !live.Contains(ruleId)) is { } stale)
            throw new RuleViolation("draft.stale", stale.RuleNo);
        var touched = changes.Select(c => c.RuleNo).ToHashSet(StringComparer.Ordinal);
        var conflict = RuleConflict
            .In(RuleIndex.Of(DraftRules.Of(shelf, changes)))
            .FirstOrDefault(c => touched.Contains(c.A.No) || touched.Contains(c.B.No));
        return conflict is null ? changes : throw new RuleViolation("draft.conflicts", conflict.A.No, conflict.B.No);
    }

    private async Task Publish(RuleDraft draft, List<RuleChange> changes, RuleShelf shelf, DateTime inForceAt, CancellationToken ct)
    {
        var (db, now) = (drafts.Cases.Db, drafts.Cases.Now);
        var lastInForce = shelf.Books.Count == 0 ? DateTime.MinValue : shelf.Books[^1].InForceAt;
        if (inForceAt < now.AddMinutes(-5) || inForceAt < lastInForce || inForceAt > now.AddYears(1))
            throw new RuleViolation("draft.date");
        if (shelf.Books.Count == 0)
            db.Add(
                new RuleBook
                {
                    DistrictId = db.DistrictId,
                    No = 1,
                    Name = "首版",
                    ApprovedAt = now,
                    InForceAt = DateTime.UnixEpoch,
                }
            );
        var book = draft.Book!.Value;
        db.Add(
            new RuleBook
            {
                DistrictId = db.DistrictId,
                No = book,
                Name = draft.Name,
                Note = draft.Note,
                DraftId = draft.Id,
                DraftedBy = draft.AuthorId,
                TriedAt = draft.TriedAt,
                ApprovedBy = draft.DecidedBy,
                ApprovedAt = now,
                InForceAt = inForceAt < now ? now : inForceAt,
            }
        );
        var ended = changes.Select(c => c.RuleId).OfType<Guid>().ToList();
        foreach (var rule in await db.Set<ResponsibilityRule>().Where(r => ended.Contains(r.Id)).ToListAsync(ct))
            rule.EndIn(book);
        db.AddRange(
            changes
                .Where(c => c.Content is not null)
                .Select(c => RuleContent.Read(c.Content!).ToRule(db.DistrictId, Ids.New(now), c.RuleNo, book))
        );
    }

    private static Answer Of(RuleDraft draft) => new(draft.State, draft.Book, draft.Version);
}
