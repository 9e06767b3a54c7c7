using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>One emergency, whole, and the list of them. 警情查询</summary>
public sealed class ReadEmergency(EmergencyDesk desk, Staffing staff)
{
    private const int MostListed = 100;
    private const int MostSteps = 6;

    private static readonly CaseAction[] OfAlarm =
    [
        CaseAction.Alarm,
        CaseAction.Acknowledge,
        CaseAction.Muster,
        CaseAction.DoStep,
        CaseAction.CountPeople,
        CaseAction.StandDown,
        CaseAction.AllClear,
        CaseAction.CallOff,
        CaseAction.FlashReport,
        CaseAction.Review,
    ];

    /// <summary>A row of the case's timeline that tells of the emergency. 应急记录</summary>
    /// <param name="At">UTC, server.</param>
    /// <param name="DeviceAt">UTC, device.</param>
    public sealed record Happened(
        int Sequence,
        CaseAction Action,
        string Post,
        string? Name,
        DateTime At,
        DateTime? DeviceAt,
        string? Note
    );

    /// <summary>Everything the page shows. 警情页</summary>
    /// <param name="CaseNo">Null until the case is filed.</param>
    /// <param name="MyCallId">The reader's own call; null when they were not called.</param>
    /// <param name="Commands">The reader may guide and end it.</param>
    /// <param name="MaySeeCase">A link to the case leads somewhere.</param>
    /// <param name="MusteredAt">When the whole response group was there; null before.</param>
    public sealed record View(
        Emergency Emergency,
        string? CaseNo,
        string CaseTitle,
        IReadOnlyList<CallView> Calls,
        IReadOnlyList<EmergencyStep> Steps,
        IReadOnlyList<FlashReport> Reports,
        IReadOnlyList<EmergencyMeasure> Measures,
        IReadOnlyList<Happened> Timeline,
        Guid? MyCallId,
        bool Commands,
        bool MaySeeCase,
        DateTime? MusteredAt
    )
    {
        public CallView? Mine => Calls.FirstOrDefault(c => c.Id == MyCallId);
    }

    /// <summary>A line of the list. 警情行</summary>
    public sealed record Line(Emergency Emergency, int Called, int Acknowledged, int There, bool IsMine);

