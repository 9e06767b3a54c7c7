using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Receptions;

/// <summary>Reads receptions and their matters: for staff, for everybody, for the resident. 接待查询</summary>
public sealed class ReadReceptions(CouncilDesk desk, MatterScope scope, FieldCipher cipher)
{
    public const int PageSize = 100;

    /// <param name="Left">Places that can still be booked.</param>
    public sealed record DayRow(ReceptionDay Of, string AreaName, string UnitName, int Left, bool IsOver);

    /// <param name="IsLate">Assigned, and the limit is over.</param>
    public sealed record MatterRow(Matter Of, ReceptionDay Day, string? OwnerName, bool IsLate, bool Keeps, bool Answers);

    /// <param name="Words">The resident's own.</param>
    public sealed record MyRow(Matter Of, ReceptionDay Day, string? Words, string? Answer, string? OwnerName);

    /// <summary>A reception as data.</summary>
    public sealed record DayLine(
        Guid Id,
        string Kind,
        string Mode,
        string Receiver,
        string Place,
        DateTime BeginsAt,
        DateTime EndsAt,
        int Places,
        int Booked,
        int Version
    )
    {
        internal static DayLine Of(ReceptionDay day) =>
            new(
                day.Id,
                day.Kind.ToString(),
                day.Mode.ToString(),
                day.Receiver,
                day.Place,
                day.BeginsAt,
                day.EndsAt,
                day.Places,
                day.Booked,
                day.Version
            );
    }

    public sealed record DayLines(IReadOnlyList<DayLine> Items);

    /// <summary>A matter as data; not a word of it.</summary>
    public sealed record MatterLine(
        Guid Id,
        string No,
        string Kind,
        string State,
        string? OwnerUnitCode,
        DateTime? DueAt,
        bool IsLate,
        int Version
    )
    {
        internal static MatterLine Of(Matter matter, bool isLate) =>
            new(
                matter.Id,
                matter.No,
                matter.Kind.ToString(),
                matter.State.ToString(),
                matter.OwnerUnitCode,
                matter.DueAt,
                isLate,
                matter.Version
            );
    }

    public sealed record MatterLines(IReadOnlyList<MatterLine> Items);

    public static void Map(IEndpointRouteBuilder days, IEndpointRouteBuilder matters)
    {
        days.MapGet(
                "",
                async (ReadReceptions feature, Actor actor, CancellationToken ct) =>
                    new DayLines([.. (await feature.Days(actor, false, ct)).Select(d => DayLine.Of(d.Of))])
            )
            .WithSummary("接待安排 · Receptions");
        matters
            .MapGet(
                "",
                async (ReadReceptions feature, Actor actor, CancellationToken ct) =>
                    new MatterLines([.. (await feature.Matters(null, actor, ct)).Select(m => MatterLine.Of(m.Of, m.IsLate))])
            )
            .WithSummary("接待事项 · Matters of receptions");
    }

    /// <summary>To come, or of the last year; those of the areas or the desk of the actor.</summary>
    public async Task<IReadOnlyList<DayRow>> Days(Actor actor, bool isPast, CancellationToken ct)
    {
        var now = desk.Now;
        var rows = isPast
            ? await desk
                .Db.Set<ReceptionDay>()
                .AsNoTracking()
                .Where(d => d.EndsAt < now && d.EndsAt > now.AddYears(-1))
                .OrderByDescending(d => d.BeginsAt)
                .ThenBy(d => d.Id)
                .Take(PageSize)
                .ToListAsync(ct)
            : await Coming().Take(PageSize).ToListAsync(ct);
        return await Rows(rows.FindAll(d => MatterScope.Keeps(d, actor)), ct);
    }

    /// <summary>Receptions of a month, past ones too; those of the areas or the desk of the actor, all of them for a resident or a stranger. 接待月历</summary>
    /// <param name="first">First local day of the month.</param>
    public async Task<IReadOnlyList<DayRow>> Month(DateOnly first, Actor actor, CancellationToken ct)
    {
        var (from, to) = (desk.Calendar.LocalMidnightUtc(first), desk.Calendar.LocalMidnightUtc(first.AddMonths(1)));
        var rows = await desk
            .Db.Set<ReceptionDay>()
            .AsNoTracking()
            .Where(d => d.EndsAt >= from && d.BeginsAt < to)
            .OrderBy(d => d.BeginsAt)
            .ThenBy(d => d.Id)
            .Take(PageSize * 5)
            .ToListAsync(ct);
        return await Rows(actor.Kind == ActorKind.Staff ? rows.FindAll(d => MatterScope.Keeps(d, actor)) : rows, ct);
    }

