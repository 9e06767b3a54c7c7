using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Mornings;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Desk;

/// <summary>Everything on the community desk for one reader. 工作台读取</summary>
public sealed class ReadDesk(
    GezhiDb db,
    LiveWork live,
    ReadFigures figures,
    ReadMornings mornings,
    Staffing staffing,
    UnitDirectory units,
    AreaBook areas,
    IEnumerable<IDeskList> lists,
    IStringLocalizer T
)
{
    private const int GridLength = 15;
    private const int MostPosts = 20_000;

    /// <summary>Rows of what is most pressing.</summary>
    public const int MostPressing = 10;

    /// <summary>Rows of overload.</summary>
    public const int MostHeavy = 8;

    /// <summary>Days of the found-first share.</summary>
    public const int FoundDays = 30;

    /// <summary>Weeks of its curve.</summary>
    public const int Weeks = 12;

    /// <param name="Count">Exactly as many as the list behind it.</param>
    /// <param name="Beside">A few words more; null: none.</param>
    public sealed record ListLine(IDeskList List, DeskCount Count, string? Beside);

    /// <param name="Name">Unit or grid.</param>
    /// <param name="Closed">Closed in the last seven days.</param>
    /// <param name="OpenHref">The open cases.</param>
    /// <param name="ClosedHref">The closed ones.</param>
    public sealed record HeavyLine(HeavyLoad Heavy, bool IsGrid, string Name, long Closed, string OpenHref, string ClosedHref);

    /// <param name="Part">Area or category.</param>
    public sealed record FoundPart(string Part, FigureAsk Ask, FigureValue Now, FigureValue Before);

    /// <param name="Ask">The last thirty days.</param>
    /// <param name="Weeks">Sums of each week, oldest first; the days of each.</param>
    public sealed record FoundFirst(
        FigureDefinition Figure,
        FigureAsk Ask,
        FigureValue Now,
        FigureValue Before,
        IReadOnlyList<(DateOnly From, FigureValue Value)> Weeks,
        IReadOnlyList<FoundPart> Areas,
        IReadOnlyList<FoundPart> Categories
    );

    public sealed record Desk(
        IndicatorScope Scope,
        LiveMoment Moment,
        IReadOnlyList<HeavyLine> Heavy,
        IReadOnlyList<ListLine> Lists,
        FoundFirst Found,
        IReadOnlyList<MorningPlace> Mornings,
        ReadMornings.Score Score
    );

    public async Task<Desk> Run(Actor actor, CancellationToken ct)
    {
        var scope = IndicatorScope.Of(actor);
        var moment = await live.Now(new LiveAsk(actor, null, scope.PartLength(db.DistrictId)), MostPressing, ct);
        var lines = new List<ListLine>();
        foreach (var list in Mine(actor))
            lines.Add(new ListLine(list, await list.Count(actor, ct), await list.Beside(actor, ct)));
        return new Desk(
            scope,
            moment,
            await Heavy(scope, moment, ct),
            lines,
            await Found(scope, ct),
            await mornings.Of(scope, mornings.Today, ct),
            await mornings.Scores(scope, mornings.Today.AddDays(1 - ReadMornings.Days), mornings.Today, ct)
        );
    }

    /// <summary>The lists that concern the reader, in their order.</summary>
    public IReadOnlyList<IDeskList> Mine(Actor actor) =>
        [.. lists.Where(l => l.IsFor(actor)).OrderBy(l => l.Part).ThenBy(l => l.Order).ThenBy(l => l.Key, StringComparer.Ordinal)];

    /// <summary>Units by their kind, grids among each other.</summary>
    private async Task<IReadOnlyList<HeavyLine>> Heavy(IndicatorScope scope, LiveMoment moment, CancellationToken ct)
    {
        var week = new FigureAsk(scope, figures.Today.AddDays(-6), figures.Today);
        var names = (await units.Active(ct)).ToDictionary(u => u.Code, StringComparer.Ordinal);
        var loads = new List<Load>();
        foreach (var unit in moment.Cells.Where(c => c.UnitCode is not null).GroupBy(c => c.UnitCode!, StringComparer.Ordinal))
            if (
                names.GetValueOrDefault(unit.Key) is { Kind: not (UnitKind.Community or UnitKind.ResponseGroup) } known
                && LiveMoment.Count(LiveKey.Doing, unit) is > 0 and var doing
            )
                loads.Add(
                    new Load(
                        unit.Key,
                        known.Kind.ToString(),
                        doing,
                        (await staffing.PostsOf(unit.Key, ct))
                            .Where(p => RolePermissions.Has(p.Role, Permission.Handle))
                            .Select(p => p.AccountId)
                            .Distinct()
                            .Count()
                    )
                );
        var workers = new Dictionary<string, HashSet<Guid>>(StringComparer.Ordinal);
        foreach (var area in scope.Areas)
        foreach (var post in await staffing.Below(area, MostPosts, ct))
            if (post is { Role: Role.GridWorker, AreaCode: { Length: >= GridLength } code })
            {
                if (!workers.TryGetValue(code[..GridLength], out var there))
                    workers.Add(code[..GridLength], there = []);
                there.Add(post.AccountId);
            }
        var open = moment
            .Cells.Where(c => c.AreaCode.Length >= GridLength)
            .GroupBy(c => c.AreaCode[..GridLength], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => LiveMoment.Count(LiveKey.Open, g), StringComparer.Ordinal);
        foreach (var grid in workers.Keys.Union(open.Keys, StringComparer.Ordinal))
            loads.Add(new Load(grid, "", open.GetValueOrDefault(grid), workers.GetValueOrDefault(grid)?.Count ?? 0));
        var heavy = LoadRules.Heavy(loads).Take(MostHeavy).ToList();
        if (heavy.Count == 0)
            return [];
        var closed = figures.Definition("closed", week);
        var (byUnit, byGrid) = (
            await figures.Tallies(week, Basis.Closed, Split.Unit, ct),
            await figures.Tallies(week, Basis.Closed, Split.Area, ct, GridLength)
        );
        return
        [
            .. heavy.Select(h =>
            {
                var isGrid = h.Load.Kind.Length == 0;
                var ask = isGrid ? week with { Scope = scope with { Narrowed = h.Load.Key } } : week with { Unit = h.Load.Key };
                return new HeavyLine(
                    h,
                    isGrid,
                    isGrid
                        ? areas.NameOf(h.Load.Key) ?? h.Load.Key
                        : names[h.Load.Key].Name(System.Globalization.CultureInfo.CurrentUICulture),
                    closed.Of((isGrid ? byGrid : byUnit).Where(t => t.Part == h.Load.Key)).Counted,
                    isGrid ? new LiveQuery(h.Load.Key).Href(LiveKey.Open) : new LiveQuery(null) { Units = h.Load.Key }.Href(LiveKey.Doing),
                    "/indicators/closed" + ask.Query()
                );
            }),
        ];
    }

    private async Task<FoundFirst> Found(IndicatorScope scope, CancellationToken ct)
    {
        var ask = new FigureAsk(scope, figures.Today.AddDays(1 - FoundDays), figures.Today);
        var figure = figures.Definition(FigureList.FoundFirst, ask);
        async Task<FigureValue> Of(FigureAsk asked) => figure.Of(await figures.Tallies(asked, figure.Basis, Split.None, ct));
        var first = figures.Today.AddDays(1 - (7 * Weeks));
        var days = (await figures.Tallies(ask with { From = first }, figure.Basis, Split.Day, ct)).ToLookup(
            t => t.Part,
            StringComparer.Ordinal
        );
        return new FoundFirst(
            figure,
            ask,
            await Of(ask),
            await Of(ask.Before),
            [
                .. Enumerable
                    .Range(0, Weeks)
                    .Select(w => first.AddDays(7 * w))
                    .Select(from => (from, figure.Of(Enumerable.Range(0, 7).SelectMany(d => days[FigureAsk.Day(from.AddDays(d))])))),
            ],
            await Parts(figure, ask, Split.Area, part => ask with { Scope = scope with { Narrowed = part } }, ct),
            await Parts(figure, ask, Split.Category, part => ask with { Category = part, IsWholeCategory = true }, ct)
        );
    }

    /// <summary>Areas in their order, categories by how many there are: nothing is ranked by the share.</summary>
    private async Task<IReadOnlyList<FoundPart>> Parts(
        FigureDefinition figure,
        FigureAsk ask,
        Split by,
        Func<string, FigureAsk> narrow,
        CancellationToken ct
    )
    {
        var before = (await figures.Parts(ask.Before, figure.Basis, by, [figure.Key], ct)).ToDictionary(
            p => p.Part,
            p => p.Values[figure.Key],
            StringComparer.Ordinal
        );
        var parts = (await figures.Parts(ask, figure.Basis, by, [figure.Key], ct))
            .Where(p =>
                p.Values[figure.Key].Whole > 0
                && (by == Split.Category ? p.Part.Length > 0 : p.Part.Length == ask.Scope.PartLength(db.DistrictId))
            )
            .Select(p => new FoundPart(p.Part, narrow(p.Part), p.Values[figure.Key], before.GetValueOrDefault(p.Part)));
        return by == Split.Category
            ? [.. parts.OrderByDescending(p => p.Now.Whole).ThenBy(p => p.Part, StringComparer.Ordinal).Take(MostParts)]
            : [.. parts.Take(MostParts)];
    }

    private const int MostParts = 8;

    /// <summary>Heading of a part.</summary>
    public string Name(DeskPart part) =>
        part switch
        {
            DeskPart.Unowned => T["没人管的"],
            DeskPart.Due => T["到期要办的"],
            DeskPart.Unanswered => T["还没回的"],
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
        };
}
