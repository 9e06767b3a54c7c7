using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Addresses;

/// <summary>Reads a free address and finds what of the registry it means, with the place of the building. 地址解析与定位</summary>
/// <remarks>By the registry's own data alone, inside the areas of the person who asks: no network.</remarks>
public sealed class FindAddress(Ledger ledger)
{
    /// <summary>Most buildings of one area that are looked through.</summary>
    private const int MostFound = 20;

    /// <param name="Parts">What was read.</param>
    /// <param name="Text">The parts, written the usual way.</param>
    /// <param name="IsSure">One building alone is meant.</param>
    public sealed record Answer(AddressParts Parts, string Text, bool IsSure, IReadOnlyList<Match> Matches);

    /// <param name="DwellingId">The door; null when none was named or none is on the books.</param>
    /// <param name="Lon">Of the building, WGS-84 degrees; null when not placed.</param>
    /// <param name="Lat">Of the building, WGS-84 degrees; null when not placed.</param>
    public sealed record Match(
        Guid BuildingId,
        Guid? DwellingId,
        string Title,
        string Address,
        string AreaCode,
        string AreaName,
        double? Lon,
        double? Lat
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/addresses",
                async (string? q, FindAddress feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(q, actor, ct));
                }
            )
            .WithSummary("地址解析与定位 · Read an address and find its place");

    /// <exception cref="InvalidInput">Nothing of it is an address.</exception>
    public async Task<Answer> Run(string? typed, Actor actor, CancellationToken ct)
    {
        var parts = AddressText.Read(typed);
        if (parts.IsEmpty)
            throw new InvalidInput("q", "registry.address-needed");
        var found = await Buildings(parts, actor, ct);
        var ids = found.Select(b => b.Id).ToList();
        var doors =
            parts.Room.Length == 0
                ? []
                : await ledger
                    .Db.Set<Dwelling>()
                    .Where(d => ids.Contains(d.BuildingId) && d.Room == parts.Room && d.ValidTo == null)
                    .Select(d => new
                    {
                        d.Id,
                        d.BuildingId,
                        d.Unit,
                    })
                    .ToListAsync(ct);
        return new Answer(
            parts,
            parts.Text,
            found.Count == 1,
            [
                .. found
                    .Take(MostFound)
                    .Select(b => new Match(
                        b.Id,
                        doors.Where(d => d.BuildingId == b.Id && (parts.Unit.Length == 0 || d.Unit == parts.Unit)).ToList() is [var door]
                            ? door.Id
                            : null,
                        EntryFace.Short(b),
                        b.Address,
                        b.AreaCode,
                        ledger.Areas.NameOf(b.AreaCode) ?? b.AreaCode,
                        b.Lon,
                        b.Lat
                    )),
            ]
        );
    }

    /// <summary>Asked of the tables by the columns that an index of theirs or the search knows; then by what people call it.</summary>
    private async Task<List<Building>> Buildings(AddressParts parts, Actor actor, CancellationToken ct)
    {
        var index = new BuildingIndex();
        var known = new Dictionary<Guid, Building>();
        var fold = AddressText.Fold(parts.Compound);
        foreach (var area in RegistryScope.Areas(actor))
        {
            var last = RegistryScope.LastIn(area);
            var rows = await ledger
                .Db.Set<Building>()
                .AsNoTracking()
                .Where(b => b.AreaCode.CompareTo(area) >= 0 && b.AreaCode.CompareTo(last) <= 0 && b.ValidTo == null)
                .Where(b =>
                    (parts.Road != "" && b.Road == parts.Road) || (fold != "" && (b.Compound.Contains(fold) || b.Aliases.Contains(fold)))
                )
                .OrderBy(b => b.Id)
                .Take(2_000)
                .ToListAsync(ct);
            foreach (var b in rows)
            {
                known[b.Id] = b;
                index.Add(new KnownBuilding(b.Id, b.AreaCode, b.Road, b.DoorNo, b.Compound, b.BuildingNo, b.Aliases, b.Lon, b.Lat));
            }
        }
        return [.. index.Find(parts, null).Select(b => known[b.Id]).OrderBy(b => b.Address, StringComparer.Ordinal).ThenBy(b => b.Id)];
    }
}
