using Gezhi.Cases.Contract;
using Gezhi.Cases.Oversight;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Approvals;

/// <summary>What waits for a person's decision, the most pressing first. 待审批列表</summary>
public sealed class ReadApprovals(CaseDesk desk, Staffing staffing)
{
    private const int Most = 200;

    /// <param name="Kind">Null for an appeal.</param>
    /// <param name="IsOwn">Asked by this very person, who may not decide.</param>
    /// <param name="MayDecide">A post reaches it and it is another person's.</param>
    public sealed record Row(
        Guid CaseId,
        string? CaseNo,
        string Title,
        string AreaCode,
        string PlaceText,
        string? UnitCode,
        ApprovalKind? Kind,
        string Reason,
        DateTime? Until,
        string AskedBy,
        DateTime AskedAt,
        DateTime? DecideBy,
        DateTime? DueAt,
        int Version,
        bool IsOwn,
        bool MayDecide
    );

    public async Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var cases = db.Cases.AsNoTracking().VisibleTo(actor, db);
        var asked = await db.Set<Approval>()
            .AsNoTracking()
            .Where(a => a.DecidedAt == null)
            .Where(a =>
                !db.Set<Timelines.TimelineRow>()
                    .Any(t => t.CaseId == a.CaseId && t.Sequence > a.No && ApprovalRules.Overtaking.Contains(t.Action))
            )
            .Join(cases, a => a.CaseId, c => c.Id, (a, c) => new { Asked = a, Case = c })
            .OrderBy(x => x.Asked.AskedAt)
            .Take(Most)
            .ToListAsync(ct);
        var appeals = await db.Set<Appeal>()
            .AsNoTracking()
            .Where(a => a.DecidedAt == null)
            .Join(
                cases.Where(c => c.State == CaseState.Closed), // opened again: it cannot be decided before the next closing
                a => a.CaseId,
                c => c.Id,
                (a, c) => new { Asked = a, Case = c }
            )
            .OrderBy(x => x.Asked.AskedAt)
            .Take(Most)
            .ToListAsync(ct);
        var names = await staffing.Names(
            [.. asked.Select(x => x.Asked.AskedBy).Concat(appeals.Select(x => x.Asked.AskedBy)).OfType<Guid>().Distinct()],
            ct
        );
        string Name(Guid? account) => account is { } id ? names.GetValueOrDefault(id, "") : "";
        var rows = asked
            .Select(x =>
                Of(x.Case, x.Asked.Kind, x.Asked.Reason, x.Asked.AskedBy, x.Asked.AskedAt, actor) with
                {
                    Until = x.Asked.Until,
                    AskedBy = Name(x.Asked.AskedBy),
                    DecideBy = x.Asked.DecideBy,
                }
            )
            .Concat(
                appeals.Select(x =>
                    Of(x.Case, null, x.Asked.Reason, x.Asked.AskedBy, x.Asked.AskedAt, actor) with
                    {
                        UnitCode = x.Asked.UnitCode, // another one may lead by now
                        AskedBy = Name(x.Asked.AskedBy),
                        DecideBy = x.Asked.DecideBy,
                    }
                )
            );
        return [.. rows.Where(r => r.MayDecide || r.IsOwn).OrderByDescending(r => r.MayDecide).ThenBy(r => r.DecideBy ?? r.AskedAt)];
    }

    private static Row Of(Case subject, ApprovalKind? kind, string reason, Guid? askedBy, DateTime askedAt, Actor actor)
    {
        var permission = kind is { } asked ? asked.Decides() : Permission.Reopen;
        var isOwn = askedBy is not null && askedBy == actor.AccountId;
        return new Row(
            subject.Id,
            subject.CaseNo,
            subject.Title,
            subject.AreaCode,
            subject.PlaceText,
            subject.LeadUnitCode,
            kind,
            reason,
            null,
            "",
            askedAt,
            null,
            subject.DueAt,
            subject.Version,
            isOwn,
            !isOwn && actor.PostFor(permission, subject.AreaCode, subject.LeadUnitCode) is not null
        );
    }
}
