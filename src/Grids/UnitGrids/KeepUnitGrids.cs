using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
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

    /// <summary>Puts new and changed cells in force from a day on, in one transaction.</summary>
    /// <exception cref="RuleViolation"><c>grid.day-passed</c>, <c>grid.change-planned</c>.</exception>
    public async Task Run(IReadOnlyList<PlannedArea> cells, DateOnly on, string note, Actor actor, CancellationToken ct)
    {
        if (on < apply.Today)
            throw new RuleViolation("grid.day-passed");
        var now = clock.UtcNow;
        (await db.SettingsToChange(ct)).Changes++;
        var codes = cells.Select(c => c.Code).ToHashSet();
        var standing = (await db.UnitGrids.Where(c => c.ValidTo == null || c.ValidTo >= on).ToListAsync(ct))
            .Where(c => codes.Contains(c.Code))
            .ToList();
        if (standing.Find(c => c.ValidFrom > on) is { } planned)
            throw new RuleViolation(
                "grid.change-planned",
                planned.Code,
                planned.ValidFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            );
        var byCode = standing.ToDictionary(c => c.Code);
        foreach (var cell in cells)
            Put(cell, byCode.GetValueOrDefault(cell.Code), on, now);
        db.Audit(actor, "grid.cells-imported", null, $"{cells.Count} unit grids from {on:O}: {note}", now);
        await db.Save(ct);
        if (on <= apply.Today)
            await loader.Load(ct);
    }

    private void Put(PlannedArea cell, UnitGrid? row, DateOnly on, DateTime now)
    {
        if (row is not null && row.ValidFrom == on)
        {
            (row.Name, row.Shape, row.Source) = (cell.NameZh, AreaShape.Write(cell.Polygons), ApplyPlan.ImportedSource);
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
