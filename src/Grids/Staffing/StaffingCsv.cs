using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Staffing;

/// <summary>Vacancies and overload of an area as a table file. 缺岗与超负荷导出</summary>
internal static class StaffingCsv
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/staffing/gaps.csv", Write).RequirePermission(Permission.SeeStaffing).ExcludeFromDescription();

    private static async Task<IResult> Write(string? area, ReadStaffing read, Actor actor, IStringLocalizer texts, CancellationToken ct)
    {
        var sheet = await read.Run(area, actor, ct);
        List<SheetColumn> columns =
        [
            new(texts["区域编码"], 20),
            new(texts["区域"], 24),
            new(texts["问题"]),
            new(texts["岗席"]),
            new(texts["岗位名称"], 24),
            new(texts["标准"], 8, true),
            new(texts["实有"], 8, true),
        ];
        var culture = CultureInfo.CurrentUICulture;
        var vacancies = sheet.Check.Vacancies.Select(v =>
            (string?[])[v.Area.Code, v.Area.Name(culture), texts["缺岗"], texts.Of(v.Kind), "", Text(v.Needed), Text(v.Held)]
        );
        var overloads = sheet.Check.Overloads.SelectMany(o =>
            Loads(o)
                .Select(l =>
                    (string?[])
                        [
                            o.Areas[0].Code,
                            o.Areas[0].Name(culture),
                            texts[l.What],
                            texts.Of(o.Holder.Kind),
                            o.Holder.Title,
                            Text(l.Most),
                            Text(l.Is),
                        ]
                )
        );
        var file = SheetWriter.WriteCsv(columns, vacancies.Concat(overloads));
        return Results.File(file, "text/csv; charset=utf-8", $"staffing-{sheet.Tree.Area.Code}.csv");
    }

    private static IEnumerable<(string What, int Is, int Most)> Loads(StaffOverload o)
    {
        if (o.TooManyHouseholds)
            yield return ("户数过多", o.Households, o.MostHouseholds!.Value);
        if (o.TooManyCases)
            yield return ("在办案件过多", o.OpenCases, o.MostOpenCases!.Value);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
