using Gezhi.Council.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Surveys;

/// <summary>Questionnaires. 问卷</summary>
internal static class SurveyServices
{
    private static readonly Permission[] Staff = [Permission.LeadCouncil, Permission.TakeBallots];

    public static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddScoped<SurveyDesk>();
        services.AddScoped<KeepSurvey>();
        services.AddScoped<AnswerSurvey>();
        services.AddScoped<ReadSurveys>();
        services.AddScoped<IKeptData, SurveyKept>();
        services.AddScoped<ITimerHandler, SurveyTimer>();
        services.AddScoped<ITimerHandler, SurveyForget>();
        services.AddSingleton<SurveyWords>();
        return services.AddSingleton(new NavItem(49, "/council/surveys", "问卷", Staff) { Group = NavGroup.Council });
    }

    public static void MapSurveys(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/surveys").WithTags("Surveys 问卷");
        var anybody = api.MapGroup("").AllowAnonymous().RequireRateLimiting(VoteLimit.Name);
        var desk = routes.MapGroup("/api/council/surveys").WithTags("Surveys 问卷").RequirePermission(Staff);
        var leads = routes.MapGroup("/api/council/surveys").WithTags("Surveys 问卷").RequirePermission(Permission.LeadCouncil);
        KeepSurvey.Map(leads);
        AnswerSurvey.Map(anybody, desk);
        ReadSurveys.Map(anybody, desk, routes.MapGroup("/council/surveys").RequirePermission(Permission.LeadCouncil));
    }
}

/// <summary>States and kinds of questionnaires in words. 问卷用语</summary>
public sealed class SurveyWords(IStringLocalizer T)
{
    public string State(SurveyState state, bool takesNow) =>
        state switch
        {
            SurveyState.Draft => T["草稿"],
            SurveyState.Open => takesNow ? T["正在填写"] : T["还没开始"],
            SurveyState.Closed => T["已截止，待公布"],
            _ => T["结果已公布"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(SurveyState state) =>
        state switch
        {
            SurveyState.Draft => "hold",
            SurveyState.Open => "doing",
            SurveyState.Closed => "check",
            _ => "done",
        };

    public string Kind(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Section => T["说明文字"],
            QuestionKind.Single => T["单选题"],
            QuestionKind.Multiple => T["多选题"],
            QuestionKind.Scale => T["量表题"],
            QuestionKind.Text => T["填空题"],
            _ => T["矩阵题"],
        };

    public string Audience(SurveyAudience audience) =>
        audience switch
        {
            SurveyAudience.Anybody => T["有链接的人都可以填"],
            SurveyAudience.Phone => T["手机号登录后填，一个手机号一份"],
            _ => T["本区域的认证住户填，一户一份"],
        };
}
