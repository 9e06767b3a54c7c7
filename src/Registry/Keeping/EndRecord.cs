using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Homes;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>A record is no longer so: pulled down, closed, moved away. It leaves the search and keeps its history. 停用</summary>
public sealed class EndRecord(Ledger ledger, HomeClock times)
{
    /// <param name="Reason">Why; no names of people.</param>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Command([property: Needed] RecordKind? Kind, [property: Needed, Longest(60)] string Reason, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/records/{id:guid}/end",
                async (Guid id, Command command, EndRecord feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(id, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("停用 · End a record");

    /// <exception cref="RuleViolation"><c>registry.not-empty</c>: something in force still hangs on it.</exception>
    public async Task Run(Guid id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var record = await ledger.ToKeep(command.Kind!.Value, id, command.Version, actor, ct);
        if (await HasWithin(record, ct))
            throw new RuleViolation("registry.not-empty");
        record.ValidTo = ledger.Today;
        if (record is Person)
            foreach (var member in await ledger.Db.Set<HouseholdMember>().Where(m => m.PersonId == id && m.ValidTo == null).ToListAsync(ct))
                member.ValidTo = ledger.Today;
        if (record is Dwelling)
            await EndHomes(id, actor, ct);
        await ledger.Put(record, new EntryFace("", "", []), ChangeKind.Ended, PlainText.CleanLine(command.Reason), actor, ct);
        await ledger.Save(ct);
    }

    /// <summary>Who was confirmed behind a door that is no more is confirmed nowhere.</summary>
    private async Task EndHomes(Guid dwellingId, Actor actor, CancellationToken ct)
    {
        foreach (var home in await ledger.Db.Set<Home>().Where(h => h.DwellingId == dwellingId && h.LivingOf != null).ToListAsync(ct))
        {
            home.End(HomeEnd.DwellingEnded, null, ledger.Now);
            times.ForgetLater(home, ledger.Now);
            ledger.Db.Audit(actor, "home.ended", home.Id, nameof(HomeEnd.DwellingEnded), ledger.Now);
        }
    }

    private async Task<bool> HasWithin(RegistryRecord record, CancellationToken ct)
    {
        var (db, id) = (ledger.Db, record.Id);
        return record switch
        {
            Building => await db.Set<Dwelling>().AnyAsync(r => r.BuildingId == id && r.ValidTo == null, ct)
                || await db.Set<Place>().AnyAsync(r => r.BuildingId == id && r.ValidTo == null, ct)
                || await db.Set<Organisation>().AnyAsync(r => r.BuildingId == id && r.ValidTo == null, ct),
            Dwelling => await db.Set<Household>().AnyAsync(r => r.DwellingId == id && r.ValidTo == null, ct),
            Household => await db.Set<Person>().AnyAsync(r => r.HouseholdId == id && r.ValidTo == null, ct),
            Place => await db.Set<Place>().AnyAsync(r => r.MarketId == id && r.ValidTo == null, ct),
            Organisation => await db.Set<Place>().AnyAsync(r => r.OrganisationId == id && r.ValidTo == null, ct),
            _ => false,
        };
    }
}
