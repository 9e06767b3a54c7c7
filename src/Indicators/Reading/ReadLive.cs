using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Indicators.Reading;

/// <summary>Live figures with their definitions, and the cases behind each of them. 读实时指标</summary>
public sealed class ReadLive(GezhiDb db, LiveWork live)
{
    /// <summary>Most cases of one page.</summary>
    public const int Most = 50;

    /// <param name="Cases">Where the list of the cases behind it is.</param>
    public sealed record Figure(string Key, string Name, string Formula, string? Exclusions, int Value, string Cases);

    /// <param name="At">UTC.</param>
    public sealed record Answer(DateTime At, string AreaCode, IReadOnlyList<Figure> Figures);

    /// <param name="CaseNo">Null until filed.</param>
    /// <param name="State">In words.</param>
    /// <param name="CategoryKey">Null until somebody chose one.</param>
    /// <param name="UnitCode">Null before dispatch.</param>
    /// <param name="CreatedAt">UTC.</param>
    public sealed record Item(
        Guid CaseId,
        string? CaseNo,
        string Title,
        string State,
        string? CategoryKey,
        string AreaCode,
        Channel Channel,
        string? UnitCode,
        DateTime CreatedAt,
        bool IsUrgent
    );

    /// <param name="Count">How many there are on all pages.</param>
    /// <param name="Next">Send as <c>after</c>; null at the end.</param>
    public sealed record Page(string Key, DateTime At, int Count, IReadOnlyList<Item> Items, string? Next);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/live",
                async (ReadLive feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(LiveQuery.Read(http.Request.Query), actor, ct));
                }
            )
            .WithSummary("实时指标 · Live figures with their definitions; query: area");
        api.MapGet(
                "/live/{key}/cases",
                async (string key, string? after, ReadLive feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Cases(key, LiveQuery.Read(http.Request.Query), after, actor, ct));
                }
            )
            .WithSummary(
                "实时指标明细 · Cases behind a live figure; query: area, parts, category, channel, unit, outcome, hour, at, after"
            );
    }

    public async Task<Answer> Run(LiveQuery query, Actor actor, CancellationToken ct)
    {
        var scope = IndicatorScope.Of(actor, query.Area);
        var moment = await live.Now(Ask(query with { At = null }, actor), 0, ct);
        return new Answer(
            moment.At,
            scope.Root(actor.DistrictId),
            [
                .. LiveFigures.All.Select(f => new Figure(
                    f.Key,
                    f.Name.ToString(),
                    f.Formula.ToString(),
                    f.Exclusions?.ToString(),
                    moment.Count(f.Live),
                    $"/api/indicators/live/{f.Key}/cases" + (query.Area is { } area ? $"?area={area}" : "")
                )),
            ]
        );
    }

    /// <exception cref="NotFound">Nobody knows the figure.</exception>
    public async Task<Page> Cases(string key, LiveQuery query, string? after, Actor actor, CancellationToken ct)
    {
        var figure = LiveFigures.Find(key) ?? throw new NotFound("indicator");
        var ask = Ask(query, actor);
        var (items, next) = await live.List(figure.Live, ask, after, Most, ct);
        return new Page(
            key,
            live.Time,
            await live.Count(figure.Live, ask, ct),
            [
                .. items.Select(l => new Item(
                    l.CaseId,
                    l.CaseNo,
                    l.Title,
                    l.State,
                    l.CategoryKey,
                    l.AreaCode,
                    l.Channel,
                    l.UnitCode,
                    l.CreatedAt,
                    l.IsUrgent
                )),
            ],
            next
        );
    }

    /// <summary>The cases that an address asks for.</summary>
    public LiveAsk Ask(LiveQuery query, Actor actor) => query.Ask(actor, db.DistrictId, live.Midnight, live.Time);
}
