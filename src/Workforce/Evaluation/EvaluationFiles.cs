using System.Globalization;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Results and the cases behind them as CSV and workbook, of those whom the reader may see. 考核导出</summary>
public sealed class EvaluationFiles(ReadEvaluation reading, EvaluationCases cases, IStringLocalizer T)
{
    private const int MostInFile = 20_000;

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var format in new[] { "csv", "xlsx" })
        {
            pages
                .MapGet(
                    $"/results.{format}",
                    async (
                        string? month,
                        string? scheme,
                        ReadEvaluation reading,
                        EvaluationFiles feature,
                        Actor actor,
                        CancellationToken ct
                    ) =>
                    {
                        var of = await reading.Month(month, ct);
                        return Answer(
                            await feature.Results(of, scheme ?? "grid", format == "csv", actor, ct),
                            $"evaluation-{scheme ?? "grid"}-{of}",
                            format
                        );
                    }
                )
                .ExcludeFromDescription();
            pages
                .MapGet(
                    $"/{{scheme}}/{{subject}}/cases.{format}",
                    async (
                        string scheme,
                        string subject,
                        string? month,
                        string? figure,
                        string? side,
                        ReadEvaluation reading,
                        EvaluationFiles feature,
                        Actor actor,
                        CancellationToken ct
                    ) =>
                    {
                        var of = await reading.Month(month, ct);
                        var file = await feature.CasesOf(
                            scheme,
                            subject,
                            of,
                            figure ?? "",
                            EvaluationCases.SideOf(side),
                            format == "csv",
                            actor,
                            ct
                        );
                        return Answer(file, $"evaluation-{scheme}-{figure}-{of}", format);
                    }
                )
                .ExcludeFromDescription();
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult Answer(byte[] file, string name, string format) =>
        TypedResults.File(file, format == "csv" ? "text/csv; charset=utf-8" : SheetWriter.ContentType, $"{name}.{format}");

    private async Task<byte[]> Results(int month, string schemeKey, bool isCsv, Actor actor, CancellationToken ct)
    {
        var page = await reading.Run(month, schemeKey, null, MostInFile, actor, ct);
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["编码"], 20),
            new(T["考核对象"], 24),
            new(T["同类分组"], 14),
            new(T["得分"], 10),
            new(T["评级"], 10),
            new(T["区间下限"], 10),
            new(T["区间上限"], 10),
            new(T["期望得分"], 10),
            new(T["同类平均"], 10),
            new(T["案件数"], 10),
            new(T["剔除"], 10),
        ];
        var rows = page
            .Items.Select(i =>
                (IReadOnlyList<string?>)
                    [
                        i.Kind == SubjectKind.Worker ? i.AreaCode : i.Subject,
                        i.Name,
                        i.Group,
                        ReadEvaluation.Number(i.Points) ?? T["没有得分"],
                        i.Grade,
                        i.Points is null ? null : ReadEvaluation.Number(i.Low),
                        i.Points is null ? null : ReadEvaluation.Number(i.High),
                        ReadEvaluation.Number(i.Expected),
                        ReadEvaluation.Number(i.GroupMean),
                        i.Cases.ToString(CultureInfo.InvariantCulture),
                        i.Excluded.ToString(CultureInfo.InvariantCulture),
                    ]
            )
            .ToList();
        return isCsv ? SheetWriter.WriteCsv(columns, rows) : SheetWriter.Write(T["考核评价"], columns, rows);
    }

    private async Task<byte[]> CasesOf(
        string schemeKey,
        string subjectCode,
        int month,
        string figureKey,
        PartSide side,
        bool isCsv,
        Actor actor,
        CancellationToken ct
    )
    {
        var page = await cases.Cases(schemeKey, subjectCode, month, figureKey, side, null, MostInFile, actor, ct);
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["案卷编号"], 22),
            new(T["计入日"], 12),
            new(T["区域编码"], 20),
            new(T["类别"], 24),
            new(T["状态"], 12),
            new(T["计入分子"], 10),
            new(T["剔除"], 10),
        ];
        var rows = page
            .Items.Select(i =>
                (IReadOnlyList<string?>)
                    [
                        i.CaseNo,
                        i.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        i.AreaCode,
                        i.Category,
                        i.State,
                        i.IsCounted ? T["是"] : T["否"],
                        i.IsLeftOut ? T["是"] : T["否"],
                    ]
            )
            .ToList();
        return isCsv
            ? SheetWriter.WriteCsv(columns, rows)
            : SheetWriter.Write(AccountFigure.Find(figureKey)!.Name.ToString(), columns, rows);
    }
}
