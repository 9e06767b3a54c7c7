using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Readiness;

/// <summary>The roster of an area, and who is on duty now around it. 值班表查询</summary>
public sealed class ReadDuty(ReadinessScope scope, DutyBook book)
{
    /// <summary>Who leads now. 当前值班</summary>
    public sealed record Now(string AreaCode, string AreaName, Guid LeaderId, string Leader, string? Second, DateTime EndsAt);

    /// <summary>A turn with names. 班次</summary>
    public sealed record Turn(DutyTurn Row, string Leader, string? Second, DutySwap? Waiting, string? With);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/duty",
                async (string? area, ReadDuty feature, ReadinessScope scope, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.At(scope.AreaFor(area, actor, 12), ct))
            )
            .WithSummary("当前值班 · Who is on duty now");

    /// <summary>On duty now for the area and those around it, the nearest first.</summary>
    public async Task<IReadOnlyList<Now>> At(string areaCode, CancellationToken ct)
    {
        var turns = await book.At(areaCode, scope.Now, ct);
        var names = await scope.Names(turns.SelectMany(t => Both(t.LeaderId, t.SecondId)), ct);
        return
        [
            .. turns.Select(t => new Now(
                t.AreaCode,
                scope.NameOf(t.AreaCode),
                t.LeaderId,
                names.GetValueOrDefault(t.LeaderId, ""),
                t.SecondId is { } second ? names.GetValueOrDefault(second) : null,
                t.EndsAt
            )),
        ];
    }

    /// <summary>Turns of exactly this area that touch the local days.</summary>
    /// <param name="from">First local day.</param>
    /// <param name="days">How many.</param>
    public async Task<IReadOnlyList<Turn>> Run(string areaCode, DateOnly from, int days, CancellationToken ct)
    {
        var (begin, end) = (scope.Calendar.LocalMidnightUtc(from), scope.Calendar.LocalMidnightUtc(from.AddDays(days)));
        var rows = await scope
            .Db.Set<DutyTurn>()
            .AsNoTracking()
            .Where(t => t.AreaCode == areaCode && t.BeginsAt < end && t.EndsAt > begin)
            .OrderBy(t => t.BeginsAt)
            .ToListAsync(ct);
        var ids = rows.ConvertAll(t => t.Id);
        var swaps = await scope.Db.Set<DutySwap>().AsNoTracking().Where(s => ids.Contains(s.TurnId) && s.IsAgreed == null).ToListAsync(ct);
        var names = await scope.Names(rows.SelectMany(t => Both(t.LeaderId, t.SecondId)).Concat(swaps.Select(s => s.WithId)), ct);
        return
        [
            .. rows.Select(t =>
            {
                var waiting = swaps.Find(s => s.TurnId == t.Id);
                return new Turn(
                    t,
                    names.GetValueOrDefault(t.LeaderId, ""),
                    t.SecondId is { } second ? names.GetValueOrDefault(second) : null,
                    waiting,
                    waiting is null ? null : names.GetValueOrDefault(waiting.WithId)
                );
            }),
        ];
    }

    private static IEnumerable<Guid> Both(Guid leader, Guid? second) => second is { } other ? [leader, other] : [leader];
}
