using System.Globalization;
using System.Text;
using Gezhi.Grids.Areas;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Norms;

/// <summary>Reads what is outside the norm, for the page and as a table. 户数标准查询</summary>
internal sealed class ReadNorms(GezhiDb db, AreaShelf shelf, Changing.ApplyPlan apply, IStringLocalizer T)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/grids/norms.csv",
                async (string? area, ReadNorms feature, Actor actor, CancellationToken ct) =>
                    TypedResults.File(await feature.Csv(area, actor, ct), "text/csv; charset=utf-8", "grid-norms.csv")
            )
            .RequirePermission(Permission.SeeStaffing, Permission.ManageGrids)
            .WithSummary("户数标准检查表 · Grids outside the household norm with proposals, as CSV")
            .WithTags("Grids 网格");

    /// <param name="area">6 to 15 digits; null: the whole district.</param>
    public async Task<IReadOnlyList<NormRow>> Run(string? area, Actor actor, CancellationToken ct)
    {
        var under = area ?? actor.DistrictId.ToString(CultureInfo.InvariantCulture);
        if (!AreaCode.TryParse(under, out var code) || code.DistrictId != actor.DistrictId || code.Level == AreaLevel.MicroGrid)
            throw new NotFound("area");
        var areas = (await shelf.Read(db, apply.Today, ct)).ConvertAll(a => a.Planned);
        return NormCheck.Of(areas, await db.Settings(ct), code.Value);
    }

    /// <summary>The proposal in words.</summary>
    public string Words(Advice advice) =>
        advice.Kind switch
        {
            AdviceKind.Merge => T["与 {0} 合并，合并后 {1} 户", advice.Groups[0][1], advice.Households[0]],
            AdviceKind.Split when advice.Groups.Count > 0 => T[
                "按微网格拆成 {0} 个：{1} 户",
                advice.Groups.Count,
                string.Join(" / ", advice.Households)
            ],
            AdviceKind.Split => T["从中间横向拆开，户数按面积估算"],
            _ => T["没有合适的邻居，请人工调整"],
        };

    private async Task<byte[]> Csv(string? area, Actor actor, CancellationToken ct)
    {
        var text = new StringBuilder();
        text.Append(CsvText.Row(T["编码"], T["名称"], T["户数"], T["标准下限"], T["标准上限"], T["调整建议"], T["涉及编码"]));
        foreach (var row in await Run(area, actor, ct))
            text.Append(
                CsvText.Row(
                    row.Area.Code,
                    row.Area.Shown,
                    row.Households.ToString(CultureInfo.InvariantCulture),
                    row.Least.ToString(CultureInfo.InvariantCulture),
                    row.Most.ToString(CultureInfo.InvariantCulture),
                    Words(row.Advice),
                    string.Join(" | ", row.Advice.Groups.Select(g => string.Join(' ', g)))
                )
            );
        return [.. CsvText.Utf8WithMark.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
