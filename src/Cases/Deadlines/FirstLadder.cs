using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Deadlines;

/// <summary>Puts up the usual ladder where a district has none and gives every open case its timer: after an upgrade and on a new database. 首次建立时钟</summary>
/// <remarks>Runs once: later starts find a recomputation in the table and end.</remarks>
internal sealed class FirstLadder(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<FirstLadder> log)
    : Loop(clock, log)
{
    /// <summary>Defaults proposed by the product: remind at 80 %, then level by level.</summary>
    internal static readonly (Stage Stage, int Percent, int More, LadderLevel Level, bool Climbs)[] Usual =
    [
        (Stage.File, 80, 0, LadderLevel.Holder, false),
        (Stage.File, 100, 15, LadderLevel.District, false),
        (Stage.Confirm, 80, 0, LadderLevel.Holder, false),
        (Stage.Confirm, 100, 30, LadderLevel.Community, false),
        (Stage.Dispatch, 80, 0, LadderLevel.Holder, false),
        (Stage.Dispatch, 100, 15, LadderLevel.District, false),
        (Stage.Accept, 80, 0, LadderLevel.Holder, false),
        (Stage.Accept, 100, 60, LadderLevel.Street, false),
        (Stage.Handle, 80, 0, LadderLevel.Holder, false),
        (Stage.Handle, 100, 0, LadderLevel.Holder, false),
        (Stage.Handle, 100, 30, LadderLevel.Grid, false),
        (Stage.Handle, 100, 120, LadderLevel.Community, false),
        (Stage.Handle, 100, 240, LadderLevel.Street, true),
        (Stage.Handle, 100, 960, LadderLevel.District, true),
        (Stage.Check, 80, 0, LadderLevel.Holder, false),
        (Stage.Check, 100, 60, LadderLevel.District, false),
        (Stage.Close, 100, 0, LadderLevel.Holder, false),
        (Stage.CallBack, 50, 0, LadderLevel.Holder, false),
    ];

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Begin(district, ct);
        return null;
    }

    private async Task Begin(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        var (db, now) = (provider.GetRequiredService<GezhiDb>().In(district), Now);
        if (await db.Set<Recomputation>().AnyAsync(ct))
            return;
        if (!await db.Set<LadderRung>().AnyAsync(ct))
            db.AddRange(Rungs(district, now));
        RecomputeHandler.Begin(db, "启用升级阶梯", null, now);
        await db.Save(ct);
        await provider.GetRequiredService<Timetables>().Load(db, ct);
    }

    internal static IEnumerable<LadderRung> Rungs(int district, DateTime now) =>
        Usual.Select(r => new LadderRung
        {
            DistrictId = district,
            Id = Ids.New(now),
            Stage = r.Stage,
            Percent = r.Percent,
            MoreMinutes = r.More,
            Level = r.Level,
            Climbs = r.Climbs,
        });
}
