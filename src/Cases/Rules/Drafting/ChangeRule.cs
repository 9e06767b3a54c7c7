using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Rules.Drafting;

/// <summary>Adds, replaces or ends a rule within a draft. 修改规则</summary>
public sealed class ChangeRule(DraftDesk drafts)
{
    /// <param name="RuleNo">The rule; null adds a new one.</param>
    /// <param name="Content">What it says from now on; null ends it.</param>
    /// <param name="GapId">The gap whose decision this carries out.</param>
    /// <param name="Version">Version of the draft that the person saw.</param>
    public sealed record Command(
        [property: Longest(32)] string? RuleNo = null,
        RuleContent? Content = null,
        Guid? GapId = null,
        int? Version = null
    );

    /// <param name="RuleNo">Number of the rule.</param>
    /// <param name="Version">Of the draft.</param>
    public sealed record Answer(string RuleNo, int Version);

    public static void Map(IEndpointRouteBuilder drafts)
    {
        drafts
            .MapPost(
                "/{draftId:guid}/changes",
                (Guid draftId, Command command, ChangeRule feature, Actor actor, CancellationToken ct) =>
                    feature.Run(draftId, command, actor, ct)
            )
            .WithSummary("草案：新增、修改、停止规则 · Add, replace or end a rule in a draft");
        drafts
            .MapDelete(
                "/{draftId:guid}/changes/{ruleNo}",
                (Guid draftId, string ruleNo, int? version, ChangeRule feature, Actor actor, CancellationToken ct) =>
                    feature.Undo(draftId, ruleNo, version, actor, ct)
            )
            .WithSummary("草案：撤下一条变更 · Take a change out of a draft");
    }

    /// <exception cref="RuleViolation"><c>draft.closed</c>, <c>rule.unknown</c>.</exception>
    public async Task<Answer> Run(Guid draftId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command is { RuleNo: null, Content: null })
            throw new InvalidInput("Content", "input.required");
        var draft = await drafts.Find(draftId, command.Version, ct);
        var no = await Apply(draft, command, actor, ct);
        drafts.Audit(
            actor,
            "changed",
            draft,
            command.Content is { } said ? $"{no} {said.AreaPrefix} → {said.LeadUnitCode}" : $"{no} ended"
        );
        await drafts.Cases.Db.Save(ct);
        return new Answer(no, draft.Version);
    }

    /// <summary>As <see cref="Run"/>, without saving; the content is checked.</summary>
    /// <returns>Number of the rule.</returns>
    internal async Task<string> Apply(RuleDraft draft, Command command, Actor actor, CancellationToken ct)
    {
        var shelf = await drafts.Cases.Rules(ct);
        var changes = await drafts.Changes(draft.Id, ct);
        var content = command.Content is null ? null : await drafts.Check(command.Content, actor, ct);
        return Put(draft, command, content, shelf, changes, actor);
    }

    internal string Put(RuleDraft draft, Command command, RuleContent? content, RuleShelf shelf, List<RuleChange> changes, Actor actor)
    {
        var live = command.RuleNo is { } no ? shelf.Of(shelf.LastBook).Rules.FirstOrDefault(r => r.No == no) : null;
        var known = changes.Find(c => c.RuleNo == command.RuleNo);
        if (command.RuleNo is not null && live is null && known is null)
            throw new RuleViolation("rule.unknown");
        MayKeep(live, known, actor);
        draft.Change(drafts.Cases.Now);
        if (
            known is not null
            && (
                content is null && known.Kind == ChangeKind.Add
                || content is not null && live is not null && content == RuleContent.Of(live)
            )
        )
        {
            drafts.Cases.Db.Remove(known); // what was added and is ended again, or is as it was, needs no change
            changes.Remove(known);
            return known.RuleNo;
        }
        if (known is null && content is not null && live is not null && content == RuleContent.Of(live))
            return live.No;
        if (known is null)
        {
            known = new RuleChange
            {
                DistrictId = draft.DistrictId,
                DraftId = draft.Id,
                RuleNo = command.RuleNo ?? DraftDesk.NextNo(shelf, changes, content!.CategoryPrefix),
                RuleId = live?.Id,
            };
            changes.Add(known);
            drafts.Cases.Db.Add(known);
        }
        known.Kind =
            content is null ? ChangeKind.End
            : live is null ? ChangeKind.Add
            : ChangeKind.Replace;
        (known.Content, known.GapId, known.By, known.At) = (
            content?.ToJson(),
            command.GapId ?? known.GapId,
            actor.AccountId,
            drafts.Cases.Now
        );
        return known.RuleNo;
    }

    /// <exception cref="NotFound">The draft does not change that rule.</exception>
    public async Task<Answer> Undo(Guid draftId, string ruleNo, int? version, Actor actor, CancellationToken ct)
    {
        var draft = await drafts.Find(draftId, version, ct);
        var change = (await drafts.Changes(draftId, ct)).Find(c => c.RuleNo == ruleNo) ?? throw new NotFound("change");
        MayKeep((await drafts.Cases.Rules(ct)).Find(change.RuleId), change, actor);
        draft.Change(drafts.Cases.Now);
        drafts.Cases.Db.Remove(change);
        drafts.Audit(actor, "undone", draft, ruleNo);
        await drafts.Cases.Db.Save(ct);
        return new Answer(ruleNo, draft.Version);
    }

    /// <summary>Whoever changes or takes back a change keeps the rules of where the rule speaks today and of where the draft would have it speak.</summary>
    private void MayKeep(ResponsibilityRule? live, RuleChange? known, Actor actor)
    {
        if (actor.Kind == ActorKind.System)
            return;
        foreach (var area in new[] { live?.AreaPrefix, known?.Content is { } content ? RuleContent.Read(content).AreaPrefix : null })
            if (area is not null)
                actor.Require(Permission.KeepRules, area.Length == 0 ? drafts.District : area);
    }
}
