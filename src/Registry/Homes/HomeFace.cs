using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Homes;

/// <summary>Confirmed homes. 认证住户</summary>
internal static class HomeFace
{
    public static IServiceCollection AddHomes(this IServiceCollection services)
    {
        services.AddScoped<HomeClock>();
        services.AddScoped<AskHome>();
        services.AddScoped<KeepHomes>();
        services.AddScoped<HomeNews>();
        services.AddScoped<Contract.HomeBook>();
        services.AddScoped<Contract.HomeFill>();
        services.AddSingleton<HomeWords>();
        services.AddScoped<IKeptData, HomeKept>();
        services.AddScoped<ITimerHandler, HomeForget>();
        services.AddScoped<IDeskList, HomesAsked>();
        return services.AddScoped<IFieldErrands, HomeErrands>();
    }
}

/// <summary>States and proofs of homes in words. 住户认证用语</summary>
public sealed class HomeWords(IStringLocalizer T)
{
    public string State(HomeState state) =>
        state switch
        {
            HomeState.Asked => T["待认证"],
            HomeState.Confirmed => T["已认证"],
            HomeState.Refused => T["未通过"],
            _ => T["已结束"],
        };

    public string Proof(HomeProof proof) =>
        proof switch
        {
            HomeProof.Visit => T["上门见到"],
            HomeProof.Paper => T["看过材料"],
            _ => T["认证码"],
        };

    public string Reason(HomeReason reason) =>
        reason switch
        {
            HomeReason.WrongDoor => T["门牌写错了"],
            HomeReason.NotMet => T["几次上门没有见到本人"],
            HomeReason.NotLiving => T["不住在这一户"],
            HomeReason.PaperDiffers => T["材料对不上"],
            _ => T["已经搬走"],
        };

    public string Ending(HomeEnd ending) =>
        ending switch
        {
            HomeEnd.MovedAway => T["本人说已搬走"],
            HomeEnd.ByStaff => T["由网格结束"],
            HomeEnd.DwellingEnded => T["房屋已从台账注销"],
            _ => T["本人撤回"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(HomeState state) =>
        state switch
        {
            HomeState.Asked => "new",
            HomeState.Confirmed => "done",
            HomeState.Refused => "late",
            _ => "hold",
        };
}

/// <summary>等认证的住户: who asked to be confirmed and has no word yet.</summary>
internal sealed class HomesAsked(GezhiDb db, TimeProvider clock) : DeskQuery(clock)
{
    /// <summary>Days after which the desk shows it as late.</summary>
    private const int Days = 5;

    public override string Key => "homes-asked";
    public override DeskPart Part => DeskPart.Unanswered;
    public override int Order => 60;

    public override bool IsFor(Actor actor) => actor.Can(Permission.KeepRegistry) && actor.Can(Permission.Supervise);

    protected override System.Linq.Expressions.Expression<Func<DeskEntry, bool>>? Late
    {
        get
        {
            var limit = Now.AddDays(-Days);
            return e => e.SortAt < limit;
        }
    }

    public override string Name(IStringLocalizer T) => T["等认证的住户"];

    public override string Formula(IStringLocalizer T) => T["居民申请住户认证、网格还没有确认或说明原因的；满五天算超期"];

    public override string Href(DeskEntry entry) => $"/registry/homes/{entry.Id}";

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var homes = db.Set<Home>().AsNoTracking().Where(h => h.State == HomeState.Asked);
        var areas = RegistryScope.Areas(actor, Permission.KeepRegistry);
        var mine =
            areas.Count == 0
                ? homes.Where(h => false)
                : areas
                    .Select(a =>
                    {
                        var end = RegistryScope.LastIn(a);
                        return homes.Where(h => h.AreaCode.CompareTo(a) >= 0 && h.AreaCode.CompareTo(end) <= 0);
                    })
                    .Aggregate((all, more) => all.Concat(more));
        return new(
            mine.Join(
                db.Set<Building>().AsNoTracking(),
                h => h.BuildingId,
                b => b.Id,
                (h, b) =>
                    new DeskEntry
                    {
                        Id = h.Id,
                        Title = b.Compound + b.BuildingNo,
                        No = h.No,
                        AreaCode = h.AreaCode,
                        SortAt = h.AskedAt,
                    }
            )
        );
    }
}

/// <summary>等认证的住户 below the tasks of who keeps the registry of a grid.</summary>
internal sealed class HomeErrands(KeepHomes homes) : IFieldErrands
{
    public int Order => 20;

    public async Task<FieldErrand?> Of(Actor actor, IStringLocalizer T, CancellationToken ct)
    {
        if (!actor.Can(Permission.KeepRegistry))
            return null;
        var waiting = await homes.List(HomeState.Asked, actor, ct);
        return waiting.Count == 0
            ? null
            : new FieldErrand(
                T["{0} 位居民等住户认证", waiting.Count],
                string.Join(T["、"], waiting.Select(w => w.Building).Distinct().Take(3)),
                "/registry/homes"
            );
    }
}
