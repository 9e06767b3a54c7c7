using Gezhi.Cases.Contract;
using Gezhi.Field.Campaigns;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Inspections;

/// <summary>Voids an inspection that was sent by mistake: one person asks with a reason, another decides; the record stays. 作废检查记录</summary>
public sealed class VoidInspection(InspectionScope scope, HazardCases cases)
{
    /// <param name="Reason">What is wrong with it: wrong place, wrong checklist, a trial; about the place, never about a person.</param>
    public sealed record Command([property: Needed, Longest(200)] string Reason);

    /// <param name="IsGranted">True: it counts for nothing from now on.</param>
    /// <param name="Note">Needed with a refusal.</param>
    public sealed record Decision([property: Needed] bool? IsGranted, [property: Longest(200)] string? Note = null);

    /// <param name="OpenCases">Cases of its hazards that are being worked on already and go on.</param>
    public sealed record Done(Guid Id, bool IsVoided, int OpenCases);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/inspections/{inspectionId:guid}/void-request",
                (Guid inspectionId, Command command, VoidInspection feature, Actor actor, CancellationToken ct) =>
                    feature.Ask(inspectionId, command, actor, ct)
            )
            .WithSummary("申请作废检查记录 · Ask to void an inspection");
        api.MapPost(
                "/inspections/{inspectionId:guid}/void-decision",
                (Guid inspectionId, Decision command, VoidInspection feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(inspectionId, command, actor, ct)
            )
            .WithSummary("审批检查作废 · Decide about voiding an inspection");
    }

    /// <summary>Whether the actor may ask there.</summary>
    public static bool MayAsk(Actor actor, string areaCode) =>
        InspectionScope.MayInspect(actor, areaCode) || InspectionScope.MayKeep(actor, areaCode);

    /// <exception cref="NotFound">Not there, or outside.</exception>
    /// <exception cref="Forbidden">Only reads there.</exception>
    /// <exception cref="RuleViolation"><c>inspection.void-recheck</c>, <c>inspection.voided</c>, <c>inspection.void-asked</c>.</exception>
    public async Task<Done> Ask(Guid inspectionId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var row = await Find(inspectionId, actor, ct);
        if (!MayAsk(actor, row.AreaCode))
            throw new Forbidden(Permission.Inspect);
        if (row.Kind != InspectionKind.Check)
            throw new RuleViolation("inspection.void-recheck");
        if (row.VoidedAt is not null)
            throw new RuleViolation("inspection.voided");
        var reason = PlainText.Clean(command.Reason);
        if (row.VoidAskedBy is { } before)
            return before == actor.AccountId && row.VoidReason == reason
                ? new Done(row.Id, false, 0) // sent twice
                : throw new RuleViolation("inspection.void-asked");
        row.AskVoid(actor.AccountId!.Value, scope.Now, reason);
        scope.Db.Audit(actor, "inspection.void-asked", row.Id, $"{row.No} {reason}", scope.Now);
        await scope.Db.Save(ct);
        return new Done(row.Id, false, 0);
    }

    /// <exception cref="NotFound">Not there, or outside.</exception>
    /// <exception cref="Forbidden">Does not order inspections there.</exception>
    /// <exception cref="RuleViolation"><c>inspection.void-none</c>, <c>inspection.void-own</c>.</exception>
    public Task<Done> Decide(Guid inspectionId, Decision command, Actor actor, CancellationToken ct) =>
        scope.Db.Again(() => DecideOnce(inspectionId, command, actor, ct), ct); // its hazards' cases move by themselves

    private async Task<Done> DecideOnce(Guid inspectionId, Decision command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.IsGranted == false && PlainText.Clean(command.Note).Length == 0)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var row = await Find(inspectionId, actor, ct);
        var post = actor.Require(Permission.KeepInspections, row.AreaCode);
        if (row.VoidedAt is not null)
            return new Done(row.Id, true, 0);
        if (row.VoidAskedBy is not { } asker)
            throw new RuleViolation("inspection.void-none");
        if (actor.AccountId == asker || actor.AccountId == row.ById)
            throw new RuleViolation("inspection.void-own");
        if (command.IsGranted != true)
        {
            scope.Db.Audit(
                actor,
                "inspection.void-refused",
                row.Id,
                $"{row.No} {row.VoidReason} | {PlainText.Clean(command.Note)}",
                scope.Now
            );
            row.RefuseVoid();
            await scope.Db.Save(ct);
            return new Done(row.Id, false, 0);
        }
        row.Void(actor.AccountId!.Value, scope.Now);
        var going = await Hazards(row, post, actor, ct);
        await Standing(row, ct);
        scope.Db.Audit(actor, "inspection.voided", row.Id, $"{row.No} {row.VoidReason}", scope.Now);
        await scope.Db.Save(ct);
        cases.Woken();
        return new Done(row.Id, true, going);
    }

    /// <summary>Its open hazards end; a case that nobody has taken yet is voided with them, one that is worked on goes on.</summary>
    /// <returns>How many cases go on.</returns>
    private async Task<int> Hazards(Inspection row, ActorPost post, Actor actor, CancellationToken ct)
    {
        var (going, later) = (0, await FailedLater(row, ct));
        foreach (var hazard in await scope.Db.Set<Hazard>().Where(h => h.InspectionId == row.Id).OrderBy(h => h.ItemNumber).ToListAsync(ct))
        {
            if (hazard.State is HazardState.Closed or HazardState.Voided)
                continue; // somebody looked again and found it right: that stands
            if (hazard.IsOpen && later.TryGetValue(hazard.ItemText, out var again))
            {
                hazard.StandOn(again); // an inspection that counts found the same since; when that one is voided too, it ends
                continue;
            }
            hazard.Void(scope.Now);
            if (hazard.CaseId is { } caseId && !await cases.Void(caseId, $"检查记录 {row.No} 作废：{row.VoidReason}", actor, post, ct))
                going++;
        }
        return going;
    }

    /// <summary>Items that later inspections by the same checklist found failed, with the first that did: they opened no hazard, because this one was known.</summary>
    private async Task<Dictionary<string, Guid>> FailedLater(Inspection row, CancellationToken ct)
    {
        var line = scope.Db.Set<Checklist>().Where(c => c.Id == row.ChecklistId).Select(c => c.LineId);
        var later = await scope
            .Db.Set<Inspection>()
            .AsNoTracking()
            .Where(i =>
                i.SubjectId == row.SubjectId
                && i.Sequence > row.Sequence
                && i.VoidedAt == null
                && i.Kind == InspectionKind.Check
                && i.FailedCount > 0
                && scope.Db.Set<Checklist>().Any(c => c.Id == i.ChecklistId && line.Contains(c.LineId))
            )
            .OrderBy(i => i.Sequence)
            .ToListAsync(ct);
        var failed = new Dictionary<string, Guid>();
        foreach (var inspection in later)
        foreach (var item in inspection.Items().Where(i => i.Mark == ItemMark.Failed && !i.IsFixed))
            failed.TryAdd(item.Text, inspection.Id);
        return failed;
    }

    /// <summary>How things stand at the place, its routine and its campaigns, by what counts.</summary>
    private async Task Standing(Inspection row, CancellationToken ct)
    {
        var lineId = await scope.Db.Set<Checklist>().Where(c => c.Id == row.ChecklistId).Select(c => c.LineId).FirstAsync(ct);
        var counting = await scope
            .Db.Set<Inspection>()
            .AsNoTracking()
            .Where(i => i.SubjectId == row.SubjectId && i.Id != row.Id && i.Kind == InspectionKind.Check && i.VoidedAt == null)
            .OrderByDescending(i => i.Sequence)
            .Select(i => new Counting(
                i.Id,
                i.MadeAt,
                i.IsPassed,
                scope.Db.Set<Checklist>().Any(c => c.Id == i.ChecklistId && c.LineId == lineId)
            ))
            .Take(200)
            .ToListAsync(ct);
        if (await scope.Db.Set<InspectedSubject>().FirstOrDefaultAsync(s => s.SubjectId == row.SubjectId, ct) is { } subject)
            (subject.CheckedAt, subject.WasPassed) =
                counting.Count > 0 ? ((DateTime?)counting[0].MadeAt, (bool?)counting[0].IsPassed) : (null, null);
        var same = counting.FindAll(c => c.IsSameLine);
        if (await scope.Db.Set<InspectedBy>().FirstOrDefaultAsync(b => b.SubjectId == row.SubjectId && b.LineId == lineId, ct) is { } by)
        {
            if (same.Count > 0)
                by.CheckedAt = same[0].MadeAt;
            else
                scope.Db.Remove(by);
        }
        foreach (var target in await scope.Db.Set<CampaignTarget>().Where(t => t.InspectionId == row.Id).ToListAsync(ct))
        {
            var campaign = await scope.Db.Set<SpecialCampaign>().AsNoTracking().FirstAsync(c => c.Id == target.CampaignId, ct);
            var other = same.Find(c => scope.Calendar.LocalDay(c.MadeAt) is var day && day >= campaign.FromOn && day <= campaign.UntilOn);
            (target.InspectionId, target.InspectedAt) = (other?.Id, other?.MadeAt);
        }
    }

    private async Task<Inspection> Find(Guid inspectionId, Actor actor, CancellationToken ct) =>
        InspectionScope.Seen(await scope.Db.Set<Inspection>().FirstOrDefaultAsync(i => i.Id == inspectionId, ct), actor);

    private sealed record Counting(Guid Id, DateTime MadeAt, bool IsPassed, bool IsSameLine);
}
