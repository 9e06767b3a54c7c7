using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Viewing;

/// <summary>Alerts about unusual viewing, and what another person found. 核查查看异常</summary>
internal sealed class KeepAlerts(GezhiDb db, Staffing staffing, TimeProvider clock)
{
    private const int Shown = 100;

    /// <summary>The security and the audit administrator.</summary>
    internal static readonly Permission[] MaySee = [Permission.ManagePosts, Permission.ReadAudit];

    /// <param name="Note">What was found out, no personal data of residents.</param>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Command(
        [property: Needed] ViewingFinding? Finding,
        [property: Needed, Longest(200)] string Note,
        int? Version = null
    );

    /// <param name="Count">Fields, records or people.</param>
    /// <param name="Limit">What the count was held against.</param>
    /// <param name="MayClose">The reader is another person, and it is open.</param>
    public sealed record View(
        Guid Id,
        Guid AccountId,
        string Person,
        ViewingKind Kind,
        int Count,
        int Limit,
        DateTime FromAt,
        DateTime RaisedAt,
        DateTime LastAt,
        DateTime? ClosedAt,
        string ClosedBy,
        ViewingFinding? Finding,
        string Note,
        bool MayClose,
        int Version
    );

    public static void Map(IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/viewing-alerts").WithTags("Protection 保护").RequirePermission(MaySee);
        alerts
            .MapGet("", (KeepAlerts keep, Actor actor, CancellationToken ct) => keep.List(actor, ct))
            .WithSummary("查看异常告警 · Alerts about unusual viewing");
        alerts
            .MapPost(
                "/{alertId:guid}/finding",
                async (Guid alertId, Command command, KeepAlerts keep, Actor actor, CancellationToken ct) =>
                {
                    await keep.Close(alertId, command, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("核查查看异常 · Close an alert with a finding");
    }

    /// <summary>Open ones first, then the newest; never those about the reader.</summary>
    public async Task<IReadOnlyList<View>> List(Actor actor, CancellationToken ct)
    {
        Allowed(actor);
        var me = actor.AccountId;
        var rows = await db.Set<ViewingAlert>()
            .AsNoTracking()
            .Where(a => a.AccountId != me)
            .OrderBy(a => a.ClosedAt != null)
            .ThenByDescending(a => a.Id)
            .Take(Shown)
            .ToListAsync(ct);
        var names = await staffing.Names([.. rows.SelectMany(r => new[] { r.AccountId, r.ClosedBy }).OfType<Guid>().Distinct()], ct);
        return rows.ConvertAll(a => new View(
            a.Id,
            a.AccountId,
            names.GetValueOrDefault(a.AccountId, ""),
            a.Kind,
            a.Count,
            a.Limit,
            a.FromAt,
            a.RaisedAt,
            a.LastAt,
            a.ClosedAt,
            a.ClosedBy is { } by ? names.GetValueOrDefault(by, "") : "",
            a.Finding,
            a.Note,
            a.ClosedAt is null,
            a.Version
        ));
    }

    /// <exception cref="NotFound">Not there, or about the actor.</exception>
    /// <exception cref="RuleViolation"><c>viewing.closed</c>.</exception>
    public async Task Close(Guid alertId, Command command, Actor actor, CancellationToken ct)
    {
        Allowed(actor);
        Input.Check(command);
        var alert = await db.Set<ViewingAlert>().FirstOrDefaultAsync(a => a.Id == alertId, ct);
        if (alert is null || alert.AccountId == actor.AccountId)
            throw new NotFound("alert"); // nobody looks into their own
        if (command.Version is { } seen && seen != alert.Version)
            throw new StaleVersion(alert.Version);
        if (!Enum.IsDefined(command.Finding!.Value))
            throw new InvalidInput(nameof(command.Finding), "input.invalid");
        var now = clock.UtcNow;
        alert.Close(command.Finding.Value, PlainText.CleanLine(command.Note), actor.AccountId!.Value, now);
        db.Audit(actor, "viewing.closed", alert.AccountId, $"{alert.Kind} {alert.Finding} {alert.Note}", now);
        await db.Save(ct);
    }

    /// <summary>How many wait for a look: for the administrators' pages.</summary>
    public Task<int> Waiting(Actor actor, CancellationToken ct) =>
        db.Set<ViewingAlert>().CountAsync(a => a.ClosedAt == null && a.AccountId != actor.AccountId, ct);

    private static void Allowed(Actor actor)
    {
        if (!Array.Exists(MaySee, p => actor.Can(p)))
            throw new Forbidden(MaySee[0]);
    }
}
