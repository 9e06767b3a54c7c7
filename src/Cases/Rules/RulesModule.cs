using Gezhi.Cases.Coverage;
using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules.Checks;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Sheets;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Rules;

/// <summary>Responsibility rules, coverage, gaps and places in between. 权责清单模块面</summary>
internal static class RulesModule
{
    public static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.AddSingleton<RuleShelves>();
        services.AddSingleton<PlaceKinds>();
        services.AddSingleton<RuleCheckCache>();
        services.AddSingleton<CoverageCache>();
        services.AddSingleton<RuleSheet>();
        services.AddLoop<TrialRunner>();
        services.AddScoped<ITimerHandler, GapTimer>();
        services.AddSingleton<IEventHandler, GapHandedOver>();
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddSingleton(new NavItem(50, "/rules", "权责", Permission.KeepRules, Permission.ApproveRules) { Group = NavGroup.Rules });
        services.AddSingleton(new NavItem(52, "/gaps", "空白", Permission.Arbitrate) { Group = NavGroup.Grids });
        return services;
    }

    public static void MapRules(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        ExportRules.Map(routes.MapGroup("").RequirePermission(ReadGaps.Readers));
        var drafts = api.MapGroup("/rule-drafts").RequirePermission(Permission.KeepRules);
        BeginDraft.Map(drafts);
        ChangeRule.Map(drafts);
        ImportRules.Map(drafts);
        DecideDraft.Map(drafts);
        DecideDraft.MapDecision(api.MapGroup("/rule-drafts").RequirePermission(Permission.ApproveRules));
        TryDraft.Map(api.MapGroup("").RequirePermission(Permission.KeepRules));
        ReadGaps.Map(api.MapGroup("/gaps").RequirePermission(ReadGaps.Readers));
        DecideGap.Map(api.MapGroup("/gaps").RequirePermission(Permission.Arbitrate));
        SavePlace.Map(api.MapGroup("/places-between").RequirePermission(Permission.KeepRules));
    }

    private static readonly Type[] Features =
    [
        typeof(ProposeDispatch),
        typeof(GapRegister),
        typeof(DecideGap),
        typeof(ReadGaps),
        typeof(SavePlace),
        typeof(DraftDesk),
        typeof(BeginDraft),
        typeof(ChangeRule),
        typeof(DecideDraft),
        typeof(ImportRules),
        typeof(ExportRules),
        typeof(TryDraft),
        typeof(ReplayGrounds),
        typeof(RuleChecks),
        typeof(ReadCoverage),
    ];
}
