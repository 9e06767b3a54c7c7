using Gezhi.Cases.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Integrity;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.Mornings;
using Gezhi.Indicators.OpenData;
using Gezhi.Indicators.Reading;
using Gezhi.Indicators.Reports;
using Gezhi.Indicators.Response;
using Gezhi.Indicators.Rollups;
using Gezhi.Indicators.Wall;
using Gezhi.Indicators.WhatIf;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Indicators;

/// <summary>Figures: what they mean, their roll-ups, frozen months, the cases behind them. 指标模块</summary>
public static class IndicatorsModule
{
    /// <summary>Who reads figures: whoever works at the centre or supervises.</summary>
    public static readonly Permission[] Readers = [Permission.File, Permission.Dispatch, Permission.Check, Permission.Supervise];

    public static IServiceCollection AddIndicators(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddSingleton(FigureList.Product);
        services.AddSingleton<FigureSettings>();
        services.AddSingleton<TallyMemory>();
        services.AddScoped<ReadFigures>();
        services.AddScoped<ReadBehind>();
        services.AddScoped<ReadMonths>();
        services.AddScoped<FreezeMonths>();
        services.AddScoped(p => new Contract.AccountMonths(
            p.GetRequiredService<Platform.Data.GezhiDb>(),
            p.GetRequiredService<CaseHistories>(),
            p.GetRequiredService<FigureSettings>()
        ));
        services.AddScoped<FrozenFigures>();
        services.AddScoped<Attention>();
        services.AddScoped<CentreShares>();
        services.AddScoped<ReadDoneShares>(provider => provider.GetRequiredService<CentreShares>().Run);
        services.AddSingleton<ResponseMemory>();
        services.AddScoped<ReadResponse>();
        services.AddScoped<ReadPassed>();
        services.AddScoped<ResponseWords>();
        services.AddScoped<ReadReport>();
        services.AddScoped<KeepReports>();
        services.AddScoped<SubscribeReports>();
        services.AddSingleton(new MyPart(10, typeof(MySubscriptions)));
        services.AddScoped<DrawMornings>();
        services.AddScoped<ReadMornings>();
        services.AddScoped(p => new MorningFill(p.GetRequiredService<DrawMornings>()));
        services.AddScoped<LookAtMorning>();
        services.AddScoped<MorningWords>();
        services.AddScoped<ReadMorningPlaces>(provider => provider.GetRequiredService<ReadMornings>().Mine);
        services.AddLoop<MorningLoop>();
        services.AddScoped<Desk.ReadDesk>();
        services.AddSingleton(new NavItem(11, "/community", "社区工作台", Permission.Supervise) { Group = NavGroup.FollowUp });
        services.AddScoped<KeepTopics>();
        services.AddScoped<ReportWords>();
        services.AddScoped<ReportFile>();
        services.AddScoped<NameReport>();
        services.AddSingleton<OpenSettings>();
        services.AddScoped<KeepOpenData>();
        services.AddScoped<ReadOpenData>();
        services.AddSingleton(provider => new ClosingGoal(provider.GetRequiredService<FigureSettings>().Goal));
        services.AddScoped<ReadLive>();
        services.AddScoped<ReadWall>();
        services.AddScoped<WallWords>();
        services.AddScoped<ShowWall>();
        services.AddSingleton<WallMemory>();
        services.AddLoop<RollupLoop>();
        services.AddSingleton(new NavItem(12, "/wall", "大屏", Readers) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(13, "/leader", "概览", Permission.Supervise) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(42, "/statistics", "统计", Readers) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(43, "/reports", "报表", Readers) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(43, "/response", "响应分析", Readers) { Group = NavGroup.FollowUp });
        services.AddScoped<KeepScenario>();
        services.AddScoped<RunScenario>();
        services.AddScoped<ExportRun>();
        services.AddLoop<ScenarioRunner>();
        services.AddScoped<TellConcerned>();
        services.AddScoped<FindSigns>();
        services.AddScoped<JudgeFinding>();
        services.AddScoped<AnswerFinding>();
        services.AddScoped(p => new ScenarioFill(p.GetRequiredService<GezhiDb>()));
        services.AddScoped(p => new ConfirmedFindings(p.GetRequiredService<GezhiDb>()));
        services.AddSingleton(TellConcerned.Notice);
        services.AddLoop<NightlySearch>();
        services.AddSingleton(new NavItem(53, "/what-if", "推演", KeepScenario.Players) { Group = NavGroup.Rules });
        services.AddSingleton(new NavItem(48, "/integrity", "诚信", Permission.JudgeIntegrity) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(49, "/integrity/mine", "线索说明", Permission.Handle) { Group = NavGroup.FollowUp });
        return services;
    }

    public static IEndpointRouteBuilder MapIndicators(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/indicators").WithTags("Indicators 指标").RequirePermission(Readers);
        ReadFigures.Map(api);
        ReadResponse.Map(api);
        ReadReport.Map(api);
        KeepReports.Map(api);
        SubscribeReports.Map(api);
        ReadMornings.Map(api);
        LookAtMorning.Map(routes.MapGroup("/api/mornings").WithTags("Mornings 今早五处").RequirePermission(Permission.SolveOnSpot));
        KeepTopics.Map(api);
        KeepOpenData.Map(api);
        KeepOpenData.MapFiles(routes.MapGroup("/reports"));
        ReadOpenData.Map(routes);
        ReportFile.Map(routes.MapGroup("/reports").RequirePermission(Readers));
        ReadLive.Map(api);
        WallEndpoints.Map(routes.MapGroup("/wall").RequirePermission(Readers));
        ReadBehind.Map(api, routes.MapGroup("/indicators").RequirePermission(Readers));
        var whatIf = routes.MapGroup("/api/what-if").WithTags("What-if 推演").RequirePermission(KeepScenario.Players);
        KeepScenario.Map(whatIf);
        RunScenario.Map(whatIf);
        ExportRun.Map(routes.MapGroup("/what-if").RequirePermission(KeepScenario.Players));
        var integrity = routes.MapGroup("/api/integrity").WithTags("Integrity 诚信");
        FindSigns.Map(integrity.MapGroup("").RequirePermission(Permission.JudgeIntegrity));
        JudgeFinding.Map(integrity.MapGroup("").RequirePermission(Permission.JudgeIntegrity));
        AnswerFinding.Map(integrity.MapGroup("").RequirePermission(Permission.Handle));
        return routes;
    }
}
