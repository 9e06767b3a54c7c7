using System.Globalization;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Rules.Sheets;

/// <summary>Writes the live book, an older one or a draft as a workbook or CSV. 导出规则</summary>
internal sealed class ExportRules(DraftDesk drafts, UnitDirectory units, RuleSheet sheet, IStringLocalizer T)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/rules/export.xlsx",
                (int? book, Guid? draft, ExportRules feature, CancellationToken ct) => feature.Run(book, draft, false, ct)
            )
            .WithSummary("导出权责清单（Excel） · Export the rules");
        routes
            .MapGet(
                "/rules/export.csv",
                (int? book, Guid? draft, ExportRules feature, CancellationToken ct) => feature.Run(book, draft, true, ct)
            )
            .WithSummary("导出权责清单（CSV） · Export the rules");
    }

    /// <exception cref="NotFound">No such book or draft.</exception>
    public async Task<IResult> Run(int? book, Guid? draftId, bool asCsv, CancellationToken ct)
    {
        var shelf = await drafts.Cases.Rules(ct);
        var no = book ?? shelf.BookAt(drafts.Cases.Now);
        if (no < 1 || no > shelf.LastBook)
            throw new NotFound("book");
        IReadOnlyList<ResponsibilityRule> rules = draftId is { } id
            ? DraftRules.Of(shelf, await drafts.Changes((await drafts.Find(id, null, ct)).Id, ct))
            : shelf.Of(no).Rules;
        var catalogue = await drafts.Cases.Catalogue(ct);
        var names = (await units.Active(ct)).ToDictionary(u => u.Code, u => u.Name(CultureInfo.CurrentUICulture), StringComparer.Ordinal);
        var rows = rules
            .OrderBy(r => r.No, StringComparer.Ordinal)
            .Select(r => sheet.Row(r, catalogue, u => names.GetValueOrDefault(u, u)));
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"rules-{(draftId is null ? $"book-{no}" : "draft")}-{drafts.Cases.Calendar.LocalDay(drafts.Cases.Now):yyyyMMdd}"
        );
        return asCsv
            ? TypedResults.File(SheetWriter.WriteCsv(RuleSheet.Columns, rows), "text/csv; charset=utf-8", name + ".csv")
            : TypedResults.File(SheetWriter.Write(T["权责清单"], RuleSheet.Columns, rows), SheetWriter.ContentType, name + ".xlsx");
    }
}
