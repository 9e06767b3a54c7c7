using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Projects;

/// <summary>Long projects. 攻坚</summary>
internal static class ProjectFace
{
    private static readonly Permission[] Readers = [Permission.HoldMeetings, Permission.Handle];

    public static IServiceCollection AddProjects(this IServiceCollection services)
    {
        services.AddScoped<KeepProject>();
        services.AddScoped<ReadProjects>();
        services.AddSingleton<ProjectWords>();
        return services.AddSingleton(new NavItem(46, "/projects", "攻坚", Readers) { Group = NavGroup.Council });
    }

    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        ReadProjects.Map(api.MapGroup("/projects").RequirePermission(Readers));
        KeepProject.MapWork(api.MapGroup("/projects").RequirePermission(Readers));
        KeepProject.Map(api.MapGroup("/projects").RequirePermission(Permission.HoldMeetings));
    }
}

/// <summary>States of projects in words, money in yuan. 攻坚用语</summary>
public sealed class ProjectWords(IStringLocalizer T)
{
    public string State(ProjectState state) =>
        state switch
        {
            ProjectState.Running => T["攻坚中"],
            ProjectState.Accepting => T["请群众验收"],
            ProjectState.Closed => T["已结题"],
            _ => T["未能完成"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(ProjectState state, int daysLate) =>
        state switch
        {
            ProjectState.Running => daysLate > 0 ? "late" : "doing",
            ProjectState.Accepting => "check",
            ProjectState.Closed => "done",
            _ => "hold",
        };

    /// <summary>Fen as yuan with two places.</summary>
    public string Money(long fen) => T["{0} 元", (fen / 100m).ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture)];
}
