using Gezhi.Cases.Anchors;
using Gezhi.Cases.Answers;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Centre;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Checking;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Confirming;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Emergencies;
using Gezhi.Cases.Field;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Handling;
using Gezhi.Cases.Importing;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Outward;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Partners;
using Gezhi.Cases.Privacy;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Resident;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Searching;
using Gezhi.Cases.Units;
using Gezhi.Cases.Webhooks;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases;

/// <summary>Report → file → dispatch → handle → check → close → rate. 案件模块</summary>
public static class CasesModule
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddDeadlines();
        services.AddSingleton<Catalogues>();
        services.AddRules();
        services.AddSingleton<CaseNumbers>();
        services.AddSingleton<PublicWords>();
        services.AddSingleton<Timelines.RecordWords>();
        services.AddResident();
        services.AddField();
        services.AddUnits();
        services.AddEmergencies();
        services.AddChannels();
        services.AddJoining();
        services.AddAnchors();
        services.AddAnswers();
        services.AddRatings();
        services.AddPrivacy();
        services.AddScoped<IDeskList, DeskLists.CasesWithoutUnit>();
        services.AddScoped<IDeskList, DeskLists.OpenGaps>();
        services.AddScoped<IDeskList, DeskLists.WaitingApprovals>();
        services.AddScoped<IDeskList, DeskLists.HandIns>();
        services.AddScoped<IDeskList, DeskLists.OrdersToAnswer>();
        services.AddScoped<IDeskList, DeskLists.AppealsOfUnits>();
        services.AddScoped<IDeskList, DeskLists.RequestsAboutData>();
        services.AddScoped<IDeskList, DeskLists.ReviewsToAnswer>();
        services.AddScoped<IDeskList, DeskLists.CallsToMake>();
        services.AddScoped<IDeskList, DeskLists.ReportsWithoutWord>();
        services.AddWebhooks();
        services.AddScoped<CaseDesk>();
        services.AddScoped<ReportPlace>();
        services.AddScoped(GridTies.Of);
        services.AddSingleton<ImportReports>();
        services.AddLoop<ImportRunner>();
        services.AddLoop<ForgetCells>();
        services.AddLoop<WordsLoop>();
        services.AddScoped<KeepImports>();
        services.AddScoped<ReadImports>();
        services.AddScoped<ReturnedImport>();
        services.AddSingleton<ImportWords>();
        services.AddSingleton(new NavItem(26, "/centre/import", "导入", Permission.File) { Group = NavGroup.Intake });
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddLoop<ForgetPhones>();
        services.AddSingleton<IEventHandler, AutoPilot>();
        services.AddSingleton<ReporterTimes>();
        services.AddSingleton<TypedPhones>();
        services.AddSingleton<IEventHandler, TellReporters>();
        services.AddSingleton<IEventHandler, PushReporters>();
        services.AddSingleton<IEventHandler, Messages.SendOn>();
        services.AddSingleton<IEventHandler, Messages.DutyTold>();
        services.AddSingleton<IEventHandler, RecordHandover>();
        services.AddScoped<OutwardCases>();
        services.AddScoped<OutwardSteps>();
        services.AddScoped<OutwardPhotos>();
        services.AddScoped(p => new PublicCases(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<Catalogues>(),
            p.GetRequiredService<OutwardCases>(),
            p.GetRequiredService<OutwardSteps>(),
            p.GetRequiredService<OutwardPhotos>()
        ));
        services.AddScoped(p => new PlaceCases(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<Catalogues>(),
            p.GetRequiredService<CasePages.StaffWords>()
        ));
        services.AddScoped(p => new SourceWords(p.GetRequiredService<CaseDesk>()));
        services.AddScoped(p => new CaseHistories(
            p.GetRequiredService<GezhiDb>(),
            p.GetRequiredService<Deadlines.Timetables>(),
            p.GetRequiredService<Gezhi.Identity.Contract.UnitDirectory>(),
            p.GetRequiredService<Catalogues>(),
            p.GetRequiredService<CasePages.StaffWords>()
        ));
        services.AddScoped(p => new HazardCases(
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<CaseNumbers>(),
            p.GetRequiredService<CheckCase>()
        ));
        services.AddScoped(p => new EmergencyLog(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<Emergencies.EmergencyWords>()));
        services.AddScoped(p => new PlacePast(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<Catalogues>()));
        services.AddScoped(p => new PatrolFindings(p.GetRequiredService<GezhiDb>()));
        services.AddScoped(p => new PastWork(
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<Rules.Drafting.DraftDesk>(),
            p.GetRequiredService<Rules.Trying.ReplayGrounds>(),
            p.GetRequiredService<GroundUnits>()
        ));
        services.AddScoped(p => new WorkSigns(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<CaseDesk>()));
        services.AddScoped(p => new CaseNotes(p.GetRequiredService<RemarkCase>()));
        services.AddScoped(p => new ConferredCases(
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<CasePages.StaffWords>(),
            p.GetRequiredService<Gaps.DecideGap>(),
            p.GetRequiredService<CreateReport>()
        ));
        services.AddScoped(p => new CaseMatters(p.GetRequiredService<GezhiDb>()));
        services.AddScoped(p => new DoorReports(p.GetRequiredService<CaseDesk>(), p.GetRequiredService<CreateReport>()));
        services.AddScoped(p => new OpenWork(p.GetRequiredService<GezhiDb>(), p.GetRequiredService<GroundUnits>()));
        services.AddScoped(p => new LiveWork(
            p.GetRequiredService<CaseDesk>(),
            p.GetRequiredService<CasePages.StaffWords>(),
            p.GetRequiredService<CasePages.TimeWords>(),
            p.GetRequiredService<Emergencies.EmergencyWords>(),
            p.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer>()
        ));
        return services.AddCentre();
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Cases 案件");
        CreateReport.Map(api);
        WithdrawReport.Map(api);
        RateReport.Map(api);
        Supplement.Map(api);
        Privacy.PhotoConsents.MapOfReceipt(api);
        AlsoMe.Map(api);
        MyFollows.Map(api);
        ReadAnchors.Map(routes, api);
        ResidentFace.MapResident(routes, api);
        routes.MapPrivacy(api);
        SolveOnSpot.Map(api.MapGroup("").RequirePermission(Permission.SolveOnSpot));
        var cases = api.MapGroup("/cases");
        foreach (var (permission, map) in Commands)
            map(cases.MapGroup("").RequirePermission(permission));
        JoinMany.Map(api.MapGroup("").RequirePermission(Permission.File));
        KeepAnswers.Map(api.MapGroup("").RequirePermission(Permission.KeepAnswers));
        api.MapUnits();
        api.MapChannels();
        routes.MapRules(api);
        routes.MapDeadlines(api);
        routes.MapEmergencies(api);
        ReturnedImport.Map(routes.MapGroup("").RequirePermission(Permission.File));
        routes.MapRatings(api);
        routes.MapCentre(api);
        Messages.ReadInbox.Map(routes);
        api.MapWebhooks();
        return routes;
    }

    private static readonly Type[] Features =
    [
        typeof(CreateReport),
        typeof(WithdrawReport),
        typeof(RateReport),
        typeof(Supplement),
        typeof(OwnOpen),
        typeof(SolveOnSpot),
        typeof(SendToConfirm),
        typeof(ConfirmCase),
        typeof(FileCase),
        typeof(DeclineCase),
        typeof(TransferCase),
        typeof(JoinCase),
        typeof(DispatchCase),
        typeof(AcceptCase),
        typeof(SendBackCase),
        typeof(GoToCase),
        typeof(HandInCase),
        typeof(CheckCase),
        typeof(CloseCase),
        typeof(ReopenCase),
        typeof(RemarkCase),
        typeof(AnswerOrder),
        typeof(Appealing),
        typeof(ClimbCase),
        typeof(GiveTask),
        typeof(JointTasks),
        typeof(JointParts),
        typeof(AssistCase),
        typeof(CallPartner),
        typeof(AnswerCall),
        typeof(MyTask),
        typeof(AskApproval),
        typeof(DecideApproval),
    ];

    /// <summary>The permission stated once per group; the command itself looks at the area and the unit.</summary>
    private static readonly (Permission, Action<IEndpointRouteBuilder>)[] Commands =
    [
        (Permission.File, SendToConfirm.Map),
        (Permission.Confirm, ConfirmCase.Map),
        (Permission.File, FileCase.Map),
        (Permission.File, DeclineCase.Map),
        (Permission.File, TransferCase.Map),
        (Permission.File, JoinCase.Map),
        (Permission.Dispatch, DispatchCase.Map),
        (Permission.Dispatch, AssistCase.Map),
        (Permission.Handle, AcceptCase.Map),
        (Permission.Handle, SendBackCase.Map),
        (Permission.Handle, GoToCase.Map),
        (Permission.Handle, HandInCase.Map),
        (Permission.Check, CheckCase.Map),
        (Permission.Close, CloseCase.Map),
        (Permission.Reopen, ReopenCase.Map),
        (Permission.SeeCases, CallPartner.Map),
        (Permission.SeeCases, RemarkCase.Map),
        (Permission.SeeCases, AnswerOrder.Map),
        (Permission.SeeCases, Appealing.Map),
        (Permission.SeeCases, ClimbCase.Map),
        (Permission.Handle, JointTasks.Map),
        (Permission.Dispatch, JointTasks.MapRelease),
        (Permission.SeeCases, AskApproval.Map),
        (Permission.SeeCases, DecideApproval.Map),
    ];
}
