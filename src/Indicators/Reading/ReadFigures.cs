using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reading;

/// <summary>Figures from the roll-ups, for pages, exports and the API alike; cases are never read for it. 读指标</summary>
public sealed class ReadFigures(
    GezhiDb db,
    FigureList figures,
    CaseHistories histories,
    FigureSettings settings,
    TallyMemory memory,
    TimeProvider clock
)
{
    private int? version;

    /// <param name="Value">Share of 0 to 1, number of cases, or mean (minutes, stars); null: nothing to divide by, or fewer cases than are shown.</param>
    /// <param name="Counted">Numerator; of a mean the sum.</param>
    /// <param name="Whole">Denominator.</param>
    /// <param name="IsTooFew">There are too few cases for a share: the value is held back.</param>
    /// <param name="Cases">Where the list of the cases behind it is.</param>
    public sealed record Figure(
        string Key,
        string Name,
        string Formula,
        string? Exclusions,
        FigureKind Kind,
        FigureClock Clock,
        Direction Direction,
        string Source,
        int Version,
        string? StrictKey,
        double? Value,
        long Counted,
        long Whole,
        bool IsTooFew,
        string Cases
    );

    /// <param name="CurrentAt">UTC; when the roll-ups last took something in; null: not yet.</param>
    public sealed record Answer(DateOnly From, DateOnly To, string AreaCode, DateTime? CurrentAt, IReadOnlyList<Figure> Figures);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "",
                async (ReadFigures feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(FigureAsk.Read(http.Request.Query, actor, feature.Today), actor, ct))
            )
            .WithSummary("指标 · Figures with their definitions; query: from, to, area, category, channel, unit, frozen");

    public DateOnly Today => histories.Calendar.LocalDay(clock.UtcNow);

    public DateTime Now => clock.UtcNow;

    /// <summary>Local time of an instant.</summary>
    public DateTime Local(DateTime at) => histories.Calendar.Local(at);

    public async Task<Answer> Run(FigureAsk ask, Actor actor, CancellationToken ct)
    {
        var values = await Values(ask, ct);
        return new Answer(
            ask.From,
            ask.To,
            ask.Scope.Root(actor.DistrictId),
            await CurrentAt(ct),
            [.. figures.In(ask.Month).Select(f => Of(f, values[f.Key], ask))]
        );
    }

    private Figure Of(FigureDefinition f, FigureValue value, FigureAsk ask)
    {
        var tooFew = IsTooFew(f, value);
        return new Figure(
            f.Key,
            f.Name.ToString(),
            f.Formula.ToString(),
            f.Exclusions?.ToString(),
            f.Kind,
            f.Clock,
            f.Direction,
            f.Source.ToString(),
            f.Version,
            f.StrictKey,
            tooFew ? null : value.Value,
            value.Counted,
            value.Whole,
            tooFew,
            $"/api/indicators/{f.Key}/cases{ask.Query()}"
        );
    }

    /// <summary>A share of a handful says nothing, and may tell who it is about.</summary>
    public bool IsTooFew(FigureDefinition figure, FigureValue value) =>
        figure.Kind != FigureKind.Cases && value.Whole > 0 && value.Whole < settings.LeastCases;

    public async Task<DateTime?> CurrentAt(CancellationToken ct) =>
        await db.Set<RollupProgress>().AsNoTracking().Select(p => p.CurrentAt).FirstOrDefaultAsync(ct);

    /// <summary>Every figure of the register, by its key.</summary>
    public async Task<IReadOnlyDictionary<string, FigureValue>> Values(FigureAsk ask, CancellationToken ct)
    {
        var values = new Dictionary<string, FigureValue>(StringComparer.Ordinal);
        foreach (var basis in Enum.GetValues<Basis>())
        {
            var tallies = await Tallies(ask, basis, Split.None, ct);
            foreach (var figure in figures.In(ask.Month).Where(f => f.Basis == basis))
                values[figure.Key] = figure.Of(tallies);
        }
        return values;
    }

    /// <summary>Figures of one basis for each part, in the order of the parts.</summary>
    public async Task<IReadOnlyList<(string Part, IReadOnlyDictionary<string, FigureValue> Values)>> Parts(
        FigureAsk ask,
        Basis basis,
        Split by,
        IReadOnlyList<string> keys,
        CancellationToken ct
    )
    {
        var definitions = figures.In(ask.Month).Where(f => keys.Contains(f.Key)).ToList();
        return
        [
            .. (await Tallies(ask, basis, by, ct))
                .GroupBy(t => t.Part, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g =>
                    (
                        g.Key,
                        (IReadOnlyDictionary<string, FigureValue>)definitions.ToDictionary(d => d.Key, d => d.Of(g), StringComparer.Ordinal)
                    )
                ),
        ];
    }

    /// <summary>Sums of one basis.</summary>
    public async Task<IReadOnlyList<Tally>> Tallies(FigureAsk ask, Basis basis, Split by, CancellationToken ct, int? areaLength = null)
    {
        var length = areaLength ?? ask.Scope.PartLength(db.DistrictId);
        var now = ask.Frozen is null ? version ??= await Version(ct) : 0; // what is frozen has one version
        return await memory.Get(
            FormattableString.Invariant($"{db.DistrictId} {ask.Scope.Key}{ask.Query()} {basis} {by} {length}"),
            now,
            () =>
                ask.Apply(ask.Frozen is { } month ? Slices.OfFrozen(db, month, basis) : Slices.OfCells(db, basis, ask.From, ask.To))
                    .Together(by, length, ct)
        );
    }

    /// <summary>Counts up with everything that the roll-ups take in; read before the cells, so that sums are never taken for newer than they are.</summary>
    private async Task<int> Version(CancellationToken ct) =>
        await db.Set<RollupProgress>().AsNoTracking().Select(p => p.Version).FirstOrDefaultAsync(ct);

    /// <summary>The definition that holds for what is asked.</summary>
    /// <exception cref="NotFound">Nobody knows the key.</exception>
    public FigureDefinition Definition(string key, FigureAsk ask) => figures.Find(key, ask.Month) ?? throw new NotFound("indicator");

    /// <summary>"96.4%", "1,284", "35 分", as numbers alone; "—" where there is no value. 数值写法</summary>
    public static string Text(FigureDefinition figure, FigureValue value) =>
        value.Value is not { } number ? "—"
        : figure.Kind == FigureKind.Share ? (number * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%"
        : figure.Kind == FigureKind.Cases ? number.ToString("N0", CultureInfo.InvariantCulture)
        : number.ToString("0.0", CultureInfo.InvariantCulture);
}
