using Gezhi.Grids.Areas;
using Gezhi.Grids.Topology;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Changing;

/// <summary>Writes a plan in one transaction and puts the new boundaries in force. 变更生效</summary>
internal sealed class ApplyPlan(GezhiDb db, GridLoader loader, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Longest list of codes kept with a change.</summary>
    private const int MostCodes = 100;

    public const string EditedSource = "在图上编辑";
    public const string ImportedSource = "文件导入";

    /// <summary>Today in the deployment's zone.</summary>
    public DateOnly Today => calendar.LocalDay(clock.UtcNow);

    /// <param name="plan">Without blocking findings.</param>
    /// <param name="on">First local day of the new boundaries; today or later.</param>
    /// <param name="seen">Code → version the person saw, for every area that the plan changes; null: whoever applies it has just read them.</param>
    /// <param name="note">Why.</param>
    /// <exception cref="StaleVersion">Somebody changed one of the areas first.</exception>
    /// <exception cref="RuleViolation"><c>grid.findings-left</c>, <c>grid.day-passed</c>, <c>grid.change-planned</c>.</exception>
    public async Task<Guid> Run(
        BoundaryPlan plan,
        DateOnly on,
        IReadOnlyDictionary<string, int>? seen,
        string note,
        Actor actor,
        CancellationToken ct
    )
    {
        if (plan.IsBlocked)
            throw new RuleViolation("grid.findings-left", plan.Findings.Count(f => f.Blocks));
        if (on < Today)
            throw new RuleViolation("grid.day-passed");
        var now = clock.UtcNow;
        (await db.SettingsToChange(ct)).Changes++; // its version counts: two changes of one district cannot pass together
        var (rows, gone) = await Rows(plan, on, ct);
        foreach (var code in plan.Ended.Concat(plan.Began.Select(a => a.Code)).Where(rows.ContainsKey))
            if (seen is not null && seen.GetValueOrDefault(code) != rows[code].Version)
                throw new StaleVersion(rows[code].Version);
        foreach (var code in plan.Ended)
            End(rows[code], on);
        foreach (var area in plan.Began)
            Begin(area, rows.GetValueOrDefault(area.Code) ?? gone.GetValueOrDefault(area.Code), plan.Kind, on, now);
        foreach (var area in plan.Noded)
            rows[area.Code].Shape = AreaShape.Write(area.Polygons);
        var change = Record(plan, on, note, actor, now);
        db.Add(change);
        db.Audit(
            actor,
            "grid.changed",
            change.Id,
            $"{plan.Kind} {change.AreaCode} {on:O}: {plan.Began.Count} begin, {plan.Ended.Count} end",
            now
        );
        await db.Save(ct);
        if (on <= Today)
            await loader.Load(ct);
        return change.Id;
    }

    /// <summary>Rows that stand on the day, and rows that began on the day and were ended on it: they stood on no day and are used again.</summary>
    private async Task<(Dictionary<string, Area> Standing, Dictionary<string, Area> Gone)> Rows(
        BoundaryPlan plan,
        DateOnly on,
        CancellationToken ct
    )
    {
        var codes = plan.Began.Select(a => a.Code).Concat(plan.Ended).Concat(plan.Noded.Select(a => a.Code)).ToHashSet();
        var list = codes.ToList();
        var query = db.Areas.Where(a => a.ValidTo == null || a.ValidTo >= on || a.ValidFrom == on);
        var rows = await (codes.Count > 400 ? query : query.Where(a => list.Contains(a.Code))).ToListAsync(ct);
        rows.RemoveAll(r => !codes.Contains(r.Code));
        var standing = rows.FindAll(r => r.ValidTo is null || r.ValidTo >= r.ValidFrom);
        if (standing.Find(r => r.ValidFrom > on || r.ValidTo is not null) is { } planned)
            throw new RuleViolation("grid.change-planned", planned.Code, Planned(planned.ValidFrom, planned.ValidTo, on));
        return (standing.ToDictionary(r => r.Code), rows.Except(standing).Where(r => r.ValidFrom == on).ToDictionary(r => r.Code));
    }

    /// <summary>The day on which what is planned comes into force: the row begins, or stands no more.</summary>
    internal static string Planned(DateOnly from, DateOnly? to, DateOnly on) =>
        (from > on ? from : to!.Value.AddDays(1)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void End(Area row, DateOnly on) => row.ValidTo = on.AddDays(-1);

    /// <summary>The day's own row is corrected in place; an older one ends and a new one begins.</summary>
    private void Begin(PlannedArea area, Area? row, BoundaryChangeKind kind, DateOnly on, DateTime now)
    {
        var source = kind == BoundaryChangeKind.Import ? ImportedSource : EditedSource;
        if (row is not null && row.ValidFrom == on)
        {
            (row.NameZh, row.NameEn, row.Households, row.IsRural) = (area.NameZh, area.NameEn, area.Households, area.IsRural);
            (row.Shape, row.Source, row.Kind, row.ValidTo) = (ShapeOf(area), source, area.Kind, null);
            return;
        }
        if (row is not null)
            End(row, on);
        db.Add(
            new Area
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Code = area.Code,
                Level = AreaCode.Parse(area.Code).Level,
                Kind = area.Kind,
                NameZh = area.NameZh,
                NameEn = area.NameEn,
                Shape = ShapeOf(area),
                Households = area.Households,
                IsRural = area.IsRural,
                Source = source,
                ValidFrom = on,
                Version = (row?.Version ?? 0) + 1,
            }
        );
    }

    private static string? ShapeOf(PlannedArea area) => area.Polygons.Count == 0 ? null : AreaShape.Write(area.Polygons);

    private BoundaryChange Record(BoundaryPlan plan, DateOnly on, string note, Actor actor, DateTime now)
    {
        var codes = plan.Began.Select(a => a.Code).Concat(plan.Ended).Order(StringComparer.Ordinal).ToList();
        return new BoundaryChange
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            At = now,
            AccountId = actor.AccountId,
            Kind = plan.Kind,
            EffectiveOn = on,
            AreaCode = Around(codes),
            Codes = string.Join(',', codes.Take(MostCodes)),
            Successions = string.Join(',', plan.Successions.Take(200).Select(s => $"{s.Old}>{s.New}")),
            Note = note,
        };
    }

    /// <summary>The smallest area that holds all codes.</summary>
    private static string Around(List<string> codes)
    {
        var common = codes.Aggregate((a, b) => a[..a.Zip(b).TakeWhile(p => p.First == p.Second).Count()]);
        return common[
            ..(
                common.Length switch
                {
                    >= 17 => 17,
                    >= 15 => 15,
                    >= 12 => 12,
                    >= 9 => 9,
                    _ => Math.Min(6, common.Length),
                }
            )
        ];
    }
}
