using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Reading;

/// <summary>Which of the cases behind a figure are listed. 明细范围</summary>
public enum BehindPart
{
    /// <summary>分母: all it stands on.</summary>
    Whole,

    /// <summary>分子.</summary>
    Counted,

    /// <summary>分母中未计入分子的.</summary>
    Rest,
}

/// <summary>The cases behind a figure, exactly as many as it says: numerator and denominator are lists of the same bits. 指标明细</summary>
public sealed class ReadBehind(GezhiDb db, ReadFigures figures, CaseHistories histories, UnitDirectory units, IStringLocalizer T)
{
    /// <summary>Most cases of one page.</summary>
    public const int Most = 50;

    /// <summary>Most cases of one file.</summary>
    public const int MostInFile = 50_000;

    /// <param name="CaseNo">Null until filed.</param>
    /// <param name="On">Local day by which it belongs to the period.</param>
    /// <param name="UnitCode">Empty before dispatch.</param>
    /// <param name="IsCounted">It is in the numerator.</param>
    public sealed record Line(
        Guid CaseId,
        string? CaseNo,
        string Title,
        string State,
        DateOnly On,
        string AreaCode,
        string CategoryKey,
        Channel Channel,
        string UnitCode,
        bool IsCounted
    );

    /// <param name="Count">How many there are on all pages.</param>
    /// <param name="Next">Send as <c>after</c>; null at the end.</param>
    public sealed record Page(string Key, BehindPart Part, long Count, IReadOnlyList<Line> Items, string? Next);

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.MapGet(
                "/{key}/cases",
                async (
                    string key,
                    string? part,
                    string? after,
                    ReadBehind feature,
                    ReadFigures figures,
                    HttpContext http,
                    Actor actor,
                    CancellationToken ct
                ) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var ask = FigureAsk.Read(http.Request.Query, actor, figures.Today);
                    return TypedResults.Ok(await feature.Run(key, ask, PartOf(part), after, Most, ct));
                }
            )
            .WithSummary("指标明细 · Cases behind a figure; part: Whole, Counted, Rest");
        foreach (var format in new[] { "csv", "xlsx" })
            pages
                .MapGet(
                    $"/{{key}}/cases.{format}",
                    async (
                        string key,
                        string? part,
                        ReadBehind feature,
                        ReadFigures figures,
                        HttpContext http,
                        Actor actor,
                        CancellationToken ct
                    ) =>
                    {
                        http.Response.Headers.CacheControl = "no-store";
                        var ask = FigureAsk.Read(http.Request.Query, actor, figures.Today);
                        var file = await feature.File(key, ask, PartOf(part), format == "csv", ct);
                        return TypedResults.File(
                            file,
                            format == "csv" ? "text/csv; charset=utf-8" : SheetWriter.ContentType,
                            $"{key}-{FigureAsk.Day(ask.From)}-{FigureAsk.Day(ask.To)}.{format}"
                        );
                    }
                )
                .ExcludeFromDescription();
    }

    internal static BehindPart PartOf(string? text) =>
        text is { Length: > 0 } ? Named.One<BehindPart>(text) ?? throw new InvalidInput("part", "indicators.days") : BehindPart.Whole;

    /// <exception cref="NotFound">Nobody knows the figure.</exception>
    public async Task<Page> Run(string key, FigureAsk ask, BehindPart part, string? after, int take, CancellationToken ct)
    {
        var definition = figures.Definition(key, ask);
        var (slices, page) = (Of(definition, ask, part), Of(definition, ask, part));
        if (Read(after) is { } last)
        {
            var (on, id) = last;
            page = page.Where(s => s.On < on || (s.On == on && s.CaseId < id));
        }
        var rows = await page.OrderByDescending(s => s.On).ThenByDescending(s => s.CaseId).Take(take + 1).ToListAsync(ct);
        var shown = rows.Take(take).ToList();
        var labels = await histories.Labels([.. shown.Select(s => s.CaseId)], ct);
        return new Page(
            key,
            part,
            await slices.LongCountAsync(ct),
            shown.ConvertAll(s => LineOf(s, labels, definition)),
            rows.Count > take ? FormattableString.Invariant($"{shown[^1].On:yyyyMMdd}.{shown[^1].CaseId:N}") : null
        );
    }

    /// <summary>Without titles: a file leaves the house, and a title may hold what somebody said.</summary>
    private async Task<byte[]> File(string key, FigureAsk ask, BehindPart part, bool isCsv, CancellationToken ct)
    {
        var all = await Run(key, ask, part, null, MostInFile, ct);
        var definition = figures.Definition(key, ask);
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["案卷编号"], 22),
            new(T["计入日"], 12),
            new(T["区域编码"], 20),
            new(T["类别"], 24),
            new(T["渠道"], 16),
            new(T["主办单位"], 20),
            new(T["状态"], 12),
            new(T["计入分子"], 10),
        ];
        var rows = new List<IReadOnlyList<string?>>();
        foreach (var line in all.Items)
            rows.Add([
                line.CaseNo,
                FigureAsk.Day(line.On),
                line.AreaCode,
                await histories.NameOf(line.CategoryKey.Length > 0 ? line.CategoryKey : null, ct),
                histories.NameOf(line.Channel),
                await UnitName(line.UnitCode, ct),
                line.State,
                line.IsCounted ? T["是"] : T["否"],
            ]);
        return isCsv ? SheetWriter.WriteCsv(columns, rows) : SheetWriter.Write(definition.Name.ToString(), columns, rows);
    }

    /// <summary>Name of a unit in the reader's language; "—" for none.</summary>
    public async ValueTask<string> UnitName(string code, CancellationToken ct) =>
        code.Length == 0 ? "—" : (await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code;

    private IQueryable<Slice> Of(FigureDefinition definition, FigureAsk ask, BehindPart part)
    {
        var slices = ask.Apply(
            ask.Frozen is { } month ? Slices.OfFrozen(db, month, definition.Basis) : Slices.OfFacts(db, definition.Basis, ask.From, ask.To)
        );
        var (whole, both) = ((long)definition.Whole, (long)definition.Part);
        slices = slices.Where(s => (s.Marks & whole) == whole);
        return part switch
        {
            BehindPart.Counted => slices.Where(s => (s.Marks & both) == both),
            BehindPart.Rest => slices.Where(s => (s.Marks & both) != both),
            _ => slices,
        };
    }

    private static Line LineOf(Slice slice, IReadOnlyDictionary<Guid, CaseLabel> labels, FigureDefinition definition)
    {
        var label = labels.GetValueOrDefault(slice.CaseId);
        return new Line(
            slice.CaseId,
            label?.CaseNo,
            label?.Title ?? "",
            label?.State ?? "",
            slice.On,
            slice.AreaCode,
            slice.CategoryKey,
            slice.Channel,
            slice.UnitCode,
            ((Mark)slice.Marks & definition.Part) == definition.Part
        );
    }

    private static (DateOnly On, Guid Id)? Read(string? after) =>
        after is { Length: 41 }
        && DateOnly.TryParseExact(after.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        && Guid.TryParseExact(after[9..], "N", out var id)
            ? (on, id)
            : null;
}
