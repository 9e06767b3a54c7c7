using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Reports;

/// <summary>A report as a workbook: figures, parts, days with a chart, definitions. No titles of cases and no persons. 报表Excel</summary>
public sealed class ReportFile(ReadReport reading, KeepReports keeping, ReportWords words, CaseHistories histories, IStringLocalizer T)
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages
            .MapGet(
                "/{kind}/{period}/report.xlsx",
                async (string kind, string period, string? area, ReportFile feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var asked = await feature.Reading.Find(kind, period, area, actor, ct);
                    var content = await feature.Reading.Run(asked, ct);
                    var remark = await feature.Keeping.LastRemark(asked, ct);
                    return File(content, await feature.Write(content, remark?.Text, ct));
                }
            )
            .ExcludeFromDescription();
        pages
            .MapGet(
                "/released/{id:guid}/report.xlsx",
                async (Guid id, ReportFile feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var released = await feature.Keeping.Find(id, actor, ct);
                    var content = ReportContent.Read(released.Content);
                    return File(content, await feature.Write(content, released.Remark, ct));
                }
            )
            .ExcludeFromDescription();
    }

    private ReadReport Reading => reading;

    private KeepReports Keeping => keeping;

    private static FileContentHttpResult File(ReportContent content, byte[] bytes) =>
        TypedResults.File(
            bytes,
            SheetWriter.ContentType,
            $"{content.Kind.ToString().ToLowerInvariant()}-{content.Period.Text}-{content.AreaCode}.xlsx"
        );

    public async Task<byte[]> Write(ReportContent content, string? remark, CancellationToken ct)
    {
        using var output = new MemoryStream();
        using (
            var sheet = new SheetWriter(
                output,
                T["概况"],
                [new(words.Title(content.Kind, content.TopicName, content.AreaCode), 100), new("", 30)]
            )
        )
        {
            sheet.Row([T["期间"], ReportWords.Period(content.Period)]);
            sheet.Row([T["生成时间"], Clock(content.MadeAt)]);
            sheet.Row([Standing(content), null]);
            foreach (var sentence in await words.Sentences(content, ct))
                sheet.Row([string.Concat(sentence.Select(p => p.Text))]);
            if (remark is { Length: > 0 })
                sheet.Row([T["备注：{0}", remark]]);
            Figures(sheet, content);
            foreach (var table in content.Tables)
                await Parts(sheet, content, table, ct);
            if (content.Days.Count > 1)
                Days(sheet, content);
            await Oldest(sheet, content, ct);
            Definitions(sheet, content);
        }
        return output.ToArray();
    }

    /// <summary>Whether it is provisional, frozen, or stands on the cases of today.</summary>
    public string Standing(ReportContent content) =>
        content.IsRunning ? T["本期未完，数字是暂时的；上期和去年同期只算到同样的天数"]
        : content.FrozenAt is { } frozen ? T["数字取自 {0} 封存的月份，封存后不改", Clock(frozen)]
        : content.Kind == ReportKind.Month ? T["本月尚未封存，数字随案件变动"]
        : T["数字按生成时的案件统计，以后会随案件变动"];

    private void Figures(SheetWriter sheet, ReportContent content)
    {
        sheet.NextSheet(
            T["指标"],
            [
                new(T["指标"], 24),
                new(T["本期"], 12),
                new(T["上期"], 12),
                new(T["变化"], 22),
                new(T["去年同期"], 12),
                new(T["变化"], 22),
                new(T["分母"], 10),
                new(T["口径版本"], 10),
                new(T["今天重算"], 12),
            ]
        );
        foreach (var line in content.Lines)
        {
            var figure = words.Definition(line.Key, line.Version);
            sheet.Cells([
                figure.Name.ToString(),
                Cell(figure, line.Now, content),
                Cell(figure, line.Before, content),
                words.Change(figure, line.Now, line.Before, content.LeastCases),
                Cell(figure, line.LastYear, content),
                words.Change(figure, line.Now, line.LastYear, content.LeastCases),
                SheetCell.Count(line.Now.Whole),
                SheetCell.Count(line.Version),
                line.Since is { } since ? Cell(figure, since, content) : new SheetCell(null),
            ]);
        }
    }

    private async Task Parts(SheetWriter sheet, ReportContent content, ReportTable table, CancellationToken ct)
    {
        var columns = ReadReport
            .PartKeys.Select(k => words.Definition(k, content.Lines.FirstOrDefault(l => l.Key == k)?.Version ?? 1))
            .ToList();
        sheet.NextSheet(
            words.By(table.By),
            [new(words.By(table.By), 28), .. columns.Select(c => new SheetColumn(c.Name.ToString(), 16)), new(T["上期立案"], 12)]
        );
        foreach (var row in table.Rows)
            sheet.Cells([
                await words.Part(table.By, row.Part, ct),
                .. columns.Select(c => Cell(c, row.Values[c.Key], content)),
                SheetCell.Count(row.FiledBefore),
            ]);
    }

    private void Days(SheetWriter sheet, ReportContent content)
    {
        sheet.NextSheet(T["逐日"], [new(T["日"], 12), new(T["上报数"], 10), new(T["立案数"], 10), new(T["结案数"], 10)]);
        foreach (var day in content.Days)
            sheet.Cells([FigureAsk.Day(day.On), SheetCell.Count(day.Reported), SheetCell.Count(day.Filed), SheetCell.Count(day.Closed)]);
        sheet.LineChart(T["每日上报、立案与结案"], 0, [1, 2, 3]);
    }

    private async Task Oldest(SheetWriter sheet, ReportContent content, CancellationToken ct)
    {
        sheet.NextSheet(
            T["久未结案"],
            [
                new(T["案卷编号"], 24),
                new(T["上报日"], 12),
                new(T["已过天数"], 10),
                new(T["区域编码"], 20),
                new(T["类别"], 24),
                new(T["主办单位"], 22),
            ]
        );
        var labels = await histories.Labels([.. content.Oldest.Select(o => o.CaseId)], ct);
        foreach (var one in content.Oldest)
            sheet.Cells([
                labels.GetValueOrDefault(one.CaseId)?.CaseNo,
                FigureAsk.Day(one.ReportedOn),
                SheetCell.Count(one.Days),
                one.AreaCode,
                await words.Part(Split.Category, one.CategoryKey, ct),
                await words.Part(Split.Unit, one.UnitCode, ct),
            ]);
    }

    private void Definitions(SheetWriter sheet, ReportContent content)
    {
        sheet.NextSheet(
            T["口径"],
            [new(T["指标"], 24), new(T["口径版本"], 10), new(T["公式"], 60), new(T["不计"], 50), new(T["来源"], 50)]
        );
        foreach (var line in content.Lines)
        {
            var figure = words.Definition(line.Key, line.Version);
            sheet.Cells([
                figure.Name.ToString(),
                SheetCell.Count(line.Version),
                figure.Formula.ToString(),
                figure.Exclusions?.ToString(),
                figure.Source.ToString(),
            ]);
        }
    }

    private SheetCell Cell(FigureDefinition figure, FigureValue value, ReportContent content) =>
        figure.Kind != FigureKind.Cases && value.Whole > 0 && value.Whole < content.LeastCases ? T["{0} 件，太少", value.Whole].Value
        : value.Value is not { } number ? "—"
        : new SheetCell(
            null,
            number,
            figure.Kind switch
            {
                FigureKind.Cases => SheetFormat.Whole,
                FigureKind.Share => SheetFormat.Percent,
                _ => SheetFormat.OneDecimal,
            }
        );

    private string Clock(DateTime at) => histories.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
