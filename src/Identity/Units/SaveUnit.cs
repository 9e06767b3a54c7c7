using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Units;

/// <summary>Adds a unit or changes it; a unit is never deleted, only taken out of use. 维护处置部门</summary>
internal sealed class SaveUnit(GezhiDb db, UnitSnapshots snapshots, TimeProvider clock)
{
    /// <param name="NameEn">Empty: the Chinese name is shown.</param>
    /// <param name="AreaCode">Area the unit belongs to; null: the whole district.</param>
    /// <param name="Version">Version the administrator saw; null for a new unit.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string NameZh,
        [property: Longest(100)] string? NameEn,
        [property: Needed] UnitKind? Kind,
        [property: Longest(17)] string? AreaCode = null,
        bool IsActive = true,
        int? Version = null
    );

    /// <exception cref="StaleVersion">Somebody else changed the unit, or a new one has a code that is taken.</exception>
    public async Task Run(string code, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!IsCode(code))
            throw new InvalidInput("Code", "unit.code-form");
        var unit = await db.Units.FirstOrDefaultAsync(u => u.Code == code, ct);
        if (unit?.Version != command.Version)
            throw new StaleVersion(unit?.Version);
        var now = clock.UtcNow;
        if (unit is null)
            db.Add(unit = new Unit { DistrictId = db.DistrictId, Code = code });
        Fill(unit, command);
        db.Audit(actor, "unit.saved", null, $"{code} {(unit.IsActive ? "active" : "inactive")}", now);
        await db.Save(ct);
        snapshots.Drop(db.DistrictId);
    }

    private static void Fill(Unit unit, Command command)
    {
        var district = unit.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var area = string.IsNullOrWhiteSpace(command.AreaCode) ? district : command.AreaCode;
        if (!AreaCode.TryParse(area, out var code) || code.DistrictId != unit.DistrictId)
            throw new InvalidInput("AreaCode", "post.needs-area");
        unit.NameZh = PlainText.CleanLine(command.NameZh);
        unit.NameEn = PlainText.CleanLine(command.NameEn) is { Length: > 0 } english ? english : unit.NameZh;
        unit.Kind = command.Kind is { } kind && Enum.IsDefined(kind) ? kind : throw new InvalidInput("Kind", "input.invalid");
        unit.AreaCode = code.Value;
        unit.IsActive = command.IsActive;
    }

    private static bool IsCode(string code) =>
        code.Length is > 0 and <= 40
        && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && code[0] != '-'
        && code[^1] != '-';
}
