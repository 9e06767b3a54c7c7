using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Catalogue;

/// <summary>The table of filing conditions as Excel or CSV, out and in. 立案条件表格</summary>
public sealed class ConditionSheet(CaseDesk desk, KeepConditions keep, VirusScan scan, ProblemMapper problems, IStringLocalizer T)
{
    private const int Most = 5_000;

    private static readonly (LimitUnit Unit, string Zh)[] Units =
    [
        (LimitUnit.UrgentHour, "紧急工作时"),
        (LimitUnit.UrgentDay, "紧急工作日"),
        (LimitUnit.WorkHour, "工作时"),
        (LimitUnit.WorkDay, "工作日"),
        (LimitUnit.NaturalDay, "自然日"),
    ];

    private static readonly SheetColumn[] Columns =
    [
        new("类别编码", 26),
        new("类别名称", 22),
        new("序号", 6, true),
        new("立案条件", 40),
        new("Condition", 40),
        new("时限", 8, true),
        new("单位", 12),
        new("结案条件", 36),
        new("Close when", 36),
    ];

    /// <summary>What an import would do or has done. 导入结果</summary>
    /// <param name="Added">Conditions that were not there.</param>
    /// <param name="Changed">New editions.</param>
    /// <param name="Same">Rows that say what holds already.</param>
    public sealed record Result(int Added, int Changed, int Same, IReadOnlyList<RowFault> Faults, bool IsDryRun);

    /// <summary>What holds today, as a workbook that can be changed and brought back. 导出</summary>
    public async Task<byte[]> Export(CancellationToken ct)
    {
        var catalogue = await desk.Catalogue(ct);
        return SheetWriter.Write(
            "立案条件",
            Columns,
            Current(catalogue)
                .Select(c =>
                    (IEnumerable<string?>)
                        [
                            c.CategoryKey,
                            catalogue.Find(c.CategoryKey)?.NameZh,
                            c.Order.ToString(CultureInfo.InvariantCulture),
                            c.TextZh,
                            c.TextEn,
                            c.LimitValue.ToString(CultureInfo.InvariantCulture),
                            Units.First(u => u.Unit == c.LimitUnit).Zh,
                            c.CloseWhenZh,
                            c.CloseWhenEn,
                        ]
                )
        );
    }

    /// <summary>Reads every row; with one wrong row nothing is kept. 导入</summary>
    /// <param name="isDryRun">Only says what would happen.</param>
    public async Task<Result> Import(Stream file, bool isDryRun, Actor actor, CancellationToken ct)
    {
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        await scan.Demand(file, T["立案条件"], ct);
        await Catalogues.Changed(desk.Db, ct);
        var catalogue = await desk.Catalogue(ct);
        var known = Current(catalogue).ToDictionary(c => (c.CategoryKey, c.Order));
        var (faults, seen) = (new List<RowFault>(), new HashSet<(string, int)>());
        var (added, changed, same) = (0, 0, 0);
        foreach (var row in SheetReader.Rows(file, Most, ct).Where(r => !r.IsEmpty))
        {
            if (Read(row, catalogue, known, seen, faults) is not { } command)
                continue;
            if (command.Id is { } id && IsSame(catalogue.Condition(id)!, command))
            {
                same++;
                continue;
            }
            if (!await Try(row, command, actor, faults, ct))
                continue;
            _ = command.Id is null ? added++ : changed++;
        }
        if (isDryRun || faults.Count > 0)
            desk.Db.Forget();
        else
        {
            desk.Db.Audit(actor, "conditions.imported", null, $"+{added} ~{changed}", desk.Now);
            await keep.Keep(ct);
        }
        return new Result(added, changed, same, faults, isDryRun);
    }

    /// <summary>What holds today, and what is planned and holds not yet; of each condition one edition, the newest where two hold.</summary>
    private IEnumerable<FilingCondition> Current(CatalogueOf catalogue)
    {
        var today = keep.Today;
        return catalogue
            .Conditions.Where(c => c.HoldsOn(today) || (c.ValidFrom > today && c.ValidTo is null))
            .GroupBy(c => (c.CategoryKey, c.Order))
            .Select(g => g.Where(c => c.HoldsOn(today)).MaxBy(c => c.Edition) ?? g.MaxBy(c => c.Edition)!)
            .OrderBy(c => c.CategoryKey, StringComparer.Ordinal)
            .ThenBy(c => c.Order);
    }

    private KeepConditions.Command? Read(
        SheetRow row,
        CatalogueOf catalogue,
        Dictionary<(string, int), FilingCondition> known,
        HashSet<(string, int)> seen,
        List<RowFault> faults
    )
    {
        var before = faults.Count;
        void Fault(string column, string text) => faults.Add(new RowFault(row.RowNo, column, text));
        var key = row["类别编码"];
        if (catalogue.Find(key) is not { } category)
            Fault("类别编码", T["没有这个类别"]);
        else if (!category.IsInUse || !catalogue.Holds(category))
            Fault("类别编码", T["这个类别不能立案"]);
        var order = 0;
        if (row["序号"].Length > 0 && (!int.TryParse(row["序号"], CultureInfo.InvariantCulture, out order) || order < 1))
            Fault("序号", T["应为 1 以上的整数"]);
        if (order > 0 && !seen.Add((key, order)))
            Fault("序号", T["同一类别的序号重复"]);
        if (!double.TryParse(row["时限"], CultureInfo.InvariantCulture, out var value) || value is < 0.5 or > 365 || value * 2 % 1 != 0)
            Fault("时限", T["应为 0.5 到 365，可以有半"]);
        var unit = Array.FindIndex(
            Units,
            u => u.Zh == row["单位"] || string.Equals(u.Unit.ToString(), row["单位"], StringComparison.OrdinalIgnoreCase)
        );
        if (unit < 0)
            Fault("单位", T["应为：{0}", string.Join('、', Units.Select(u => u.Zh))]);
        foreach (var column in new[] { "立案条件", "结案条件" })
            if (row[column].Length is 0 or > 100)
                Fault(column, T["不能为空，最多 100 字"]);
        if (faults.Count > before)
            return null;
        return new KeepConditions.Command(
            known.GetValueOrDefault((key, order))?.Id,
            key,
            row["立案条件"],
            row["Condition"],
            value,
            Units[unit].Unit,
            row["结案条件"],
            row["Close when"]
        );
    }

    private static bool IsSame(FilingCondition now, KeepConditions.Command then) =>
        now.TextZh == then.TextZh
        && now.TextEn == then.TextEn
        && now.LimitValue.Equals(then.LimitValue)
        && now.LimitUnit == then.LimitUnit
        && now.CloseWhenZh == then.CloseWhenZh
        && now.CloseWhenEn == then.CloseWhenEn;

    private async Task<bool> Try(SheetRow row, KeepConditions.Command command, Actor actor, List<RowFault> faults, CancellationToken ct)
    {
        try
        {
            await keep.Stage(command, actor, ct);
            return true;
        }
        catch (Exception e) when (problems.Explain(e, CultureInfo.CurrentUICulture) is { } problem)
        {
            faults.Add(new RowFault(row.RowNo, null, $"{problem.Title}：{problem.Detail}"));
            return false;
        }
    }
}
