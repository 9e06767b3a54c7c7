using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Searching;

/// <summary>Finds records by name, address part, door, phone, number or initials, inside the areas of the person who asks. 台账检索</summary>
public sealed class SearchRegistry(Ledger ledger, EntryWords words)
{
    public const int PageSize = 20;

    /// <param name="Id">The record.</param>
    /// <param name="Title">Name, or mask of a name.</param>
    /// <param name="Address">Whole, or up to the building for people.</param>
    /// <param name="IsFresh">Confirmed within the limit of its kind.</param>
    public sealed record Row(
        Guid Id,
        RecordKind Kind,
        string Title,
        string Address,
        string AreaCode,
        string AreaName,
        DateOnly ConfirmedOn,
        DateOnly FreshUntilOn,
        bool IsFresh
    );

    /// <param name="Next">For the following page; null at the end.</param>
    public sealed record Found(IReadOnlyList<Row> Rows, string? Next);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "",
                async (
                    string? q,
                    string? kind,
                    string? area,
                    string? after,
                    SearchRegistry feature,
                    Actor actor,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(q, Named.One<RecordKind>(kind), area, after, actor, ct));
                }
            )
            .WithSummary("台账检索 · Search the registry");

    /// <param name="typed">Empty lists what there is.</param>
    /// <param name="kind">Null for all, in the order of the kinds.</param>
    /// <param name="area">Narrows to an area inside the actor's own; null for all of them.</param>
    /// <param name="after">From the page before; null for the first.</param>
    public async Task<Found> Run(string? typed, RecordKind? kind, string? area, string? after, Actor actor, CancellationToken ct)
    {
        var areas = RegistryScope.Areas(actor, area);
        if (areas.Count == 0)
            return new Found([], null);
        var question = words.Read(ledger.Db.DistrictId, typed);
        if (question.Count == 0 && !string.IsNullOrWhiteSpace(typed))
            return new Found([], null);
        var terms = new SearchTerms([RegistryScope.Terms(areas), .. question]);
        var entries = await ledger.Db.Dialect.Found<RegistryEntry>(ledger.Db, terms, Span(kind, after)).AsNoTracking().ToListAsync(ct);
        var rows = entries.Take(PageSize).Select(Shown).ToList();
        return new Found(rows, entries.Count > PageSize ? entries[PageSize - 1].Number.ToString(Invariant) : null);
    }

    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private static SearchSpan Span(RecordKind? kind, string? after)
    {
        var from = kind is { } first ? EntryNumbers.Lowest(first) - 1 : -1;
        var to = kind is { } last ? EntryNumbers.End(last) : long.MaxValue;
        if (after is { Length: > 0 })
            from =
                long.TryParse(after, Invariant, out var number) && number >= from && number < to
                    ? number
                    : throw new InvalidInput("after", "input.invalid");
        return new SearchSpan(from, to, PageSize + 1);
    }

    internal Row Shown(RegistryEntry entry) =>
        new(
            entry.Id,
            entry.Kind,
            entry.Title,
            entry.Address,
            entry.AreaCode,
            ledger.Areas.NameOf(entry.AreaCode) ?? entry.AreaCode,
            entry.ConfirmedOn,
            entry.FreshUntilOn,
            entry.FreshUntilOn >= ledger.Today
        );
}
