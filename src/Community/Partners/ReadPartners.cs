using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Community.Partners;

/// <summary>Partners with their agreements, and which resources fit which need. 共建伙伴查询</summary>
public sealed class ReadPartners(CommunityDesk desk)
{
    /// <param name="Late">Services that are overdue.</param>
    /// <param name="AsksRenewal">An agreement ends soon, or ran out.</param>
    public sealed record Row(Partner Of, string AreaName, int Agreements, int Late, bool AsksRenewal);

    public sealed record Signed(Agreement Of, IReadOnlyList<PromisedService> Services);

    public sealed record Whole(Partner Of, string AreaName, IReadOnlyList<Signed> Agreements, IReadOnlyList<PartnerProject> Projects);

    public sealed record Line(Offer Of, string AreaName, string? PartnerName, IReadOnlyList<OfferMatch.Fit> Fits);

    public sealed record Told(Guid Id, string Name, string Kind, int Agreements, int Late, bool AsksRenewal);

    public sealed record List(IReadOnlyList<Told> Items);

    public sealed record Fitting(Guid NeedId, Guid ResourceId, string SharedArea, DateOnly FromOn, DateOnly UntilOn);

    public sealed record Fits(IReadOnlyList<Fitting> Items);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet(
                "",
                async (ReadPartners feature, Actor actor, CancellationToken ct) =>
                    new List([
                        .. (await feature.All(actor, ct)).Select(r => new Told(
                            r.Of.Id,
                            r.Of.Name,
                            r.Of.Kind.ToString(),
                            r.Agreements,
                            r.Late,
                            r.AsksRenewal
                        )),
                    ])
            )
            .WithSummary("共建伙伴 · Partners");
        staff
            .MapGet(
                "/fits",
                async (ReadPartners feature, Actor actor, CancellationToken ct) =>
                    new Fits([
                        .. (await feature.Offers(actor, ct)).SelectMany(n =>
                            n.Fits.Select(f => new Fitting(n.Of.Id, f.Resource.Id, f.SharedArea, f.FromOn, f.UntilOn))
                        ),
                    ])
            )
            .WithSummary("供需匹配 · Which resource fits which need, and why");
    }

    public async Task<IReadOnlyList<Row>> All(Actor actor, CancellationToken ct)
    {
        var partners = (
            await desk.Db.Set<Partner>().AsNoTracking().OrderBy(p => p.Kind).ThenBy(p => p.Id).Take(KeepPartners.Most).ToListAsync(ct)
        ).FindAll(p => actor.PostFor(Permission.KeepActivities, p.AreaCode) is not null);
        var ids = partners.ConvertAll(p => p.Id);
        var agreements = await desk
            .Db.Set<Agreement>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.PartnerId) && a.State == AgreementState.Standing)
            .ToListAsync(ct);
        var standing = agreements.ConvertAll(a => a.Id);
        var services = await desk.Db.Set<PromisedService>().AsNoTracking().Where(s => standing.Contains(s.AgreementId)).ToListAsync(ct);
        var today = desk.Today;
        return
        [
            .. partners
                .Select(p =>
                {
                    var own = agreements.FindAll(a => a.PartnerId == p.Id);
                    return new Row(
                        p,
                        desk.AreaName(p.AreaCode),
                        own.Count,
                        services.Count(s => s.IsLate(today) && own.Exists(a => a.Id == s.AgreementId)),
                        own.Exists(a => a.AsksRenewal(today))
                    );
                })
                .OrderByDescending(r => r.AsksRenewal)
                .ThenByDescending(r => r.Late),
        ];
    }

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Whole> One(Guid partnerId, Actor actor, CancellationToken ct)
    {
        var partner = await desk.Db.Set<Partner>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == partnerId, ct);
        if (partner is null || actor.PostFor(Permission.KeepActivities, partner.AreaCode) is null)
            throw new NotFound("partner");
        var agreements = await desk
            .Db.Set<Agreement>()
            .AsNoTracking()
            .Where(a => a.PartnerId == partnerId)
            .OrderBy(a => a.State)
            .ThenByDescending(a => a.UntilOn)
            .Take(KeepPartners.Most)
            .ToListAsync(ct);
        var ids = agreements.ConvertAll(a => a.Id);
        var services = await desk
            .Db.Set<PromisedService>()
            .AsNoTracking()
            .Where(s => ids.Contains(s.AgreementId))
            .OrderBy(s => s.DueOn)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
        var projects = await desk
            .Db.Set<PartnerProject>()
            .AsNoTracking()
            .Where(p => p.PartnerId == partnerId)
            .OrderByDescending(p => p.FromOn)
            .ThenBy(p => p.Id)
            .Take(KeepPartners.Most)
            .ToListAsync(ct);
        return new Whole(
            partner,
            desk.AreaName(partner.AreaCode),
            [.. agreements.Select(a => new Signed(a, services.FindAll(s => s.AgreementId == a.Id)))],
            projects
        );
    }

    /// <summary>An agreement by its number, for whoever holds the certificate.</summary>
    /// <exception cref="NotFound">No such number.</exception>
    public async Task<(Agreement Of, Partner Partner, IReadOnlyList<PromisedService> Services)> ByNo(string no, CancellationToken ct)
    {
        var agreement = ReceiptNo.TryParse(no, out var number)
            ? await desk.Db.Set<Agreement>().AsNoTracking().FirstOrDefaultAsync(a => a.No == number.Value, ct)
            : null;
        if (agreement is null)
            throw new NotFound("agreement");
        var partner = await desk.Db.Set<Partner>().AsNoTracking().FirstAsync(p => p.Id == agreement.PartnerId, ct);
        var services = await desk
            .Db.Set<PromisedService>()
            .AsNoTracking()
            .Where(s => s.AgreementId == agreement.Id)
            .OrderBy(s => s.DueOn)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
        return (agreement, partner, services);
    }

    /// <summary>Open lines of the actor's areas that are not over; needs with the resources that fit.</summary>
    public async Task<IReadOnlyList<Line>> Offers(Actor actor, CancellationToken ct)
    {
        var today = desk.Today;
        var all = (
            await desk
                .Db.Set<Offer>()
                .AsNoTracking()
                .Where(o => o.MatchId == null && o.ClosedAt == null && o.UntilOn >= today)
                .OrderBy(o => o.UntilOn)
                .ThenBy(o => o.Id)
                .Take(KeepPartners.Most)
                .ToListAsync(ct)
        ).FindAll(o => actor.PostFor(Permission.KeepActivities, o.AreaCode) is not null);
        var ids = all.ConvertAll(o => o.PartnerId);
        var names = await desk.Db.Set<Partner>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. all.Select(o => new Line(
                o,
                desk.AreaName(o.AreaCode),
                o.PartnerId is { } whose ? names[whose] : null,
                o.Side == OfferSide.Need ? OfferMatch.Of(o, all, today) : []
            )),
        ];
    }
}

