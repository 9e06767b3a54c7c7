using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Party;

/// <summary>What became of an import. 导入结果</summary>
/// <param name="Kept">Rows that were taken, or would be.</param>
/// <param name="Faults">Rows that were not, exact to the cell.</param>
/// <param name="Rows">All rows, to send the file back.</param>
public sealed record PartyImport(int Kept, IReadOnlyList<RowFault> Faults, IReadOnlyList<SheetRow> Rows);

/// <summary>Takes party organisations, contact members and households from a table of any office. 导入党组织</summary>
/// <remarks>Columns: 类别, 区域编码, 名称, 负责人, 党员数; or, for contact, 党小组, 联户党员, 本人同意 (是), 联系户 (separated by ；).</remarks>
public sealed class ImportParty(GezhiDb db, KeepPartyOrg orgs, KeepContact contacts, ProblemMapper problems, IStringLocalizer texts)
{
    /// <summary>Most rows of one file.</summary>
    public const int MostRows = 5_000;

    /// <summary>Columns of the file to fill in.</summary>
    public static IReadOnlyList<SheetColumn> Columns { get; } =
    [
        new("类别", 16),
        new("区域编码", 20),
        new("名称", 28),
        new("负责人"),
        new("党员数", 8, true),
        new("联户党员"),
        new("本人同意", 10),
        new("联系户", 60),
    ];

    /// <summary>Each row is answered on its own; wrong rows stop nothing. A dry run keeps nothing.</summary>
    /// <exception cref="InvalidInput">The file cannot be read as a table.</exception>
    public async Task<PartyImport> Run(Stream file, bool isDryRun, Actor actor, CancellationToken ct)
    {
        var rows = SheetReader.Rows(file, MostRows).ToList();
        var kinds = await db.KindsOfParty(ct);
        var (kept, faults) = (0, new List<RowFault>());
        using var turn = isDryRun ? await db.Dialect.WriteTurn(false, ct) : null;
        await using var transaction = isDryRun ? await db.Database.BeginTransactionAsync(ct) : null; // tried in earnest, then taken back
        foreach (var row in rows)
            try
            {
                await Take(row, kinds, actor, ct);
                kept++;
            }
            catch (Exception e)
                when (e is RuleViolation or InvalidInput or NotFound or Forbidden
                    && problems.Explain(e, CultureInfo.CurrentUICulture) is not null
                )
            {
                db.ChangeTracker.Clear();
                faults.Add(Fault(row, e));
            }
        if (transaction is not null)
            await transaction.RollbackAsync(ct);
        return new PartyImport(kept, faults, rows);
    }

    /// <summary>The sent file with what is wrong beside each row.</summary>
    public byte[] Returned(PartyImport done) =>
        ReturnedSheet.Write(texts["党组织"], texts["错误说明"], done.Rows, done.Faults, onlyWrong: true);

    private async Task Take(SheetRow row, IReadOnlyList<PartyKind> kinds, Actor actor, CancellationToken ct)
    {
        var kind =
            kinds.FirstOrDefault(k => k.NameZh == row["类别"] || k.NameEn == row["类别"] || k.Code == row["类别"])
            ?? throw new InvalidInput("类别", "party.no-kind");
        var members = int.TryParse(row["党员数"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (members is null && row["党员数"].Length > 0)
            throw new InvalidInput("党员数", "input.invalid");
        var area = row["区域编码"];
        var org = kind.Step == PartyStep.Group && row["联户党员"].Length > 0 ? await db.GroupNamed(area, row["名称"], ct) : null;
        var id = org ?? await orgs.Run(new KeepPartyOrg.Command(kind.Code, area, row["名称"], row["负责人"], members), actor, ct);
        if (row["联户党员"].Length > 0)
            await contacts.Run(
                new KeepContact.Command(id, row["联户党员"], row["本人同意"] == "是", row["联系户"].Replace('；', '\n').Replace(';', '\n')),
                actor,
                ct
            );
    }

    private RowFault Fault(SheetRow row, Exception e)
    {
        var problem = problems.Explain(e, CultureInfo.CurrentUICulture)!;
        var (field, why) = problem.Errors?.FirstOrDefault() is { Key: { } key, Value: { Length: > 0 } wrong }
            ? (key, wrong[0])
            : (null, problem.Detail);
        return new RowFault(row.RowNo, field is null ? null : Column(field), why);
    }

    private static string Column(string field) =>
        field switch
        {
            "AreaCode" => "区域编码",
            "Name" => "名称",
            "KindCode" => "类别",
            "SecretaryName" => "负责人",
            "Members" => "党员数",
            "Dwellings" => "联系户",
            _ => field,
        };
}
