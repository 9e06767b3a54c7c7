using Gezhi.Cases.CasePages;
using Gezhi.Cases.Proposing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Centre;

/// <summary>The centre and the case page. 中心与案件页</summary>
internal static class CentreModule
{
    /// <summary>Who works at the centre; handlers and grid workers have faces of their own.</summary>
    public static readonly Permission[] AtCentre = [Permission.File, Permission.Dispatch, Permission.Check, Permission.Supervise];

    public static IServiceCollection AddCentre(this IServiceCollection services)
    {
        services.AddSingleton<StaffWords>();
        services.AddSingleton<FormWords>();
        services.AddSingleton<TimeWords>();
        services.AddSingleton<AreaWords>();
        services.AddSingleton<QueueWords>();
        services.AddSingleton<RecentFigures>();
        services.AddSingleton<SeenFigures>();
        services.AddSingleton<CaseMemory>();
        services.AddLoop<CategoryGuesses>();
        services.AddLoop<UnitGuesses>();
        foreach (var type in Scoped)
            services.AddScoped(type);
        services.AddSingleton(new NavItem(10, "/centre", "态势", AtCentre));
        services.AddSingleton(new NavItem(20, "/cases", "案件", Permission.SeeCases));
        services.AddSingleton(new NavItem(25, "/topics", "热点", AtCentre) { Group = NavGroup.Intake });
        return services;
    }

    public static void MapCentre(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        CentreEndpoints.Map(routes.MapGroup("/centre").RequirePermission(AtCentre));
        EvidenceFiles.Map(routes.MapGroup("").RequirePermission(Permission.SeeCases));
        var cases = api.MapGroup("/cases").RequirePermission(Permission.SeeCases);
        ListCases.Map(cases);
        ReadCase.Map(cases);
        ReadStatistics.Map(api.MapGroup("").RequirePermission(AtCentre));
        Privacy.PhotoConsents.MapOfCase(cases);
        RevealContact.Map(api.MapGroup("").RequirePermission(Permission.SeeContact, Permission.CallReporter));
    }

    private static readonly Type[] Scoped =
    [
        typeof(ListCases),
        typeof(ReadCase),
        typeof(ShowCase),
        typeof(CaseSides),
        typeof(CasePost),
        typeof(RevealContact),
        typeof(EvidenceFiles),
        typeof(ReasonWords),
        typeof(LikelyUnits),
        typeof(Queue),
        typeof(DayFigures),
        typeof(DoneFigures),
        typeof(WorthNoticing),
        typeof(Situation),
        typeof(NearbyCases),
        typeof(ReadTopics),
        typeof(Triage),
        typeof(ReadStatistics),
    ];
}
