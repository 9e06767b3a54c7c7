using Gezhi.Council.Groups;
using Gezhi.Council.Meetings;
using Gezhi.Council.Projects;
using Gezhi.Council.Receptions;
using Gezhi.Council.Suggestions;
using Gezhi.Council.Surveys;
using Gezhi.Council.Topics;
using Gezhi.Council.Votes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Council;

/// <summary>Deciding together: meetings, projects, receptions, topics, building groups, suggestions, questionnaires, votes. 议事协商模块</summary>
public static class CouncilModule
{
    public static IServiceCollection AddCouncil(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddScoped<CouncilDesk>();
        services.AddScoped<Contract.CouncilFill>();
        services.AddScoped<Contract.AskFill>();
        services.AddMeetings();
        services.AddProjects();
        services.AddReceptions();
        services.AddGroups();
        services.AddTopics();
        services.AddScoped<Contract.TopicFill>();
        services.AddSuggestions();
        services.AddSurveys();
        services.AddScoped<VoteDesk>();
        services.AddScoped<KeepVotes>();
        services.AddScoped<CastBallots>();
        services.AddScoped<KeepRoll>();
        services.AddScoped<KeepObjections>();
        services.AddScoped<ReadVotes>();
        services.AddScoped<Contract.VoteFill>();
        services.AddScoped<Gezhi.Platform.Timers.ITimerHandler, TellOwners>();
        services.AddSingleton(
            new NavItem(46, "/council/votes", "业主表决", Permission.LeadCouncil, Permission.TakeBallots) { Group = NavGroup.Council }
        );
        return services;
    }

    public static IEndpointRouteBuilder MapCouncil(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Council 会商");
        Files.ShowFile.Map(routes);
        ReadGroups.MapPages(routes);
        api.MapMeetings();
        api.MapProjects();
        api.MapReceptions();
        api.MapGroups();
        api.MapTopics();
        routes.MapSuggestions();
        routes.MapSurveys();
        var open = routes.MapGroup("/api/votes").WithTags("Votes 业主表决").AddEndpointFilter<Unkept>();
        var anybody = open.MapGroup("").AllowAnonymous();
        var residents = open.MapGroup("").RequireResident();
        var staff = open.MapGroup("").RequirePermission(Permission.LeadCouncil, Permission.TakeBallots);
        var takers = open.MapGroup("").RequirePermission(Permission.TakeBallots);
        var leads = open.MapGroup("").RequirePermission(Permission.LeadCouncil);
        KeepVotes.Map(leads);
        KeepRoll.Map(leads);
        CastBallots.Map(residents, takers);
        KeepObjections.Map(residents, takers, leads);
        ReadVotes.Map(
            anybody,
            residents,
            staff,
            routes.MapGroup("/votes").AllowAnonymous(),
            routes.MapGroup("/council/votes").RequirePermission(Permission.LeadCouncil, Permission.TakeBallots)
        );
        return routes;
    }

    /// <summary>Who voted, and how far a vote is, is nothing for a cache.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
