using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Council.Meetings;

/// <summary>Meetings, what is owed after them, standing groups. 会议</summary>
internal static class MeetingFace
{
    private static readonly Permission[] Readers = [Permission.HoldMeetings, Permission.Handle];

    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<MeetingScope>();
        services.AddScoped<CallMeeting>();
        services.AddScoped<ChangeMeeting>();
        services.AddScoped<AnswerMeeting>();
        services.AddScoped<WriteMinutes>();
        services.AddScoped<DoObligation>();
        services.AddScoped<KeepGroups>();
        services.AddScoped<KeepKinds>();
        services.AddScoped<ReadMeetings>();
        services.AddScoped<ShowFile>();
        services.AddSingleton<MeetingWords>();
        services.AddScoped<ITimerHandler, MeetingTimer>();
        services.AddScoped<ITimerHandler, ObligationTimer>();
        services.AddScoped<ReadCasePanel>(provider => (caseId, actor, ct) => OnCase(provider, caseId, actor, ct));
        services.AddScoped<ReadUnitPanel>(provider => (unitCodes, actor, ct) => OnWorklist(provider, unitCodes, actor, ct));
        return services.AddSingleton(new NavItem(45, "/meetings", "会议", Readers) { Group = NavGroup.Council });
    }

    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("/meetings").RequirePermission(Readers);
        ReadMeetings.Map(read);
        AnswerMeeting.Map(api.MapGroup("/meetings").RequirePermission(Permission.Handle));
        var held = api.MapGroup("/meetings").RequirePermission(Permission.HoldMeetings);
        CallMeeting.Map(held);
        ChangeMeeting.Map(held);
        WriteMinutes.Map(held);
        DoObligation.Map(api.MapGroup("/obligations").RequirePermission(Readers));
        var keep = api.MapGroup("").RequirePermission(Permission.HoldMeetings);
        KeepGroups.Map(keep);
        KeepKinds.Map(keep);
    }

    private static async Task<RenderFragment?> OnCase(IServiceProvider provider, Guid caseId, Actor actor, CancellationToken ct)
    {
        var reading = provider.GetRequiredService<ReadMeetings>();
        var owed = await reading.OfCase(caseId, actor, ct);
        var meetings = await reading.MeetingsOf(caseId, ct);
        var mayCall = actor.Can(Permission.HoldMeetings);
        return owed.Count == 0 && meetings.Count == 0 && !mayCall
            ? null
            : builder =>
            {
                builder.OpenComponent<CaseMeetings>(0);
                builder.AddAttribute(1, nameof(CaseMeetings.CaseId), caseId);
                builder.AddAttribute(2, nameof(CaseMeetings.Owed), owed);
                builder.AddAttribute(3, nameof(CaseMeetings.Meetings), meetings);
                builder.AddAttribute(4, nameof(CaseMeetings.MayCall), mayCall);
                builder.CloseComponent();
            };
    }

    private static async Task<RenderFragment?> OnWorklist(
        IServiceProvider provider,
        IReadOnlyList<string> unitCodes,
        Actor actor,
        CancellationToken ct
    )
    {
        var reading = provider.GetRequiredService<ReadMeetings>();
        var owed = await reading.OfUnits(unitCodes, actor, ct);
        var asked = await reading.Unanswered(unitCodes, ct);
        return owed.Count == 0 && asked.Count == 0
            ? null
            : builder =>
            {
                builder.OpenComponent<UnitMeetings>(0);
                builder.AddAttribute(1, nameof(UnitMeetings.Owed), owed);
                builder.AddAttribute(2, nameof(UnitMeetings.Asked), asked);
                builder.CloseComponent();
            };
    }
}
