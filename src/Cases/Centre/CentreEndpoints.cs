using Gezhi.Cases.CasePages;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>What the centre's page fetches by itself: the stream, changed rows, points of the map. 中心页接口</summary>
internal static class CentreEndpoints
{
    private const int MostRows = 50;
    private const int MostPoints = 5000;

    public static void Map(IEndpointRouteBuilder centre)
    {
        centre.MapGet("/live", Live).ExcludeFromDescription();
        centre.MapGet("/rows", Rows).ExcludeFromDescription();
        centre.MapGet("/map.json", Points).ExcludeFromDescription();
    }

    private static ServerSentEventsResult<string> Live(long? after, LiveFeed feed, GezhiDb db, SessionWatch session, HttpContext http)
    {
        var last = long.TryParse(http.Request.Headers["Last-Event-ID"], out var seen) ? seen : after;
        return TypedResults.ServerSentEvents(feed.Read(db, last, ct => session.Present(http, ct), http.RequestAborted));
    }

    /// <summary>Rows that still belong to the tab, with fresh counts; whoever is not answered leaves the list.</summary>
    private static RazorComponentResult Rows(string? ids, HttpContext http) =>
        new(
            typeof(QueueChanges),
            new Dictionary<string, object?>
            {
                [nameof(QueueChanges.Ids)] = (ids ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Take(MostRows)
                    .Select(id => Guid.TryParse(id, out var caseId) ? caseId : Guid.Empty)
                    .ToList(),
                [nameof(QueueChanges.View)] = QueueView.Read(http.Request.Query),
            }
        );

    /// <param name="Late">Over time.</param>
    /// <param name="Warn">80 % of the time is used.</param>
    internal sealed record Point(Guid Id, double Lon, double Lat, string Area, string Title, bool Late, bool Warn);

    internal sealed record OnMap(IReadOnlyList<Point> Cases);

    private static async Task<Ok<OnMap>> Points(CaseDesk desk, Actor actor, HttpContext http, CancellationToken ct)
    {
        var now = desk.Now;
        var lines = await desk
            .Db.Cases.AsNoTracking()
            .VisibleTo(actor, desk.Db)
            .Where(c => CaseFlow.OpenStates.Contains(c.State) && c.Lon != null && c.Lat != null)
            .OrderByDescending(c => c.IsUrgent)
            .ThenBy(c => c.StageDueAt)
            .Take(MostPoints)
            .Select(CaseLine.From)
            .ToListAsync(ct);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Ok(
            new OnMap(
                lines.ConvertAll(c => new Point(
                    c.Id,
                    c.Lon!.Value,
                    c.Lat!.Value,
                    c.AreaCode,
                    c.Title,
                    c.IsLate(now),
                    c.BarClass(now) == "w"
                ))
            )
        );
    }
}
