using Gezhi.Cases.Field;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>What hangs on the holder of a post. 未了事项类别</summary>
public enum OpenWorkKind
{
    /// <summary>待核实: the centre asked the worker of the grid, nobody has answered.</summary>
    Confirm,

    /// <summary>网格处置: led by a community or a response group, done by the worker of the grid.</summary>
    Ground,

    /// <summary>部门处置: led by the unit of the post.</summary>
    Unit,

    /// <summary>联办任务: the unit of the post owes its part of another unit's case.</summary>
    Task,

    /// <summary>待裁决: the person is named to say who answers; hangs on the name.</summary>
    Gap,

    /// <summary>已出发未到场: promised by the person; hangs on the name, whatever the post.</summary>
    Promised,
}

/// <summary>One open matter of a post or a person; names nobody and says nothing of what was reported. 未了事项</summary>
/// <param name="CaseId">The case; of a gap the entry of the register.</param>
/// <param name="CaseNo">Null before it is filed, and for a gap.</param>
/// <param name="DueAt">UTC; null when nothing runs.</param>
public sealed record OpenWorkItem(Guid CaseId, string? CaseNo, OpenWorkKind Kind, string AreaCode, DateTime? DueAt);

/// <summary>Reads open work, for staffing and for handing over a post. 未了事项</summary>
public sealed class OpenWork
{
    private const int Most = 500;
    private readonly GezhiDb db;
    private readonly GroundUnits grounds;

    internal OpenWork(GezhiDb db, GroundUnits grounds) => (this.db, this.grounds) = (db, grounds);

    /// <summary>Open cases inside an area by the area code each of them names. 在办案件数</summary>
    public async Task<IReadOnlyDictionary<string, int>> Count(string areaCode, CancellationToken ct)
    {
        var end = areaCode + ":"; // ':' follows '9'
        return await db
            .Cases.Where(c => c.AreaCode.CompareTo(areaCode) >= 0 && c.AreaCode.CompareTo(end) < 0 && CaseFlow.OpenStates.Contains(c.State))
            .GroupBy(c => c.AreaCode)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>
    /// What would be left without owner when the post goes: for a worker of a grid confirmations and ground work inside the area, for a handler
    /// the work of the unit and the parts it owes others, for the named decider of a gap the decision, for anybody the arrivals promised in person. Desks of the centre share one list and own nothing. 岗位未了事项
    /// </summary>
    /// <returns>Most pressing first, at most 500.</returns>
    public async Task<IReadOnlyList<OpenWorkItem>> Of(Guid accountId, Role role, string? areaCode, string? unitCode, CancellationToken ct)
    {
        var items = new List<OpenWorkItem>();
        if (role == Role.GridWorker && areaCode is not null)
            items.AddRange(await OfGrid(areaCode, ct));
        if (unitCode is not null && RolePermissions.Has(role, Permission.Handle))
        {
            items.AddRange(
                await Items(
                    db.Cases.Where(c =>
                        c.LeadUnitCode == unitCode
                        && (c.State == CaseState.Dispatched || c.State == CaseState.Handling || c.State == CaseState.Shelved)
                    ),
                    OpenWorkKind.Unit,
                    ct
                )
            );
            items.AddRange(await Tasks(unitCode, ct));
        }
        if (areaCode is not null)
            items.AddRange(await Gaps(accountId, areaCode, ct));
        var known = items.ConvertAll(i => i.CaseId);
        items.AddRange(await Items(Promised(accountId).Where(c => !known.Contains(c.Id)), OpenWorkKind.Promised, ct));
        return [.. items.OrderBy(i => i.DueAt ?? DateTime.MaxValue).ThenBy(i => i.CaseId).Take(Most)];
    }

    /// <summary>Parts of joint cases that the unit has not handed in.</summary>
    private async Task<List<OpenWorkItem>> Tasks(string unitCode, CancellationToken ct)
    {
        var owed = await db.Set<CaseHelper>()
            .AsNoTracking()
            .Where(h => h.UnitCode == unitCode && h.Task != null && h.HandedInAt == null && h.ReleasedAt == null)
            .Join(
                db.Cases.Where(c => CaseFlow.OpenStates.Contains(c.State)),
                h => h.CaseId,
                c => c.Id,
                (h, c) =>
                    new
                    {
                        c.Id,
                        c.CaseNo,
                        c.AreaCode,
                        h.DueAt,
                    }
            )
            .OrderBy(t => t.DueAt)
            .ThenBy(t => t.Id)
            .Take(Most)
            .ToListAsync(ct);
        return owed.ConvertAll(t => new OpenWorkItem(t.Id, t.CaseNo, OpenWorkKind.Task, t.AreaCode, t.DueAt));
    }

    /// <summary>Undecided entries of the gap register that name the person, by the post of this area.</summary>
    private async Task<List<OpenWorkItem>> Gaps(Guid accountId, string areaCode, CancellationToken ct)
    {
        var open = await db.Set<Gap>()
            .AsNoTracking()
            .Where(g => g.DecidedAt == null && g.DeciderId == accountId && g.DeciderArea == areaCode)
            .OrderBy(g => g.DueAt)
            .ThenBy(g => g.Id)
            .Take(Most)
            .ToListAsync(ct);
        return open.ConvertAll(g => new OpenWorkItem(g.Id, null, OpenWorkKind.Gap, g.AreaCode, g.DueAt));
    }

    private async Task<List<OpenWorkItem>> OfGrid(string areaCode, CancellationToken ct)
    {
        var end = areaCode + ":"; // ':' follows '9'
        var units = await grounds.Around([areaCode], ct);
        var inside = db.Cases.Where(c => c.AreaCode.CompareTo(areaCode) >= 0 && c.AreaCode.CompareTo(end) < 0);
        var asked = await Items(inside.Where(c => c.State == CaseState.Reported && c.ConfirmAskedAt != null), OpenWorkKind.Confirm, ct);
        var ground = await Items(
            inside.Where(c => (c.State == CaseState.Dispatched || c.State == CaseState.Handling) && units.Contains(c.LeadUnitCode!)),
            OpenWorkKind.Ground,
            ct
        );
        return [.. asked, .. ground];
    }

    /// <summary>Open cases to which the person set out last, after which nobody arrived and nothing was handed over.</summary>
    private IQueryable<Case> Promised(Guid accountId) =>
        db.Cases.Where(c =>
            CaseFlow.OpenStates.Contains(c.State)
            && db.Set<TimelineRow>()
                .Any(t =>
                    t.CaseId == c.Id
                    && t.AccountId == accountId
                    && t.Action == CaseAction.Depart
                    && !db.Set<TimelineRow>()
                        .Any(later =>
                            later.CaseId == c.Id
                            && later.Sequence > t.Sequence
                            && (
                                later.Action == CaseAction.Arrive
                                || later.Action == CaseAction.HandOver
                                || later.Action == CaseAction.ReportDone
                            )
                        )
                )
        );

    private static async Task<List<OpenWorkItem>> Items(IQueryable<Case> cases, OpenWorkKind kind, CancellationToken ct)
    {
        var rows = await cases
            .AsNoTracking()
            .OrderBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Take(Most)
            .Select(c => new
            {
                c.Id,
                c.CaseNo,
                c.AreaCode,
                c.StageDueAt,
            })
            .ToListAsync(ct);
        return [.. rows.Select(c => new OpenWorkItem(c.Id, c.CaseNo, kind, c.AreaCode, c.StageDueAt))];
    }
}
