using Gezhi.Grids.Staffing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Charter;

/// <summary>Writes what a setting says for an area, or how the settings of the district are called. 填写网格八定</summary>
public sealed class SaveCharter(GezhiDb db, StaffAreas areas, TimeProvider clock)
{
    /// <param name="AreaCode">District, street, community or grid; the grids inside inherit.</param>
    /// <param name="No">Number of the setting.</param>
    /// <param name="Text">Empty takes the text back: what the wider area says holds again.</param>
    /// <param name="Version">The version the person saw, 0 when nothing was written yet; null: whatever stands is replaced.</param>
    public sealed record Command(
        [property: Needed, Longest(15)] string AreaCode,
        [property: Needed] int? No,
        [property: Longest(CharterValue.Longest)] string? Text,
        [property: Between(0, 100)] int? PatrolsAWeek = null,
        [property: Between(0, 1000)] int? VisitsAMonth = null,
        int? Version = null
    );

    /// <param name="NameZh">How the district calls it.</param>
    public sealed record Naming(int No, [property: Needed, Longest(10)] string NameZh, [property: Longest(40)] string? NameEn = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/api/charters",
                async (Command command, SaveCharter feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithTags("Grids 网格")
            .WithSummary("保存网格八定 · Save the charter of a grid")
            .RequirePermission(Permission.KeepStaffing);

    /// <exception cref="Forbidden">No post that keeps the staffing reaches the area.</exception>
    /// <exception cref="StaleVersion">Somebody else wrote it meanwhile.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId || !await areas.Stands(area, ct))
            throw new InvalidInput(nameof(command.AreaCode), "seat.no-area");
        actor.Require(Permission.KeepStaffing, area.Value);
        var setting = (await db.SettingsOfCharter(ct)).FirstOrDefault(s => s.No == command.No) ?? throw new NotFound("setting");
        if (setting.Source is CharterSource.Boundary or CharterSource.Staff)
            throw new RuleViolation("charter.filled-by-itself");
        var row = await db.CharterValues.FirstOrDefaultAsync(v => v.AreaCode == area.Value && v.No == setting.No, ct);
        if (command.Version is { } seen && seen != (row?.Version ?? 0))
            throw new StaleVersion(row?.Version);
        var text = PlainText.Clean(command.Text);
        if (text.Length == 0 && command.PatrolsAWeek is null && command.VisitsAMonth is null)
        {
            if (row is not null)
                db.Remove(row);
        }
        else
        {
            if (row is null)
                db.Add(
                    row = new CharterValue
                    {
                        DistrictId = db.DistrictId,
                        AreaCode = area.Value,
                        No = setting.No,
                    }
                );
            (row.Text, row.PatrolsAWeek, row.VisitsAMonth) = (text, command.PatrolsAWeek, command.VisitsAMonth);
        }
        db.Audit(actor, "charter.saved", null, $"{area.Value} {command.No}", clock.UtcNow);
        await SaveFirst(ct);
    }

    /// <summary>Calls a setting by the district's own name; only for the whole district.</summary>
    public async Task Name(Naming command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.KeepStaffing, $"{db.DistrictId}");
        var own = await db.CharterSettings.ToListAsync(ct);
        if (own.Count == 0)
        {
            own = [.. CharterSetting.Usual.Select(Own)];
            db.AddRange(own);
        }
        var setting = own.Find(s => s.No == command.No) ?? throw new NotFound("setting");
        (setting.NameZh, setting.NameEn) = (PlainText.CleanLine(command.NameZh), PlainText.CleanLine(command.NameEn));
        db.Audit(actor, "charter.named", null, $"{setting.No} {setting.NameZh}", clock.UtcNow);
        await db.Save(ct);
    }

    /// <exception cref="StaleVersion">Somebody else wrote the same place at the same moment.</exception>
    private async Task SaveFirst(CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion();
        }
    }

    private CharterSetting Own(CharterSetting usual) =>
        new()
        {
            DistrictId = db.DistrictId,
            No = usual.No,
            Source = usual.Source,
            NameZh = usual.NameZh,
            NameEn = usual.NameEn,
        };
}
