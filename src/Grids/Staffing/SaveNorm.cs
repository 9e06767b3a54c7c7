using Gezhi.Grids.Contract;
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

namespace Gezhi.Grids.Staffing;

/// <summary>Says how many of a kind areas of a level need. 设定配置标准</summary>
public sealed class SaveNorm(GezhiDb db, ReadStaffing staffing, TimeProvider clock)
{
    /// <param name="AreaCode">Where it holds: district, street or community.</param>
    /// <param name="Least">0: none is needed.</param>
    /// <param name="MostHouseholds">Of one person; null: no limit.</param>
    /// <param name="MostOpenCases">Of one person; null: no limit.</param>
    /// <param name="Version">The version the person saw, 0 when the line was not written; null: whatever stands is replaced.</param>
    public sealed record Command(
        [property: Needed, Longest(12)] string AreaCode,
        [property: Needed] AreaLevel? Level,
        [property: Needed] StaffKind? Kind,
        [property: Needed, Between(0, 20)] int? Least,
        [property: Between(1, 100000)] int? MostHouseholds = null,
        [property: Between(1, 10000)] int? MostOpenCases = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/api/staffing/norm",
                async (Command command, SaveNorm feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithTags("Grids 网格")
            .WithSummary("保存配置标准 · Save a staffing norm")
            .RequirePermission(Permission.KeepStaffing);

    /// <exception cref="Forbidden">No post that keeps the staffing reaches the area.</exception>
    /// <exception cref="StaleVersion">Somebody else wrote the line meanwhile.</exception>
    public async Task Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!AreaCode.TryParse(command.AreaCode, out var area) || area.DistrictId != actor.DistrictId || area.Level > AreaLevel.Community)
            throw new InvalidInput(nameof(command.AreaCode), "seat.no-area");
        actor.Require(Permission.KeepStaffing, area.Value);
        var now = clock.UtcNow;
        if (!await db.Set<StaffingNorm>().AnyAsync(ct))
            db.AddRange(StaffingNorms.Usual($"{db.DistrictId}").Where(l => !Same(l, command)).Select(l => Row(l, now)));
        var line = new NormLine(
            area.Value,
            command.Level!.Value,
            command.Kind!.Value,
            command.Least!.Value,
            command.MostHouseholds,
            command.MostOpenCases
        );
        var row = await db.Set<StaffingNorm>()
            .FirstOrDefaultAsync(n => n.AreaCode == area.Value && n.Level == line.Level && n.Kind == line.Kind, ct);
        if (command.Version is { } seen && seen != (row?.Version ?? 0))
            throw new StaleVersion(row?.Version);
        if (row is null)
            db.Add(Row(line, now));
        else
            (row.Least, row.MostHouseholds, row.MostOpenCases) = (line.Least, line.MostHouseholds, line.MostOpenCases);
        db.Audit(actor, "staffing.norm-saved", null, $"{line.Kind} {line.Level} {line.AreaCode} {line.Least}", now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // the same line at the same moment
        }
    }

    /// <summary>The norm line by line, for the page.</summary>
    public Task<IReadOnlyList<NormLine>> Lines(CancellationToken ct) => staffing.NormLines(ct);

    private StaffingNorm Row(NormLine line, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AreaCode = line.AreaCode,
            Level = line.Level,
            Kind = line.Kind,
            Least = line.Least,
            MostHouseholds = line.MostHouseholds,
            MostOpenCases = line.MostOpenCases,
        };

    private static bool Same(NormLine line, Command command) =>
        line.AreaCode == command.AreaCode && line.Level == command.Level && line.Kind == command.Kind;
}
