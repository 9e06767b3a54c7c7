using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.UnitGrids;

/// <summary>Reads and keeps unit grids. 单元网格维护</summary>
internal sealed class KeepUnitGrids(GezhiDb db, GridLoader loader, ApplyPlan apply, TimeProvider clock)
{
    /// <summary>Cells standing on a local day, as areas without parent.</summary>
    public async Task<List<PlannedArea>> On(DateOnly day, CancellationToken ct) =>
        [
            .. (
                await db.UnitGrids.AsNoTracking().Where(c => c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo >= day)).ToListAsync(ct)
            ).Select(c => new PlannedArea(c.Code, AreaKind.Ordinary, c.Name, "", null, false, Rings.Normal(AreaShape.Read(c.Shape)))),
        ];

    /// <summary>Puts new and changed cells in force from a day on and ends others, in one transaction.</summary>
    /// <param name="ended">Codes that stand no longer.</param>
    /// <exception cref="RuleViolation"><c>grid.day-passed</c>, <c>grid.change-planned</c>.</exception>
    public async Task Run(
        IReadOnlyList<PlannedArea> cells,
        IReadOnlyList<string> ended,
        DateOnly on,
        string note,
        Actor actor,
        CancellationToken ct
    )
    {
        if (on < apply.Today)
            throw new RuleViolation("grid.day-passed");
        var now = clock.UtcNow;
        (await db.SettingsToChange(ct)).Changes++;
        var byCode = await Rows([.. cells.Select(c => c.Code), .. ended], on, ct);
        foreach (var cell in cells)
            Put(cell, byCode.GetValueOrDefault(cell.Code), on, now);
        foreach (var code in ended)
            byCode[code].ValidTo = on.AddDays(-1);
        db.Audit(actor, "grid.cells-imported", null, $"{cells.Count} unit grids from {on:O}, {ended.Count} end: {note}", now);
        await db.Save(ct);
        if (on <= apply.Today)
            await loader.Load(ct);
    }

    /// <summary>The row of each code that stands on the day; else the one that began on it and was ended on it, which is used again.</summary>
    private async Task<Dictionary<string, UnitGrid>> Rows(HashSet<string> codes, DateOnly on, CancellationToken ct)
    {
        var rows = (await db.UnitGrids.Where(c => c.ValidTo == null || c.ValidTo >= on || c.ValidFrom == on).ToListAsync(ct)).FindAll(c =>
            codes.Contains(c.Code)
        );
        var standing = rows.FindAll(c => c.ValidTo is null || c.ValidTo >= c.ValidFrom);
        if (standing.Find(c => c.ValidFrom > on || c.ValidTo is not null) is { } planned)
            throw new RuleViolation("grid.change-planned", planned.Code, ApplyPlan.Planned(planned.ValidFrom, planned.ValidTo, on));
        return standing.Concat(rows.Except(standing).Where(c => c.ValidFrom == on)).ToDictionary(c => c.Code);
    }

    private void Put(PlannedArea cell, UnitGrid? row, DateOnly on, DateTime now)
    {
        if (row is not null && row.ValidFrom == on)
        {
            (row.Name, row.Shape, row.Source, row.ValidTo) = (cell.NameZh, AreaShape.Write(cell.Polygons), ApplyPlan.ImportedSource, null);
            return;
        }
        if (row is not null)
            row.ValidTo = on.AddDays(-1);
        db.Add(
            new UnitGrid
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Code = cell.Code,
                Name = cell.NameZh,
                Shape = AreaShape.Write(cell.Polygons),
                Source = ApplyPlan.ImportedSource,
                ValidFrom = on,
            }
        );
    }
}
