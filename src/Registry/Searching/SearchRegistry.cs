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
        var scope = RegistryScope.Terms(areas);
        var exact = words.Exact(ledger.Db.DistrictId, typed);
        var (isLoose, from) = Place(after, exact.Count > 0);
        List<(RegistryEntry Entry, bool IsExact)> found = [];
        if (!isLoose)
            found.AddRange((await Read(new SearchTerms([scope, exact]), kind, from, ct)).Select(e => (e, true)));
        var meant = exact.SelectMany(e => e).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        for (var last = isLoose ? from : null; found.Count <= PageSize; )
        {
            var more = await Read(new SearchTerms([scope, .. question]), kind, last, ct);
            found.AddRange(more.Where(e => meant.Count == 0 || !e.Words.Split(' ').Any(meant.Contains)).Select(e => (e, false))); // those came first
            if (more.Count <= PageSize)
                break;
            last = more[^1].Number;
        }
        var rows = found.Take(PageSize).Select(f => Shown(f.Entry)).ToList();
        if (found.Count <= PageSize)
            return new Found(rows, null);
        var (end, isExact) = found[PageSize - 1];
        return new Found(rows, (isExact ? Exactly : "") + end.Number.ToString(Invariant));
    }

    private Task<List<RegistryEntry>> Read(SearchTerms terms, RecordKind? kind, long? after, CancellationToken ct) =>
        ledger.Db.Dialect.Found<RegistryEntry>(ledger.Db, terms, Span(kind, after)).AsNoTracking().ToListAsync(ct);

    /// <summary>Before a number that lies behind what is called just so.</summary>
    private const string Exactly = "x";

    private static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;

    /// <exception cref="InvalidInput">No place of a page.</exception>
    private static (bool IsLoose, long? From) Place(string? after, bool hasExact)
    {
        if (string.IsNullOrEmpty(after))
            return (!hasExact, null);
        var isExact = after.StartsWith(Exactly, StringComparison.Ordinal);
        return long.TryParse(isExact ? after[1..] : after, System.Globalization.NumberStyles.None, Invariant, out var number)
            ? (!isExact || !hasExact, number)
            : throw new InvalidInput("after", "input.invalid");
    }

    private static SearchSpan Span(RecordKind? kind, long? after)
    {
        var from = kind is { } first ? EntryNumbers.Lowest(first) - 1 : -1;
        var to = kind is { } last ? EntryNumbers.End(last) : long.MaxValue;
        if (after is { } number)
            from = number >= from && number < to ? number : throw new InvalidInput("after", "input.invalid");
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
