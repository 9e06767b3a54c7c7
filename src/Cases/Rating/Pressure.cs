using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Rating;

/// <summary>A reporter says that somebody asked for a good rating: a breach, told to those above the unit and never to the unit. 要好评线索</summary>
public sealed class Pressure : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public Guid ReportId { get; init; }

    /// <summary>Who asked, how; the reporter's words, may be empty.</summary>
    public string Words { get; init; } = "";

    /// <summary>The unit that led at that moment; null when none did.</summary>
    public string? UnitCode { get; init; }

    public DateTime At { get; init; }

    /// <summary>What was found and done; null until looked into.</summary>
    public string? Finding { get; private set; }

    public Guid? FoundBy { get; private set; }
    public DateTime? FoundAt { get; private set; }
    public int Version { get; set; } = 1;

    internal void Settle(string finding, Guid? by, DateTime now)
    {
        if (FoundAt is not null)
            throw new RuleViolation("pressure.settled");
        (Finding, FoundBy, FoundAt) = (finding, by, now);
    }
}

internal sealed class PressureTable : IEntityTypeConfiguration<Pressure>
{
    public void Configure(EntityTypeBuilder<Pressure> row)
    {
        row.ToTable("cases_pressure");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Words).HasMaxLength(2000);
        row.Property(p => p.UnitCode).HasMaxLength(32);
        row.Property(p => p.Finding).HasMaxLength(4000);
        row.HasIndex(p => new { p.DistrictId, p.ReportId }).IsUnique();
        row.HasIndex(p => new { p.DistrictId, p.FoundAt });
        row.HasOne<Case>().WithMany().HasForeignKey(p => new { p.DistrictId, p.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Takes in that somebody asked for a good rating, and keeps what came of it. 要好评线索登记</summary>
/// <remarks>
/// Read by shift leaders (by the place of the case) and by the security administrator, who decides over posts. Not on the timeline and not on the case
/// page: the unit reads those.
/// </remarks>
public sealed class TellPressure(CaseDesk desk)
{
    private const int Most = 200;

    /// <param name="Words">Who asked, when and how; may be left out.</param>
    public sealed record Command([property: Longest(500)] string? Words = null);

    /// <param name="Finding">What was found and done.</param>
    /// <param name="Version">As the person saw it.</param>
    public sealed record Settlement([property: Needed, Longest(1000)] string Finding, int? Version = null);

    /// <param name="Title">Null for the security administrator, who sees no cases.</param>
    public sealed record Row(Pressure Pressure, string? CaseNo, string? Title);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/receipts/{receiptNo}/pressure",
                async (string receiptNo, Command command, TellPressure feature, CancellationToken ct) =>
                {
                    await feature.Run(receiptNo, command, ct);
                    return TypedResults.NoContent();
                }
            )
            .AllowAnonymous()
            .WithSummary("有人要求我给好评 · Somebody asked me for a good rating")
            .RequireRateLimiting(Reporting.ReportLimit.Name);
        api.MapPost(
                "/pressures/{pressureId:guid}/settlement",
                async (Guid pressureId, Settlement command, TellPressure feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Settle(pressureId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .RequirePermission(Permission.Reopen, Permission.ManagePosts)
            .WithSummary("要好评线索 · What came of it");
    }

    /// <exception cref="RuleViolation"><c>pressure.too-early</c>: nothing has been done yet; <c>pressure.twice</c>.</exception>
    public async Task Run(string receiptNo, Command command, CancellationToken ct)
    {
        Input.Check(command);
        var report = await Reporting.Receipts.Find(desk.Db, receiptNo, ct);
        var subject = await desk.Db.Cases.AsNoTracking().FirstAsync(c => c.Id == report.CaseId, ct);
        if (subject.DispatchedAt is null)
            throw new RuleViolation("pressure.too-early");
        if (await desk.Db.Set<Pressure>().AnyAsync(p => p.ReportId == report.Id, ct))
            throw new RuleViolation("pressure.twice");
        var told = new Pressure
        {
            DistrictId = subject.DistrictId,
            Id = Ids.New(desk.Now),
            CaseId = subject.Id,
            ReportId = report.Id,
            Words = CaseDesk.Text(command.Words) ?? "",
            UnitCode = subject.LeadUnitCode,
            At = desk.Now,
        };
        desk.Db.Add(told);
        desk.Db.Audit(Actor.Anonymous(subject.DistrictId), "rating.pressure-told", told.Id, subject.LeadUnitCode ?? "", desk.Now);
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("pressure.twice");
        }
    }

    /// <exception cref="NotFound">Not there, or not for this person.</exception>
    public async Task Settle(Guid pressureId, Settlement command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var row = (await Visible(actor).FirstOrDefaultAsync(p => p.Id == pressureId, ct)) ?? throw new NotFound("pressure");
        if (command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        row.Settle(
            CaseDesk.Text(command.Finding) ?? throw new InvalidInput(nameof(command.Finding), "input.required"),
            actor.AccountId,
            desk.Now
        );
        desk.Db.Audit(actor, "rating.pressure-settled", row.Id, row.UnitCode ?? "", desk.Now);
        await desk.Db.Save(ct);
    }

    /// <summary>Open ones first, oldest first.</summary>
    public async Task<IReadOnlyList<Row>> Read(Actor actor, CancellationToken ct)
    {
        var seen = desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db);
        return await Visible(actor)
            .AsNoTracking()
            .OrderBy(p => p.FoundAt != null)
            .ThenBy(p => p.At)
            .Take(Most)
            .Select(p => new Row(
                p,
                desk.Db.Set<Case>().Where(c => c.Id == p.CaseId).Select(c => c.CaseNo).FirstOrDefault(),
                seen.Where(c => c.Id == p.CaseId).Select(c => c.Title).FirstOrDefault()
            ))
            .ToListAsync(ct);
    }

    /// <summary>By the place of the case for shift leaders, all of the district for the security administrator, nothing of the own unit.</summary>
    private IQueryable<Pressure> Visible(Actor actor)
    {
        List<string> own = [.. actor.Posts.Select(p => p.UnitCode).OfType<string>()];
        var all = desk.Db.Set<Pressure>().Where(p => p.UnitCode == null || !own.Contains(p.UnitCode));
        if (actor.Can(Permission.ManagePosts))
            return all;
        var leading = actor with { Posts = [.. actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.Reopen))] };
        var cases = desk.Db.Cases.VisibleTo(leading, desk.Db);
        return all.Where(p => cases.Any(c => c.Id == p.CaseId));
    }
}
