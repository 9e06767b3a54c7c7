using Gezhi.Grids.Staffing;
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

namespace Gezhi.Grids.Party;

/// <summary>Writes down a party organisation beside its area, or ends it. 登记党组织</summary>
public sealed class KeepPartyOrg(GezhiDb db, StaffAreas areas, TimeProvider clock)
{
    /// <param name="KindCode">One of the district's kinds.</param>
    /// <param name="SecretaryName">Empty while nobody leads it.</param>
    /// <param name="Members">A number, no list.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string KindCode,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed, Longest(40)] string Name,
        [property: Longest(20)] string? SecretaryName = null,
        [property: Between(0, 100000)] int? Members = null,
        DateOnly? ValidFrom = null
    );

    /// <param name="SecretaryName">Empty while nobody leads it.</param>
    /// <param name="Members">A number, no list; null when not told.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Amendment(
        [property: Longest(20)] string? SecretaryName = null,
        [property: Between(0, 100000)] int? Members = null,
        int? Version = null
    );

    /// <param name="Version">The new one.</param>
    public sealed record Amended(int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var orgs = routes.MapGroup("/api/party/organisations").WithTags("Grids 网格").RequirePermission(Permission.KeepStaffing);
        orgs.MapPost(
                "",
                async (Command command, KeepPartyOrg feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("登记党组织 · Enter a party organisation");
        orgs.MapPost(
                "/{orgId:guid}/amendments",
                async (Guid orgId, Amendment command, KeepPartyOrg feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Amended(await feature.Amend(orgId, command, actor, ct)))
            )
            .WithSummary("变更党组织 · Another head or number of members");
        orgs.MapPost(
                "/{orgId:guid}/end",
                async (Guid orgId, KeepPartyOrg feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(orgId, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("撤销党组织 · End a party organisation");
    }

    /// <exception cref="RuleViolation"><c>party.twice</c>: the area has one of this name; <c>party.level</c>: the kind belongs to another level.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        var org = await Make(command, actor, ct);
        db.Add(org);
        db.Audit(actor, "party.kept", org.Id, $"{org.KindCode} {org.AreaCode}", clock.UtcNow);
        await db.Save(ct);
        return org.Id;
    }

    /// <summary>The organisation as it would be kept, looked through like <see cref="Run"/> does; keeps nothing.</summary>
    internal async Task<PartyOrg> Make(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId || !await areas.Stands(area, ct))
            throw new InvalidInput(nameof(command.AreaCode), "seat.no-area");
        actor.Require(Permission.KeepStaffing, area.Value);
        var kind =
            (await db.KindsOfParty(ct)).FirstOrDefault(k => k.Code == command.KindCode)
            ?? throw new InvalidInput(nameof(command.KindCode), "party.no-kind");
        if (!Fits(kind.Step, area.Level))
            throw new RuleViolation("party.level");
        var (name, now) = (PlainText.CleanLine(command.Name), clock.UtcNow);
        if (await db.PartyOrgsBelow(area.Value, areas.Today).AnyAsync(o => o.AreaCode == area.Value && o.Name == name, ct))
            throw new RuleViolation("party.twice");
        return new PartyOrg
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            KindCode = kind.Code,
            Step = kind.Step,
            AreaCode = area.Value,
            ParentId = await Parent(kind.Step, area, ct),
            Name = name,
            SecretaryName = PlainText.CleanLine(command.SecretaryName),
            Members = command.Members,
            ValidFrom = command.ValidFrom ?? areas.Today,
        };
    }

    /// <summary>Another head, or another number of members; who led it before stands in the audit trail.</summary>
    /// <returns>Version after it.</returns>
    public async Task<int> Amend(Guid orgId, Amendment command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var org = await Own(orgId, actor, ct);
        if (command.Version is { } seen && seen != org.Version)
            throw new StaleVersion(org.Version);
        var before = org.SecretaryName;
        (org.SecretaryName, org.Members) = (PlainText.CleanLine(command.SecretaryName), command.Members);
        db.Audit(
            actor,
            "party.amended",
            org.Id,
            before == org.SecretaryName
                ? $"{org.KindCode} {org.AreaCode}"
                : $"{org.KindCode} {org.AreaCode} {before} → {org.SecretaryName}",
            clock.UtcNow
        );
        await db.Save(ct);
        return org.Version;
    }

    /// <summary>An organisation that stands and that the actor keeps.</summary>
    private async Task<PartyOrg> Own(Guid orgId, Actor actor, CancellationToken ct)
    {
        var today = areas.Today;
        var org =
            await db.PartyOrgs.FirstOrDefaultAsync(o => o.Id == orgId && (o.ValidTo == null || o.ValidTo > today), ct)
            ?? throw new NotFound("party organisation");
        return actor.PostFor(Permission.KeepStaffing, org.AreaCode) is not null ? org : throw new NotFound("party organisation");
    }

    /// <exception cref="RuleViolation"><c>party.has-contacts</c>: members of the group still keep contact with households.</exception>
    public async Task End(Guid orgId, Actor actor, CancellationToken ct)
    {
        var org = await Own(orgId, actor, ct);
        if (await db.PartyContacts.AnyAsync(c => c.OrgId == orgId && c.ValidTo == null, ct))
            throw new RuleViolation("party.has-contacts");
        org.ValidTo = areas.Today > org.ValidFrom ? areas.Today : org.ValidFrom;
        db.Audit(actor, "party.ended", org.Id, $"{org.KindCode} {org.AreaCode}", clock.UtcNow);
        await db.Save(ct);
    }

    /// <summary>The chain follows the tree: committee at the street, branch at the grid, group at the micro-grid; partners and teams stand anywhere.</summary>
    public static bool Fits(PartyStep step, AreaLevel level) =>
        step switch
        {
            PartyStep.Committee => level is AreaLevel.District or AreaLevel.Street,
            PartyStep.Community => level == AreaLevel.Community,
            PartyStep.Branch => level == AreaLevel.Grid,
            PartyStep.Group => level == AreaLevel.MicroGrid,
            _ => true,
        };

    /// <summary>The organisation one step up in an area around this one; null where the chain has a hole.</summary>
    private async Task<Guid?> Parent(PartyStep step, AreaCode area, CancellationToken ct)
    {
        if (step is PartyStep.Committee or > PartyStep.Group)
            return null;
        var (above, around, today) = (step - 1, area.Path.Select(a => a.Value).ToList(), areas.Today);
        return await db
            .PartyOrgs.Where(o => o.Step == above && around.Contains(o.AreaCode) && (o.ValidTo == null || o.ValidTo > today))
            .OrderByDescending(o => o.AreaCode)
            .Select(o => (Guid?)o.Id)
            .FirstOrDefaultAsync(ct);
    }
}
