using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Live;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Emergencies;

/// <summary>Alarm, muster, plan, reports upward, all-clear, review. 应急</summary>
public static class EmergencyFace
{
    public static IServiceCollection AddEmergencies(this IServiceCollection services)
    {
        services.AddSingleton<EmergencyLimits>();
        services.AddSingleton<EmergencyWords>();
        services.AddScoped<EmergencyDesk>();
        services.AddScoped<AlarmRound>();
        services.AddScoped<RaiseAlarm>();
        services.AddScoped<AnswerAlarm>();
        services.AddScoped<GuideEmergency>();
        services.AddScoped<EndEmergency>();
        services.AddScoped<ReportUpward>();
        services.AddScoped<ReviewEmergency>();
        services.AddScoped<ReadEmergency>();
        services.AddScoped<EmergencyPost>();
        services.AddScoped<OpenMatters>();
        services.AddLoop<PlaceSweep>();
        services.AddScoped<ITimerHandler, RemindCalled>();
        services.AddScoped<ITimerHandler, FlashLimit>();
        services.AddSingleton<IEventHandler, TellCalled>();
        return services.AddSingleton(new NavItem(55, "/emergency", "应急", Permission.RaiseAlarm));
    }

    public static void MapEmergencies(this IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        var emergencies = api.MapGroup("/emergencies").RequireStaff();
        RaiseAlarm.Map(emergencies);
        AnswerAlarm.Map(emergencies);
        GuideEmergency.Map(emergencies);
        EndEmergency.Map(emergencies);
        ReportUpward.Map(emergencies);
        ReviewEmergency.Map(emergencies);
        ReadEmergency.Map(emergencies);
        var page = routes.MapGroup("/emergency").RequireStaff();
        page.MapGet("/live", Live).ExcludeFromDescription();
        page.MapGet("/mine", Mine).ExcludeFromDescription();
    }

    /// <summary>
    /// Emergencies that the reader may open, wherever the posts lie (who is called from elsewhere hears it as well), and messages to the reader,
    /// in the order of the feed; hello and beats as they come.
    /// </summary>
    private static ServerSentEventsResult<string> Live(
        long? after,
        LiveFeed feed,
        EmergencyDesk desk,
        SessionWatch session,
        HttpContext http
    )
    {
        var last = long.TryParse(http.Request.Headers["Last-Event-ID"], out var seen) ? seen : after;
        Actor? reader = null;
        var all = feed.Read(desk.Db, last, async ct => reader = await session.Present(http, ct), http.RequestAborted, EmergencyMoved.Kind);
        return TypedResults.ServerSentEvents(
            OfEmergencies(
                all,
                async (id, ct) => reader is { } now && await desk.VisibleTo(now).AnyAsync(e => e.Id == id, ct),
                http.RequestAborted
            )
        );
    }

    private static async IAsyncEnumerable<SseItem<string>> OfEmergencies(
        IAsyncEnumerable<SseItem<string>> all,
        Func<Guid, CancellationToken, Task<bool>> mayOpen,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var item in all.WithCancellation(ct))
        {
            if (item.EventType != "moved")
                yield return item;
            else if (JsonSerializer.Deserialize<FeedItem>(item.Data, JsonSerializerOptions.Web) is not { } moved)
                continue;
            else if (moved.Kind == LiveFeed.ToPerson) // the feed gives a person only the own ones
                yield return new SseItem<string>(item.Data, "told") { EventId = item.EventId };
            else if (moved.Kind == EmergencyMoved.Kind && await mayOpen(moved.Id, ct))
                yield return item;
        }
    }

    /// <param name="Words">What the banner says, in the reader's language.</param>
    /// <param name="Open">What the button says.</param>
    /// <param name="Task">The group the person is called to; null when unknown.</param>
    /// <param name="Steps">What that group has to do, as far as nobody has done it.</param>
    internal sealed record Ringing(
        Guid Id,
        string Words,
        string Open,
        bool IsDrill,
        string? Task,
        bool IsLead,
        IReadOnlyList<string> Steps
    );

    /// <summary>Alarms that wait for this person's answer: the second net for whoever lost the stream.</summary>
    private static async Task<Ok<List<Ringing>>> Mine(
        ReadEmergency read,
        EmergencyWords words,
        TimeWords times,
        AreaWords areas,
        IStringLocalizer T,
        Actor actor,
        HttpContext http,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        var waiting = await read.Waiting(actor, ct);
        var parts = await read.PartsOf([.. waiting.Select(e => e.Id)], actor, ct);
        return TypedResults.Ok(
            waiting
                .Select(e => new Ringing(
                    e.Id,
                    T[
                        "{0}{1} · {2} · {3} 拉响",
                        e.IsDrill ? T["【演练】"] : "",
                        words.Kind(e.Kind),
                        areas.Where(e.AreaCode, e.PlaceText),
                        times.At(e.RaisedAt, e.RaisedAt)
                    ],
                    T["去应召"],
                    e.IsDrill,
                    parts.GetValueOrDefault(e.Id) is { } part ? words.Task(part.Task) : null,
                    parts.GetValueOrDefault(e.Id)?.IsLead == true,
                    parts.GetValueOrDefault(e.Id)?.Steps ?? []
                ))
                .ToList()
        );
    }
}