    public static void Map(IEndpointRouteBuilder emergencies)
    {
        emergencies
            .MapGet("", async (ReadEmergency feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.List(actor, ct)))
            .WithSummary("警情列表 · Emergencies");
        emergencies
            .MapGet(
                "/{emergencyId:guid}",
                async (Guid emergencyId, ReadEmergency feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(emergencyId, actor, ct))
            )
            .WithSummary("警情 · One emergency");
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task<View> Run(Guid emergencyId, Actor actor, CancellationToken ct)
    {
        var found = await desk.VisibleTo(actor).AsNoTracking().FirstOrDefaultAsync(e => e.Id == emergencyId, ct);
        var emergency = found ?? throw new NotFound("emergency");
        var calls = await Of<EmergencyCall>(c => c.EmergencyId == emergencyId)
            .OrderBy(c => c.Task)
            .ThenByDescending(c => c.IsLead)
            .ThenBy(c => c.Id)
            .ToListAsync(ct);
        var subject = await desk
            .Db.Cases.AsNoTracking()
            .Where(c => c.Id == emergency.CaseId)
            .Select(c => new { c.CaseNo, c.Title })
            .FirstAsync(ct);
        var maySee = await desk.Db.Cases.VisibleTo(actor, desk.Db).AnyAsync(c => c.Id == emergency.CaseId, ct);
        var commands = await desk.Commands(emergency, actor, ct);
        var mine = calls.Find(c => actor.AccountId is not null && c.AccountId == actor.AccountId)?.Id;
        var group = calls.Where(c => c.Task != Grids.Contract.ResponseTask.Command && c.CalledAt == emergency.RaisedAt).ToList();
        return new View(
            emergency,
            subject.CaseNo,
            subject.Title,
            calls.ConvertAll(c => CallView.Of(c, commands || c.Id == mine)),
            await Of<EmergencyStep>(s => s.EmergencyId == emergencyId).OrderBy(s => s.No).ToListAsync(ct),
            await Of<FlashReport>(r => r.EmergencyId == emergencyId).OrderBy(r => r.No).ToListAsync(ct),
            await Of<EmergencyMeasure>(m => m.EmergencyId == emergencyId).OrderBy(m => m.DueOn).ToListAsync(ct),
            await Timeline(emergency, ct),
            mine,
            commands,
            maySee && actor.Can(Permission.SeeCases),
            group.Count > 0 && group.TrueForAll(c => c.ArrivedAt is not null) ? group.Max(c => c.ArrivedAt) : null
        );
    }

    /// <summary>Open ones first, then the newest. 警情列表</summary>
    public async Task<IReadOnlyList<Line>> List(Actor actor, CancellationToken ct)
    {
        var all = await desk.VisibleTo(actor)
            .AsNoTracking()
            .OrderBy(e => e.EndedAt != null)
            .ThenByDescending(e => e.RaisedAt)
            .Take(MostListed)
            .ToListAsync(ct);
        var ids = all.ConvertAll(e => e.Id);
        var calls = (await Of<EmergencyCall>(c => ids.Contains(c.EmergencyId)).ToListAsync(ct)).ToLookup(c => c.EmergencyId);
        return
        [
            .. all.Select(e => new Line(
                e,
                calls[e.Id].Count(),
                calls[e.Id].Count(c => c.AcknowledgedAt is not null),
                calls[e.Id].Count(c => c.ArrivedAt is not null),
                calls[e.Id].Any(c => c.AccountId == actor.AccountId)
            )),
        ];
    }

    /// <summary>Open calls of this person that wait for an answer, the newest first. 待应召</summary>
    public async Task<IReadOnlyList<Emergency>> Waiting(Actor actor, CancellationToken ct)
    {
        if (actor.AccountId is not { } me)
            return [];
        var calls = desk.Db.Set<EmergencyCall>().Where(c => c.AccountId == me && c.EndedAt == null && c.AcknowledgedAt == null);
        return await desk
            .Db.Set<Emergency>()
            .AsNoTracking()
            .Where(e => e.EndedAt == null && calls.Any(c => c.EmergencyId == e.Id))
            .OrderByDescending(e => e.RaisedAt)
            .Take(5)
            .ToListAsync(ct);
    }

    /// <summary>What the person is called for, and the steps of the own group that nobody has done.</summary>
    internal sealed record Part(ResponseTask Task, bool IsLead, IReadOnlyList<string> Steps);

    /// <summary>The person's part in each of some emergencies. 本人分工</summary>
    internal async Task<IReadOnlyDictionary<Guid, Part>> PartsOf(IReadOnlyCollection<Guid> emergencyIds, Actor actor, CancellationToken ct)
    {
        var calls = await desk
            .Db.Set<EmergencyCall>()
            .AsNoTracking()
            .Where(c => emergencyIds.Contains(c.EmergencyId) && c.AccountId == actor.AccountId && c.EndedAt == null)
            .ToListAsync(ct);
        var steps = (
            await desk
                .Db.Set<EmergencyStep>()
                .AsNoTracking()
                .Where(s => emergencyIds.Contains(s.EmergencyId) && s.DoneAt == null)
                .OrderBy(s => s.No)
                .ToListAsync(ct)
        ).ToLookup(s => (s.EmergencyId, s.Task), s => s.Text);
        return calls
            .GroupBy(c => c.EmergencyId, (_, of) => of.OrderByDescending(c => c.IsLead).ThenBy(c => c.Id).First())
            .ToDictionary(c => c.EmergencyId, c => new Part(c.Task, c.IsLead, [.. steps[(c.EmergencyId, c.Task)].Take(MostSteps)]));
    }

    /// <summary>The newest emergency of each case that this person may open. 案件警情</summary>
    internal async Task<IReadOnlyDictionary<Guid, Guid>> Latest(IReadOnlyCollection<Guid> caseIds, Actor actor, CancellationToken ct)
    {
        if (caseIds.Count == 0)
            return new Dictionary<Guid, Guid>();
        var found = await desk.VisibleTo(actor)
            .AsNoTracking()
            .Where(e => caseIds.Contains(e.CaseId))
            .OrderBy(e => e.RaisedAt)
            .Select(e => new { e.CaseId, e.Id })
            .ToListAsync(ct);
        return found.GroupBy(e => e.CaseId).ToDictionary(g => g.Key, g => g.Last().Id);
    }

    private async Task<IReadOnlyList<Happened>> Timeline(Emergency emergency, CancellationToken ct)
    {
        var from = emergency.RaisedAt;
        var until = await Of<Emergency>(e => e.CaseId == emergency.CaseId && e.RaisedAt > from).MinAsync(e => (DateTime?)e.RaisedAt, ct); // a later alarm on the same case tells its own story
        var rows = await desk
            .Db.Timeline.AsNoTracking()
            .Where(t => t.CaseId == emergency.CaseId && t.At >= from && (until == null || t.At < until) && OfAlarm.Contains(t.Action))
            .OrderByDescending(t => t.Sequence)
            .LeftJoin(
                desk.Db.TimelineTexts,
                t => new { t.CaseId, t.Sequence },
                x => new { x.CaseId, x.Sequence },
                (t, x) => new { Row = t, x!.Note }
            )
            .ToListAsync(ct);
        var names = await staff.Names([.. rows.Select(r => r.Row.AccountId).OfType<Guid>().Distinct()], ct);
        return
        [
            .. rows.Select(r => new Happened(
                r.Row.Sequence,
                r.Row.Action,
                r.Row.PostTitle,
                r.Row.AccountId is { } id ? names.GetValueOrDefault(id) : null,
                r.Row.At,
                r.Row.DeviceAt,
                r.Note
            )),
        ];
    }

    private IQueryable<T> Of<T>(System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class => desk.Db.Set<T>().AsNoTracking().Where(which);
}
