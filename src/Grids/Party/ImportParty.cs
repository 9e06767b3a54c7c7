using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
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
public sealed class ImportParty(
    GezhiDb db,
    KeepPartyOrg orgs,
    KeepContact contacts,
    VirusScan scan,
    ProblemMapper problems,
    IStringLocalizer texts,
    TimeProvider clock
)
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

    /// <summary>Each row is answered on its own; wrong rows stop nothing. A dry run asks the same questions and writes nothing.</summary>
    /// <exception cref="InvalidInput">The file cannot be read as a table.</exception>
    public async Task<PartyImport> Run(Stream file, bool isDryRun, Actor actor, CancellationToken ct)
    {
        await scan.Demand(file, texts["党组织"], ct);
        var rows = SheetReader.Rows(file, MostRows, ct).ToList();
        var kinds = await db.KindsOfParty(ct);
        var (kept, faults, tried) = (0, new List<RowFault>(), new Tried());
        foreach (var row in rows)
        {
            try
            {
                await Take(row, kinds, tried, isDryRun, actor, ct);
                kept++;
            }
            catch (Exception e)
                when (e is RuleViolation or InvalidInput or NotFound or Forbidden
                    && problems.Explain(e, CultureInfo.CurrentUICulture) is not null
                )
            {
                faults.Add(Fault(row, e));
            }
            db.Forget(); // each row stands alone; what is kept need not be looked through with every later one
        }
        return new PartyImport(kept, faults, rows);
    }

    /// <summary>The sent file with what is wrong beside each row.</summary>
    public byte[] Returned(PartyImport done) =>
        ReturnedSheet.Write(texts["党组织"], texts["错误说明"], done.Rows, done.Faults, onlyWrong: true);

    /// <summary>Looks one row through and, in earnest, keeps its organisation and contact together or neither.</summary>
    private async Task Take(SheetRow row, IReadOnlyList<PartyKind> kinds, Tried tried, bool isDryRun, Actor actor, CancellationToken ct)
    {
        var kind =
            kinds.FirstOrDefault(k => k.NameZh == row["类别"] || k.NameEn == row["类别"] || k.Code == row["类别"])
            ?? throw new InvalidInput("类别", "party.no-kind");
        var hasContact = row["联户党员"].Length > 0;
        var known = kind.Step == PartyStep.Group && hasContact ? await Known(row, tried, actor, ct) : null;
        var org = known ?? await Fresh(row, kind, tried, actor, ct);
        var command = hasContact ? Contact(row, org) : null;
        (PartyContact Contact, IReadOnlyList<ContactHousehold> Households)? contact = command is null
            ? null
            : await contacts.Make(org, command, ct);
        var indexes = contact?.Households.Select(h => Convert.ToHexString(h.DwellingIndex)).ToList() ?? [];
        if (indexes.Exists(tried.Dwellings.Contains))
            throw new RuleViolation("party.household-taken");
        if (!isDryRun)
            await Keep(known is null ? org : null, contact, command, actor, ct);
        tried.Orgs[(org.AreaCode, org.Name)] = org;
        tried.Dwellings.UnionWith(indexes);
    }

    private async Task<PartyOrg?> Known(SheetRow row, Tried tried, Actor actor, CancellationToken ct)
    {
        if (tried.Orgs.TryGetValue((row["区域编码"], row["名称"]), out var org))
            return org;
        return await db.GroupNamed(row["区域编码"], row["名称"], ct) is { } id ? await contacts.Group(id, actor, ct) : null;
    }

    private async Task<PartyOrg> Fresh(SheetRow row, PartyKind kind, Tried tried, Actor actor, CancellationToken ct)
    {
        var members = int.TryParse(row["党员数"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (members is null && row["党员数"].Length > 0)
            throw new InvalidInput("党员数", "input.invalid");
        var org = await orgs.Make(new KeepPartyOrg.Command(kind.Code, row["区域编码"], row["名称"], row["负责人"], members), actor, ct);
        return tried.Orgs.ContainsKey((org.AreaCode, org.Name)) ? throw new RuleViolation("party.twice") : org;
    }

    private async Task Keep(
        PartyOrg? org,
        (PartyContact Contact, IReadOnlyList<ContactHousehold> Households)? contact,
        KeepContact.Command? command,
        Actor actor,
        CancellationToken ct
    )
    {
        var now = clock.UtcNow;
        if (org is not null)
        {
            db.Add(org);
            db.Audit(actor, "party.kept", org.Id, $"{org.KindCode} {org.AreaCode}", now);
        }
        if (contact is { } kept)
        {
            db.Add(kept.Contact);
            db.AddRange(kept.Households);
            await contacts.Agree(kept.Contact, command!, actor, ct);
            db.Audit(actor, "party.contact-kept", kept.Contact.Id, kept.Contact.AreaCode, now);
        }
        await db.Save(ct);
    }

    private static KeepContact.Command Contact(SheetRow row, PartyOrg org) =>
        new(org.Id, row["联户党员"], row["本人同意"] == "是", row["联系户"].Replace('；', '\n').Replace(';', '\n'));

    /// <summary>Rows of the file that went well so far: a dry run keeps nothing that could be asked for.</summary>
    private sealed class Tried
    {
        public Dictionary<(string Area, string Name), PartyOrg> Orgs { get; } = [];

        public HashSet<string> Dwellings { get; } = new(StringComparer.Ordinal);
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
