using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Ui.Shells;
using Gezhi.Workforce.Evaluation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Workforce;

/// <summary>Evaluation by published schemes: results, appeals, what was left out. 队伍模块</summary>
public static class WorkforceModule
{
    public static IServiceCollection AddWorkforce(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddScoped<SchemeBook>();
        services.AddScoped<Subjects>();
        services.AddScoped<ReckonMonths>();
        services.AddScoped<EvaluationNames>();
        services.AddScoped<EvaluationCases>();
        services.AddScoped<ReadEvaluation>();
        services.AddScoped<EvaluationFiles>();
        services.AddScoped<KeepSchemes>();
        services.AddScoped<TellEvaluated>();
        services.AddScoped<KeepAppeals>();
        services.AddScoped<KeepExclusions>();
        services.AddScoped<IDeskList, DeskLists.EvaluationAppeals>();
        services.AddScoped<Contract.EvaluationFill>();
        services.AddLoop<EvaluationLoop>();
        services.AddSingleton(new NavItem(43, "/evaluation", "考核评价", Permission.Supervise) { Group = NavGroup.FollowUp });
        services.AddSingleton(
            new NavItem(44, "/evaluation/mine", "我的考核", Permission.Handle, Permission.Confirm) { Group = NavGroup.FollowUp }
        );
        return services;
    }

    public static IEndpointRouteBuilder MapWorkforce(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/evaluation")
            .WithTags("Evaluation 考核评价")
            .RequirePermission(Permission.SeeCases)
            .AddEndpointFilter<Unkept>();
        var pages = routes.MapGroup("/evaluation").RequirePermission(Permission.SeeCases);
        KeepSchemes.Map(api, api.MapGroup("").RequirePermission(Permission.KeepEvaluation));
        KeepAppeals.Map(api, pages);
        KeepExclusions.Map(api.MapGroup("").RequirePermission(Permission.DecideEvaluation));
        ReadEvaluation.Map(api);
        EvaluationCases.Map(api);
        EvaluationFiles.Map(pages);
        return routes;
    }

    /// <summary>How somebody is judged is nothing for a cache.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
