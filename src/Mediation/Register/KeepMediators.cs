using Gezhi.Identity.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Register;

/// <summary>The register of mediators: who of a committee mediates, and who heads it. 调解员名册</summary>
/// <remarks>Whoever keeps it opens no dossier by it: a line counts only with a post as mediator of that committee, and posts are given by others.</remarks>
public sealed class KeepMediators(GezhiDb db, DisputeDesk desk, UnitDirectory units, Staffing staffing)
{
    /// <param name="Committee">Unit code.</param>
    /// <param name="MostOpen">Open disputes above which a warning stands beside the name.</param>
    /// <param name="Version">The version the person saw; null for a new line.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Committee,
        Guid AccountId,
        bool IsHead = false,
        [property: Between(1, 200)] int MostOpen = 15,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Ending([property: Needed, Longest(60)] string Committee, Guid AccountId, int? Version = null);

    /// <param name="Version">Null: not in the register.</param>
    public sealed record Line(
        string Committee,
        string CommitteeName,
        Guid AccountId,
        string Name,
        string Title,
        bool IsHead,
        int MostOpen,
        int? Version
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mediators", (KeepMediators feature, Actor actor, CancellationToken ct) => feature.All(actor, ct))
            .WithSummary("调解员名册 · Posts of mediators in own areas and who of them is in the register");
        api.MapPost(
                "/mediators",
                (Command command, KeepMediators feature, Actor actor, CancellationToken ct) => feature.Save(command, actor, ct)
            )
            .WithSummary("登记调解员 · Put a mediator into the register, or change the line");
        api.MapPost(
                "/mediators/end",
                (Ending command, KeepMediators feature, Actor actor, CancellationToken ct) => feature.End(command, actor, ct)
            )
            .WithSummary("移出名册 · Take a mediator out of the register; every dossier is closed to that person at once");
    }

    /// <summary>In the order of committees and names.</summary>
    public async Task<IReadOnlyList<Line>> All(Actor actor, CancellationToken ct)
    {
        var lines = new List<Line>();
        foreach (var unit in (await units.Active(ct)).Where(u => u.Kind == UnitKind.Partner && Keeps(actor, u)))
        {
            var known = await db.Set<Mediator>()
                .AsNoTracking()
                .Where(m => m.CommitteeCode == unit.Code && m.EndedAt == null)
                .ToListAsync(ct);
            foreach (var post in (await staffing.PostsOf(unit.Code, ct)).Where(p => p.Role == Role.Mediator).DistinctBy(p => p.AccountId))
            {
                var line = known.Find(m => m.AccountId == post.AccountId);
                lines.Add(
                    new Line(
                        unit.Code,
                        unit.Name(System.Globalization.CultureInfo.CurrentUICulture),
                        post.AccountId,
                        post.Name,
                        post.Title,
                        line?.IsHead == true,
                        line?.MostOpen ?? 15,
                        line?.Version
                    )
                );
            }
        }
        return [.. lines.OrderBy(l => l.Committee, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal)];
    }

    /// <exception cref="RuleViolation"><c>mediation.not-posted</c>: no post as mediator of this committee.</exception>
    public async Task<Line> Save(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var unit = await Kept(command.Committee, actor, ct);
        var post =
            (await staffing.PostsOf(unit.Code, ct)).Find(p => p.Role == Role.Mediator && p.AccountId == command.AccountId)
            ?? throw new RuleViolation("mediation.not-posted");
        var line = await db.Set<Mediator>().FirstOrDefaultAsync(m => m.CommitteeCode == unit.Code && m.AccountId == command.AccountId, ct);
        if (command.Version is { } seen && seen != line?.Version)
            throw new StaleVersion(line?.Version);
        if (line is null)
            db.Add(
                line = new Mediator
                {
                    DistrictId = db.DistrictId,
                    CommitteeCode = unit.Code,
                    AccountId = command.AccountId,
                    SinceAt = desk.Now,
                }
            );
        (line.IsHead, line.MostOpen, line.EndedAt) = (command.IsHead, command.MostOpen, null);
        db.Audit(actor, "mediation.registered", command.AccountId, unit.Code, desk.Now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion();
        }
        return new Line(unit.Code, unit.NameZh, post.AccountId, post.Name, post.Title, line.IsHead, line.MostOpen, line.Version);
    }

    public async Task End(Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var unit = await Kept(command.Committee, actor, ct);
        var line =
            await db.Set<Mediator>()
                .FirstOrDefaultAsync(m => m.CommitteeCode == unit.Code && m.AccountId == command.AccountId && m.EndedAt == null, ct)
            ?? throw new NotFound("mediator");
        if (command.Version is { } seen && seen != line.Version)
            throw new StaleVersion(line.Version);
        (line.EndedAt, line.IsHead) = (desk.Now, false);
        db.Audit(actor, "mediation.unregistered", command.AccountId, unit.Code, desk.Now);
        await db.Save(ct);
    }

    private async Task<UnitView> Kept(string code, Actor actor, CancellationToken ct) =>
        await units.Find(code, ct) is { IsActive: true, Kind: UnitKind.Partner } unit && Keeps(actor, unit)
            ? unit
            : throw new NotFound("committee");

    private static bool Keeps(Actor actor, UnitView unit) => actor.PostFor(Permission.KeepStaffing, unit.AreaCode) is not null;
}
