using Gezhi.Grids.Places;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Grids.Contract;

/// <summary>A place found by its name. 地点</summary>
/// <param name="Name">As people say it, in the reader's language.</param>
/// <param name="Address">Beside the name.</param>
/// <param name="Lon">WGS-84 degrees.</param>
/// <param name="Lat">WGS-84 degrees.</param>
public sealed record PlaceFound(string Name, string Address, double Lon, double Lat);

/// <summary>Finds places by what people type. 地点搜索</summary>
public sealed class PlaceSearch(GezhiDb db, Landmarks landmarks, PlaceNames names)
{
    private const int Longest = 60;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/places",
                async (string? q, PlaceSearch search, CancellationToken ct) => TypedResults.Ok(await search.Find(q ?? "", 8, ct))
            )
            .AllowAnonymous()
            .WithSummary("地点搜索 · Find places by name")
            .WithTags("Grids 网格");

    /// <summary>Places whose name or address holds all the words; names first, short ones before long ones.</summary>
    public async Task<IReadOnlyList<PlaceFound>> Find(string words, int most, CancellationToken ct)
    {
        var query = SearchText.Query(TextElements.Cut(PlainText.CleanLine(words), Longest));
        if (query.IsEmpty)
            return [];
        return
        [
            .. (await landmarks.Of(db, ct))
                .Where(l => query.Matches([l.Name, l.Address, l.NameEn]))
                .OrderByDescending(l =>
                    l.Name.StartsWith(words, StringComparison.Ordinal) || l.NameEn.StartsWith(words, StringComparison.OrdinalIgnoreCase)
                )
                .ThenByDescending(l => query.Matches([l.Name, l.NameEn]))
                .ThenBy(l => l.Name.Length)
                .Take(most)
                .Select(View),
        ];
    }

    /// <summary>The place that is named in a text: the longest landmark name that the text holds, else the best match; null when none fits.</summary>
    public async Task<PlaceFound?> Best(string words, CancellationToken ct)
    {
        words = names.Kept(words);
        var named = (await landmarks.Of(db, ct))
            .Where(l => l.Name.Length >= 3 && words.Contains(l.Name, StringComparison.Ordinal))
            .MaxBy(l => l.Name.Length);
        return named is not null ? View(named)
            : words.Length < 3 ? null
            : await Find(words, 1, ct) is [var best, ..] ? best
            : null;
    }

    private PlaceFound View(Landmark l) => new(names.Read(l.Name), names.Read(l.Address), l.Lon, l.Lat);
}
