using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Receptions;

/// <summary>Receptions. 接待</summary>
internal static class ReceptionFace
{
    private static readonly Permission[] Readers = [Permission.HoldMeetings, Permission.Handle];

    public static IServiceCollection AddReceptions(this IServiceCollection services)
    {
        services.AddScoped<MatterScope>();
        services.AddScoped<PlanReception>();
        services.AddScoped<BookReception>();
        services.AddScoped<HandleMatter>();
        services.AddScoped<ReadReceptions>();
        services.AddScoped<IKeptData, MatterKept>();
        services.AddSingleton<ReceptionWords>();
        services.AddScoped<ITimerHandler, MatterTimer>();
        services.AddScoped<ITimerHandler, MatterForget>();
        return services.AddSingleton(new NavItem(47, "/reception-days", "接待", Readers) { Group = NavGroup.Council });
    }

    public static void MapReceptions(this IEndpointRouteBuilder api)
    {
        var days = api.MapGroup("/reception-days").RequirePermission(Readers);
        var matters = api.MapGroup("/matters").RequirePermission(Readers);
        PlanReception.Map(days);
        ReadReceptions.Map(days, matters);
        HandleMatter.Map(days, matters);
    }
}

/// <summary>Kinds and states of receptions in words. 接待用语</summary>
public sealed class ReceptionWords(IStringLocalizer T)
{
    public string Kind(ReceptionKind kind) =>
        kind switch
        {
            ReceptionKind.Deputy => T["两代表一委员接待"],
            ReceptionKind.Leader => T["领导接待"],
            _ => T["纪检接待"],
        };

    public string Mode(ReceptionMode mode) =>
        mode switch
        {
            ReceptionMode.Station => T["驻站接待"],
            ReceptionMode.Visit => T["下访接待"],
            _ => T["网上接待"],
        };

    public string State(MatterState state) =>
        state switch
        {
            MatterState.Booked => T["已预约"],
            MatterState.Received => T["待交办"],
            MatterState.Assigned => T["办理中"],
            MatterState.Answered => T["已答复"],
            MatterState.Withdrawn => T["已撤回"],
            _ => T["未到访"],
        };

    /// <summary>As the resident reads it.</summary>
    public string ToResident(MatterState state) =>
        state switch
        {
            MatterState.Booked => T["已预约"],
            MatterState.Received => T["已收到"],
            MatterState.Assigned => T["处理中"],
            MatterState.Answered => T["已答复"],
            MatterState.Withdrawn => T["已撤回"],
            _ => T["未到访"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(MatterState state, bool isLate) =>
        isLate
            ? "late"
            : state switch
            {
                MatterState.Booked or MatterState.Received => "new",
                MatterState.Assigned => "doing",
                MatterState.Answered => "done",
                _ => "hold",
            };

    public string Follow(FollowKind follow) =>
        follow switch
        {
            FollowKind.Case => T["转为案件"],
            FollowKind.Meeting => T["转为会议"],
            FollowKind.Project => T["转为攻坚项目"],
            FollowKind.Topic => T["转为议题"],
            _ => "",
        };
}
