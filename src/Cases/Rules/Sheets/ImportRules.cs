using Gezhi.Cases.CasePages;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Rules.Sheets;

/// <summary>Reads a workbook of rules into a draft: all rows, or none and the workbook back with what is wrong. 导入规则</summary>
internal sealed class ImportRules(
    DraftDesk drafts,
    ChangeRule change,
    UnitDirectory units,
    VirusScan scan,
    StaffWords words,
    ProblemTexts problems,
    IStringLocalizer T
)
{
    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 20_000;

    /// <summary>Largest file, bytes.</summary>
    public const long LargestFile = 20L * 1024 * 1024;

    /// <param name="Rows">Rows read.</param>
    /// <param name="Changes">Changes the draft holds now because of them; 0 when something is wrong.</param>
    /// <param name="Faults">What is wrong, row by row; empty when all was taken.</param>
    /// <param name="Returned">The workbook with the reasons beside the rows; null when all was taken.</param>
    public sealed record Answer(int Rows, int Changes, IReadOnlyList<RowFault> Faults, byte[]? Returned);

    public static void Map(IEndpointRouteBuilder drafts) =>
        drafts
            .MapPost(
                "/{draftId:guid}/rows",
                async (Guid draftId, HttpRequest request, ImportRules feature, Actor actor, CancellationToken ct) =>
                {
                    var form = request.HasFormContentType
                        ? await request.ReadFormAsync(ct)
                        : throw new InvalidInput("file", "input.required");
                    if (form.Files.Count == 0 || form.Files[0] is not { Length: > 0 and <= LargestFile } file)
                        throw new InvalidInput("file", "input.required");
                    await using var content = file.OpenReadStream();
                    return await feature.Run(draftId, content, null, actor, ct);
                }
            )
            .WithSummary("草案：导入 Excel 或 CSV · Import rows into a draft")
            .Accepts<IFormFile>("multipart/form-data");

    public async Task<Answer> Run(Guid draftId, Stream file, int? version, Actor actor, CancellationToken ct)
    {
        await scan.Demand(file, T["权责清单"], ct);
        var rows = SheetReader.Rows(file, MostRows, ct).ToList();
        if (rows.Count > 0 && (!rows[0].Columns.Contains("类别编码") || !rows[0].Columns.Contains("主办单位")))
            throw new InvalidInput("file", "table.columns");
        var draft = await drafts.Find(draftId, version, ct);
        var shelf = await drafts.Cases.Rules(ct);
        var live = shelf.Of(shelf.LastBook).Rules.ToDictionary(r => r.No, StringComparer.Ordinal);
        var reader = new RuleRowReader(T, words, await drafts.Cases.Catalogue(ct), await units.Active(ct));
        var faults = new List<RowFault>();
        var wanted = new List<ChangeRule.Command>();
        foreach (var row in rows)
            if (await Read(row, reader, live, faults, actor, ct) is { } command)
                wanted.Add(command);
        Twice(rows, faults);
        if (faults.Count > 0)
            return new Answer(rows.Count, 0, faults, ReturnedSheet.Write(T["权责清单"], T["错误说明"], rows, faults));
        var changes = await drafts.Changes(draftId, ct);
        foreach (var command in wanted)
            change.Put(draft, command, command.Content, shelf, changes, actor);
        drafts.Audit(actor, "imported", draft, $"{wanted.Count}: " + string.Join(' ', wanted.Select(w => w.RuleNo ?? "+")));
        await drafts.Cases.Db.Save(ct);
        return new Answer(rows.Count, wanted.Count, [], null);
    }

    /// <returns>Null when the row changes nothing, or something is wrong with it.</returns>
    private async Task<ChangeRule.Command?> Read(
        SheetRow row,
        RuleRowReader reader,
        Dictionary<string, ResponsibilityRule> live,
        List<RowFault> faults,
        Actor actor,
        CancellationToken ct
    )
    {
        var before = faults.Count;
        var no = row["编号"];
        var known = no.Length > 0 && live.TryGetValue(no, out var rule) ? rule : null;
        if (no.Length > 0 && known is null)
            faults.Add(new RowFault(row.RowNo, "编号", T["现行清单里没有 {0}；新增规则请把编号留空", no]));
        if (reader.Ends(row, faults))
            return faults.Count == before && known is not null ? new ChangeRule.Command(no) : null;
        var content = reader.Read(row, faults);
        if (faults.Count > before)
            return null;
        try
        {
            content = await drafts.Check(content, actor, ct);
        }
        catch (InvalidInput wrong)
        {
            foreach (var (field, found) in wrong.Errors)
                faults.Add(new RowFault(row.RowNo, ColumnOf(field), Say(found[0])));
            return null;
        }
        catch (Forbidden)
        {
            faults.Add(new RowFault(row.RowNo, "区域编码", T["您不能改这个区域的规则"]));
            return null;
        }
        return known is not null && await Same(known, content, ct) ? null : new ChangeRule.Command(known?.No, content);
    }

    /// <summary>Another edition of the same filing condition is no change of the rule.</summary>
    private async Task<bool> Same(ResponsibilityRule known, RuleContent content, CancellationToken ct)
    {
        var live = RuleContent.Of(known);
        var condition = (await drafts.Cases.Catalogue(ct)).InForce(live.ConditionId);
        return live with { ConditionId = condition?.Id } == content;
    }

    private void Twice(List<SheetRow> rows, List<RowFault> faults)
    {
        foreach (
            var same in rows.Where(r => r["编号"].Length > 0).GroupBy(r => r["编号"], StringComparer.Ordinal).Where(g => g.Count() > 1)
        )
        foreach (var row in same.Skip(1))
            faults.Add(new RowFault(row.RowNo, "编号", T["与第 {0} 行编号相同", same.First().RowNo]));
    }

    private string Say(string code) => problems.Find(code, System.Globalization.CultureInfo.CurrentUICulture).Detail;

    private static string? ColumnOf(string field) =>
        field switch
        {
            "CategoryPrefix" => "类别编码",
            "AreaPrefix" => "区域编码",
            "LeadUnitCode" => "主办单位",
            "HelperUnitCodes" => "协办单位",
            "FromMinute" => "时段",
            "ConditionId" => "立案条件",
            "Basis" => "依据",
            _ => null,
        };
}
