using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.WhatIf;

/// <summary>The result of a run as a spreadsheet: all desks, all figures. 导出推演结果</summary>
public sealed class ExportRun(RunScenario runs, UnitDirectory units, AreaBook areas, IStringLocalizer T)
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages
            .MapGet(
                "/runs/{runId:guid}/result.xlsx",
                async (Guid runId, ExportRun feature, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.File(await feature.Run(runId, ct), SheetWriter.ContentType, $"what-if-{runId:N}.xlsx");
                }
            )
            .ExcludeFromDescription();

    /// <exception cref="NotFound">No such run, or no result yet.</exception>
    public async Task<byte[]> Run(Guid runId, CancellationToken ct)
    {
        var outcome = (await runs.Read(runId, ct)).Outcome ?? throw new NotFound("scenario-run");
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["工位"], 36),
            new(T["指标"], 24),
            new(T["原来"], 12),
            new(T["按方案"], 12),
            new(T["差别"], 12),
            new(T["区间下限"], 12),
            new(T["区间上限"], 12),
        ];
        var rows = new List<IReadOnlyList<string?>>
        {
            Row(T["实际"], T["按期率（严格）"], outcome.Real.OnTimeShare),
            Row(T["模型重演"], T["按期率（严格）"], outcome.Model.OnTimeShare),
            Row(T["实际"], T["中位用时（小时）"], outcome.Real.MedianHours),
            Row(T["模型重演"], T["中位用时（小时）"], outcome.Model.MedianHours),
        };
        string all = T["全部工位"];
        rows.Add(Row(all, T["按期率（严格）"], outcome.OnTime));
        rows.Add(Row(all, T["中位用时（小时）"], outcome.Median));
        rows.Add(Row(all, T["九成办完的用时（小时）"], outcome.P90));
        rows.Add(Row(all, T["平均等候（小时）"], outcome.Wait));
        rows.Add(Row(all, T["超负荷小时（全部工位）"], outcome.Overload));
        foreach (var desk in outcome.Desks)
        {
            var name = (await units.Find(desk.Unit, ct))?.Name(CultureInfo.CurrentUICulture) ?? desk.Unit;
            if (desk.Grid is { } grid)
                name += " · " + (areas.NameOf(grid) ?? grid);
            rows.Add(Row(name, T["等候（小时）"], desk.Wait));
            rows.Add(Row(name, T["超负荷（小时）"], desk.Overload));
            rows.Add(Row(name, T["按期率（严格）"], desk.OnTime));
        }
        return SheetWriter.Write(T["推演结果"], columns, rows);
    }

    private static IReadOnlyList<string?> Row(string where, string what, double value) =>
        [where, what, Text(value), null, null, null, null];

    private static IReadOnlyList<string?> Row(string where, string what, SimDifference of) =>
        [where, what, Text(of.Before), Text(of.After), Text(of.Change), Text(of.Low), Text(of.High)];

    private static string Text(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);
}
