using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Licensing;

/// <summary>Notes the permits of an organisation and takes them off again. 登记证照</summary>
public sealed class KeepLicences(Ledger ledger)
{
    public const int MostOfOne = 30;

    /// <param name="Name">e.g. 食品经营许可证.</param>
    /// <param name="No">证照编号.</param>
    /// <param name="UntilOn">Last local day; null when it has no end.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string Name,
        [property: Longest(40)] string? No = null,
        DateOnly? UntilOn = null
    );

    /// <param name="IsOver">Its last day is over.</param>
    public sealed record View(Guid Id, string Name, string No, DateOnly? UntilOn, bool IsOver);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/organisations/{id:guid}/licences",
                async (Guid id, Command command, KeepLicences feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Add(id, command, actor, ct)))
            )
            .WithSummary("登记证照 · Add a licence");
        api.MapDelete(
                "/organisations/{id:guid}/licences/{licenceId:guid}",
                async (Guid id, Guid licenceId, KeepLicences feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Remove(id, licenceId, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("去掉证照 · Take a licence off");
    }

    /// <exception cref="RuleViolation"><c>registry.already-there</c>.</exception>
    public async Task<Guid> Add(Guid organisationId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var organisation = await ledger.ToFill<Organisation>(organisationId, actor, ct);
        var (name, no) = (PlainText.CleanLine(command.Name), PlainText.CleanLine(command.No));
        var known = await ledger.Db.Set<Licence>().Where(l => l.OrganisationId == organisationId).ToListAsync(ct);
        if (known.Count >= MostOfOne || known.Exists(l => l.Name == name && l.No == no))
            throw new RuleViolation("registry.already-there", name);
        var licence = new Licence
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            OrganisationId = organisation.Id,
            Name = name,
            No = no,
            UntilOn = command.UntilOn,
        };
        ledger.Db.Add(licence);
        Told(organisation, name, actor);
        await ledger.Save(ct);
        return licence.Id;
    }

    public async Task Remove(Guid organisationId, Guid licenceId, Actor actor, CancellationToken ct)
    {
        var organisation = await ledger.ToFill<Organisation>(organisationId, actor, ct);
        var licence =
            await ledger.Db.Set<Licence>().FirstOrDefaultAsync(l => l.Id == licenceId && l.OrganisationId == organisationId, ct)
            ?? throw new NotFound("licence");
        ledger.Db.Remove(licence);
        Told(organisation, licence.Name, actor);
        await ledger.Save(ct);
    }

    /// <summary>Of an organisation that the caller has found for the reader; what ends first comes first.</summary>
    public async Task<IReadOnlyList<View>> Of(Guid organisationId, CancellationToken ct)
    {
        var today = ledger.Today;
        return
        [
            .. (await ledger.Db.Set<Licence>().AsNoTracking().Where(l => l.OrganisationId == organisationId).ToListAsync(ct))
                .OrderBy(l => l.UntilOn ?? DateOnly.MaxValue)
                .ThenBy(l => l.Name, StringComparer.Ordinal)
                .ThenBy(l => l.Id)
                .Select(l => new View(l.Id, l.Name, l.No, l.UntilOn, l.UntilOn < today)),
        ];
    }

    private void Told(Organisation organisation, string name, Actor actor)
    {
        ledger.Tell(organisation.Id, ChangeKind.Mended, name, actor);
        ledger.Db.Audit(actor, "registry.licence", organisation.Id, name, ledger.Now);
    }
}
