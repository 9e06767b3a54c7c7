using Gezhi.Cases.Approvals;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Deadlines;

/// <summary>Deadlines, ladder, calendar. 时限</summary>
internal static class DeadlinesModule
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.AddSingleton<Timetables>();
        services.AddHostedService(provider => provider.GetRequiredService<Timetables>());
        services.AddLoop<FirstLadder>();
        services.AddScoped(provider =>
            provider.GetRequiredService<Timetables>().Of(provider.GetRequiredService<GezhiDb>().DistrictId).Limits
        );
        services.AddSingleton<LadderWords>();
        services.AddSingleton<ClimbWords>();
        services.AddSingleton<SchemeWords>();
        services.AddScoped<TellPeople>();
        services.AddScoped<ClockHandler>();
        services.AddScoped<ITimerHandler>(provider => provider.GetRequiredService<ClockHandler>());
        services.AddScoped<ITimerHandler, RecomputeHandler>();
        services.AddScoped<ITimerHandler, ApprovalTimer>();
        services.AddScoped<ITimerHandler, OrderTimer>();
        services.AddScoped<ITimerHandler, AppealTimer>();
        services.AddScoped<ITimerHandler, ClimbTimer>();
        services.AddScoped<ITimerHandler, TaskTimer>();
        services.AddSingleton<Messages.MessageWords>();
        services.AddScoped<Messages.ReadInbox>();
        foreach (var kind in Messages.NoticeKinds.All)
            services.AddSingleton(kind);
        services.AddScoped<ReadApprovals>();
        services.AddScoped<ReadClimbs>();
        foreach (var item in Navigation)
            services.AddSingleton(item);
        services.AddScoped<KeepCalendar>();
        services.AddScoped<KeepTimetable>();
        services.AddScoped<KeepConditions>();
        services.AddScoped<ConditionSheet>();
        services.AddScoped<KeepCategories>();
        return services;
    }

    private static readonly NavItem[] Navigation =
    [
        new(45, "/approvals", "审批", Permission.Dispatch, Permission.Void, Permission.Reopen) { Group = NavGroup.FollowUp },
        new(46, "/climbs", "吹哨", Permission.Handle, Permission.Supervise) { Group = NavGroup.FollowUp },
        new(47, "/messages", "消息", Permission.SeeCases) { Group = NavGroup.FollowUp }, // the bell leads there as well
        new(60, "/conditions", "立案条件", Permission.KeepDeadlines) { Group = NavGroup.Rules },
        new(61, "/categories", "类别", Permission.KeepDeadlines) { Group = NavGroup.Rules },
        new(62, "/deadlines", "时限", Permission.KeepDeadlines) { Group = NavGroup.Rules },
        new(63, "/calendar", "日历", Permission.KeepDeadlines) { Group = NavGroup.Rules },
    ];

    public static void MapDeadlines(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        routes
            .MapGet(
                "/conditions.xlsx",
                async (ConditionSheet sheet, CancellationToken ct) =>
                    TypedResults.File(await sheet.Export(ct), Platform.Tables.SheetWriter.ContentType, "filing-conditions.xlsx")
            )
            .RequirePermission(Permission.KeepDeadlines, Permission.File, Permission.Dispatch, Permission.Handle)
            .ExcludeFromDescription();
        var keepers = api.MapGroup("").RequirePermission(Permission.KeepDeadlines);
        KeepCalendar.Map(keepers);
        KeepTimetable.Map(keepers);
        KeepConditions.Map(keepers);
        KeepCategories.Map(keepers);
    }
}