    /// <summary>Who receives when, for everybody.</summary>
    public async Task<IReadOnlyList<DayRow>> Public(CancellationToken ct) => await Rows(await Coming().Take(PageSize).ToListAsync(ct), ct);

    /// <exception cref="NotFound">Not there, or over.</exception>
    public async Task<DayRow> Public(Guid dayId, CancellationToken ct) =>
        (await Rows(await Coming().Where(d => d.Id == dayId).ToListAsync(ct), ct)).SingleOrDefault() ?? throw new NotFound("reception");

    /// <exception cref="NotFound">Not there, or not the actor's to keep.</exception>
    public async Task<DayRow> One(Guid dayId, Actor actor, CancellationToken ct) =>
        (await Rows([await scope.Day(dayId, null, actor, ct)], ct)).Single();

    /// <summary>Matters that the actor keeps or answers, of a day or all that are open, the next limit first.</summary>
    public async Task<IReadOnlyList<MatterRow>> Matters(Guid? dayId, Actor actor, CancellationToken ct)
    {
        var found = scope.Visible(actor).AsNoTracking();
        found = dayId is { } day
            ? found.Where(m => m.DayId == day)
            : found.Where(m => m.State == MatterState.Booked || m.State == MatterState.Received || m.State == MatterState.Assigned);
        return await Rows(
            await found.OrderBy(m => m.DueAt == null).ThenBy(m => m.DueAt).ThenBy(m => m.Id).Take(PageSize).ToListAsync(ct),
            actor,
            ct
        );
    }

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    public async Task<MatterRow> Matter(Guid matterId, Actor actor, CancellationToken ct) =>
        (await Rows([await scope.Find(matterId, null, actor, ct)], actor, ct)).Single();

    /// <summary>A resident's own, newest first.</summary>
    public async Task<IReadOnlyList<MyRow>> Mine(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return [];
        var rows = await desk
            .Db.Set<Matter>()
            .AsNoTracking()
            .Where(m => m.ResidentId == me)
            .OrderByDescending(m => m.CreatedAt)
            .ThenBy(m => m.Id)
            .Take(PageSize)
            .ToListAsync(ct);
        var days = await DaysOf(rows, ct);
        var mine = new List<MyRow>(rows.Count);
        foreach (var one in rows)
            mine.Add(
                new MyRow(
                    one,
                    days[one.DayId],
                    cipher.Open(one.DistrictId, Receptions.Matter.WordsField, one.WordsSealed),
                    cipher.Open(one.DistrictId, Receptions.Matter.AnswerField, one.AnswerSealed),
                    one.OwnerUnitCode is { } code ? await desk.UnitName(code, ct) : null
                )
            );
        return mine;
    }

    private IQueryable<ReceptionDay> Coming()
    {
        var now = desk.Now;
        return desk.Db.Set<ReceptionDay>().AsNoTracking().Where(d => d.EndsAt >= now).OrderBy(d => d.BeginsAt).ThenBy(d => d.Id);
    }

    private async Task<Dictionary<Guid, ReceptionDay>> DaysOf(List<Matter> rows, CancellationToken ct)
    {
        var ids = rows.Select(m => m.DayId).Distinct().ToList();
        return await desk.Db.Set<ReceptionDay>().AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
    }

    private async Task<IReadOnlyList<MatterRow>> Rows(List<Matter> rows, Actor actor, CancellationToken ct)
    {
        var days = await DaysOf(rows, ct);
        var told = new List<MatterRow>(rows.Count);
        foreach (var one in rows)
            told.Add(
                new MatterRow(
                    one,
                    days[one.DayId],
                    one.OwnerUnitCode is { } code ? await desk.UnitName(code, ct) : null,
                    one.State == MatterState.Assigned && one.DueAt < desk.Now,
                    MatterScope.Keeps(one, actor),
                    MatterScope.Answers(one, actor)
                )
            );
        return told;
    }

    private async Task<IReadOnlyList<DayRow>> Rows(List<ReceptionDay> days, CancellationToken ct)
    {
        var rows = new List<DayRow>(days.Count);
        foreach (var day in days)
            rows.Add(
                new DayRow(
                    day,
                    desk.AreaName(day.AreaCode),
                    await desk.UnitName(day.UnitCode, ct),
                    Math.Max(0, day.Places - day.Booked),
                    day.EndsAt < desk.Now
                )
            );
        return rows;
    }
}
