using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>A matter at a place, for the page of the place. 本处诉求</summary>
/// <param name="At">UTC; when it was reported.</param>
/// <param name="Look">Kind of status for the pill.</param>
/// <param name="State">In the reader's words.</param>
public sealed record PlaceCase(Guid Id, string? CaseNo, string Title, DateTime At, string Look, string State, bool IsOpen);

/// <summary>Which matters were reported at a place: by its name or address in the words, or within a few metres. 本处诉求查询</summary>
/// <remarks>Only what the reader may see anyway. Disputes between people are left out: they are read in their own dossier and nowhere else.</remarks>
public sealed class PlaceCases
{
    /// <summary>About 25 metres here, in degrees.</summary>
    private const double NearLat = 0.00023;
    private const double NearLon = 0.00028;

    /// <summary>Names shorter than this say nothing about where.</summary>
    private const int ShortestName = 3;

    private readonly GezhiDb db;
    private readonly Catalogues catalogues;
    private readonly StaffWords words;

    internal PlaceCases(GezhiDb db, Catalogues catalogues, StaffWords words) =>
        (this.db, this.catalogues, this.words) = (db, catalogues, words);

    /// <summary>Newest first.</summary>
    /// <param name="areaCode">Of the place; matters of its grid alone are looked through.</param>
    /// <param name="name">As people call it; empty for none.</param>
    /// <param name="address">Empty for none.</param>
    /// <param name="lon">WGS-84 degrees; null when not placed.</param>
    /// <param name="lat">WGS-84 degrees; null when not placed.</param>
    public async Task<IReadOnlyList<PlaceCase>> At(
        string areaCode,
        string name,
        string address,
        double? lon,
        double? lat,
        int most,
        Actor actor,
        CancellationToken ct
    )
    {
        var (byName, byAddress, byPoint) = (
            name.Length >= ShortestName,
            address.Length >= ShortestName,
            lon is not null && lat is not null
        );
        if (!actor.Can(Permission.SeeCases) || !(byName || byAddress || byPoint))
            return [];
        var grid = areaCode.Length > 15 ? areaCode[..15] : areaCode;
        var end = grid + ":"; // ':' follows '9'
        var (west, east, south, north) = (lon - NearLon, lon + NearLon, lat - NearLat, lat + NearLat);
        var catalogue = await catalogues.Of(db, ct);
        var disputes = Disputes(catalogue);
        var found = await db
            .Cases.AsNoTracking()
            .VisibleTo(actor, db)
            .Where(c => c.AreaCode.CompareTo(grid) >= 0 && c.AreaCode.CompareTo(end) < 0)
            .Where(c => c.CategoryKey == null || !disputes.Contains(c.CategoryKey))
            .Where(c =>
                (byName && (c.PlaceText.Contains(name) || c.Title.Contains(name)))
                || (byAddress && c.PlaceText.Contains(address))
                || (byPoint && c.Lon >= west && c.Lon <= east && c.Lat >= south && c.Lat <= north)
            )
            .OrderByDescending(c => c.CreatedAt)
            .ThenByDescending(c => c.Id)
            .Take(most)
            .Select(c => new
            {
                c.Id,
                c.CaseNo,
                c.Title,
                c.CreatedAt,
                c.State,
            })
            .ToListAsync(ct);
        return
        [
            .. found.Select(c => new PlaceCase(
                c.Id,
                c.CaseNo,
                c.Title,
                c.CreatedAt,
                StaffWords.Kind(c.State),
                words.State(c.State),
                CaseFlow.OpenStates.Contains(c.State)
            )),
        ];
    }

    /// <summary>Categories that are about people who fall out with each other.</summary>
    internal static List<string> Disputes(CatalogueOf catalogue) =>
        [.. catalogue.Categories.Where(c => IsDispute(c.Name()) || IsDispute(c.Words)).Select(c => c.Key)];

    private static bool IsDispute(string text) =>
        text.Contains("纠纷", StringComparison.Ordinal) || text.Contains("调解", StringComparison.Ordinal);
}
