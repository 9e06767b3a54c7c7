using Gezhi.Cases.CallBacks;
using Gezhi.Cases.Reuse;
using Gezhi.Cases.Reviews;
using Gezhi.Cases.Samples;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Rating;

/// <summary>After the closing: ratings, reviews, call-backs, samples, photos that were there before. 评价、复核、回访、抽查</summary>
internal static class RatingModule
{
    public static IServiceCollection AddRatings(this IServiceCollection services)
    {
        services.AddSingleton<FollowUpSettings>();
        services.AddSingleton<CallBacks.CallBacks>();
        services.AddSingleton<IEventHandler, PlanCallBacks>();
        services.AddScoped<ITimerHandler, ReviewTimer>();
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddLoop<NightlyDraw>();
        services.AddLoop<CompareLoop>();
        foreach (var item in Navigation)
            services.AddSingleton(item);
        return services;
    }

    public static void MapRatings(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        TellPressure.Map(api);
        JudgePhotos.Map(api);
        Reviewing.Map(api.MapGroup("").RequirePermission(Permission.Reopen));
        DrawSamples.Map(api.MapGroup("").RequirePermission(Permission.Reopen));
        KeepCallBackRules.Map(api.MapGroup("").RequirePermission(Permission.KeepDeadlines));
        MakeCall.Map(api.MapGroup("").RequirePermission(Permission.Close));
        JudgeSample.Map(api.MapGroup("").RequirePermission(Permission.Check));
        ReadSamples.Map(routes);
    }

    private static readonly NavItem[] Navigation =
    [
        new(41, "/samples", "抽查", Permission.Check, Permission.Reopen) { Group = NavGroup.FollowUp },
        new(42, "/reviews", "复核", Permission.Reopen) { Group = NavGroup.FollowUp },
        new(43, "/callbacks", "回访", Permission.Close) { Group = NavGroup.FollowUp },
        new(66, "/callbacks/settings", "回访设置", Permission.KeepDeadlines) { Group = NavGroup.Rules },
        new(93, "/pressures", "要好评线索", Permission.ManagePosts) { Group = NavGroup.FollowUp },
    ];

    private static readonly Type[] Features =
    [
        typeof(TellPressure),
        typeof(Reviewing),
        typeof(ReadReviews),
        typeof(MakeCall),
        typeof(KeepCallBackRules),
        typeof(ReadCallBacks),
        typeof(DrawSamples),
        typeof(JudgeSample),
        typeof(ReadSamples),
        typeof(JudgePhotos),
    ];
}
