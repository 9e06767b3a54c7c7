using Gezhi.Grids.Contract;
using Gezhi.Grids.Staffing;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Charter;

/// <summary>One setting of a grid with what it says there. 八定一条</summary>
/// <param name="From">The area whose text holds, which may lie around the grid; null where nothing is said.</param>
/// <param name="Text">Empty for settings that are filled from the grid itself.</param>
public sealed record CharterLine(CharterSetting Setting, string? From, string Text, int? PatrolsAWeek, int? VisitsAMonth)
{
    /// <summary>Whether nothing is said where something should be.</summary>
    public bool IsGap =>
        Setting.Source switch
        {
            CharterSource.Text => Text.Length == 0,
            CharterSource.Frequency => PatrolsAWeek is null || VisitsAMonth is null,
            _ => false,
        };
}

/// <summary>The charter of a grid, one page. 网格八定</summary>
/// <param name="Staff">Titles of posts and seats, in the order of the kinds; names only for colleagues.</param>
/// <param name="Vacancies">What the norm wants and nobody holds.</param>
public sealed record CharterSheet(
    StaffTree Tree,
    IReadOnlyList<CharterLine> Lines,
    IReadOnlyList<StaffHolder> Staff,
    IReadOnlyList<StaffVacancy> Vacancies
);

/// <summary>A grid whose charter is not complete. 八定缺项</summary>
public sealed record CharterGap(StaffArea Grid, IReadOnlyList<CharterSetting> Missing);

/// <summary>Reads charters and their gaps. 查网格八定</summary>
public sealed class ReadCharter(GezhiDb db, StaffAreas areas, ReadStaffing staffing)
{
    /// <summary>One grid.</summary>
    /// <exception cref="NotFound">No grid of this code, or out of reach.</exception>
    public async Task<CharterSheet> Run(string? code, Actor actor, CancellationToken ct)
    {
        var tree = await areas.Below(code ?? "", actor, Permission.SeeStaffing, ct);
        if (tree.Area.Level != AreaLevel.Grid)
            throw new NotFound("grid");
        var holders = await staffing.Holders(tree.Area.Code, ct);
        var check = StaffingCheck.Of([tree.Area], [.. holders], await staffing.Norms(ct), new Dictionary<string, int>());
        return new CharterSheet(
            tree,
            Lines(await db.SettingsOfCharter(ct), await Values(tree.Area.Code, ct), tree.Area.Code),
            [.. holders.OrderBy(h => h.AreaCode.Length).ThenBy(h => h.Kind).ThenBy(h => h.AreaCode, StringComparer.Ordinal)],
            check.Vacancies
        );
    }

    /// <summary>Grids inside an area whose charter is not complete; a vacant place of the norm is a gap of the setting about people.</summary>
    public async Task<(StaffTree Tree, int Grids, IReadOnlyList<CharterGap> Gaps)> Gaps(string? code, Actor actor, CancellationToken ct)
    {
        var tree = await areas.Below(code, actor, Permission.SeeStaffing, ct);
        var settings = await db.SettingsOfCharter(ct);
        var values = await Values(tree.Area.Code, ct);
        var grids = tree.All.Where(a => a is { Level: AreaLevel.Grid, Kind: AreaKind.Ordinary }).ToList();
        var holders = await staffing.Holders(tree.Area.Code, ct);
        var vacant = StaffingCheck
            .Of(grids, [.. holders], await staffing.Norms(ct), new Dictionary<string, int>())
            .Vacancies.Select(v => v.Area.Code)
            .ToHashSet();
        var gaps = grids
            .Select(g => new CharterGap(
                g,
                [
                    .. Lines(settings, values, g.Code)
                        .Where(l => l.IsGap || (l.Setting.Source == CharterSource.Staff && vacant.Contains(g.Code)))
                        .Select(l => l.Setting),
                ]
            ))
            .Where(g => g.Missing.Count > 0)
            .ToList();
        return (tree, grids.Count, gaps);
    }

    /// <summary>What each setting says at a place: the text of the nearest area around it.</summary>
    internal static IReadOnlyList<CharterLine> Lines(
        IReadOnlyList<CharterSetting> settings,
        ILookup<int, CharterValue> values,
        string code
    ) =>
        [
            .. settings.Select(setting =>
            {
                var value = values[setting.No]
                    .Where(v => code.StartsWith(v.AreaCode, StringComparison.Ordinal))
                    .MaxBy(v => v.AreaCode.Length);
                return new CharterLine(setting, value?.AreaCode, value?.Text ?? "", value?.PatrolsAWeek, value?.VisitsAMonth);
            }),
        ];

    /// <summary>Texts of the areas around and inside an area.</summary>
    private async Task<ILookup<int, CharterValue>> Values(string code, CancellationToken ct)
    {
        var around = AreaCode.Parse(code).Path.Select(a => a.Value).ToList();
        var end = code + ":"; // ':' follows '9'
        var rows = await db
            .CharterValues.AsNoTracking()
            .Where(v => around.Contains(v.AreaCode) || (v.AreaCode.CompareTo(code) >= 0 && v.AreaCode.CompareTo(end) < 0))
            .ToListAsync(ct);
        return rows.ToLookup(v => v.No);
    }
}