/// <summary>Partners and agreements. 共建伙伴</summary>
internal static class PartnerServices
{
    public static IServiceCollection AddPartners(this IServiceCollection services)
    {
        services.AddScoped<KeepPartners>();
        services.AddScoped<ReadPartners>();
        services.AddSingleton<PartnerWords>();
        return services.AddSingleton(
            new NavItem(53, "/community/partners", "共建伙伴", Permission.KeepActivities) { Group = NavGroup.Living }
        );
    }

    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/community/partners").WithTags("Partners 共建伙伴").RequirePermission(Permission.KeepActivities);
        KeepPartners.Map(staff);
        ReadPartners.Map(staff);
    }
}

/// <summary>Kinds, stages and categories in words. 共建用语</summary>
public sealed class PartnerWords(IStringLocalizer T)
{
    public string Kind(PartnerKind kind) =>
        kind switch
        {
            PartnerKind.Unit => T["共建单位"],
            PartnerKind.CommunityPartner => T["社区合伙人"],
            _ => T["社会组织"],
        };

    public string Stage(IncubationStage stage) =>
        stage switch
        {
            IncubationStage.Group => T["兴趣小组"],
            IncubationStage.Incubating => T["孵化中"],
            IncubationStage.Filed => T["已在街道备案"],
            _ => T["已在民政登记"],
        };

    public string Category(OfferCategory category) =>
        category switch
        {
            OfferCategory.Room => T["场地"],
            OfferCategory.Hands => T["人手"],
            OfferCategory.Skill => T["专业服务"],
            _ => T["物资"],
        };

    public string State(Agreement agreement, DateOnly today) =>
        agreement.State switch
        {
            AgreementState.Ended => T["已结束"],
            AgreementState.Renewed => T["已续签"],
            _ when today > agreement.UntilOn => T["到期未续"],
            _ when agreement.AsksRenewal(today) => T["快到期，该续签了"],
            _ => T["履行中"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(Agreement agreement, DateOnly today) =>
        agreement.State != AgreementState.Standing ? "hold"
        : today > agreement.UntilOn ? "late"
        : agreement.AsksRenewal(today) ? "check"
        : "doing";
}
