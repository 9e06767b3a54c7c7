using Gezhi.Identity.Contract;

namespace Gezhi.Cases.Field;

/// <summary>Units whose work on the ground is done by the workers of the grids. 网格承办单位</summary>
/// <remarks>
/// A community has an office and no crew, and the street's response group takes what nobody owns yet: a case that one of them leads lies
/// on the list of the grid's worker. Bureaus, contractors and utilities send their own people, the worker only goes there first when it
/// is urgent.
/// </remarks>
public sealed class GroundUnits(UnitDirectory units)
{
    /// <summary>Whether the unit leaves its work to the workers of the grids; false without a unit.</summary>
    public async ValueTask<bool> Leads(string? unitCode, CancellationToken ct) =>
        unitCode is not null && await units.Find(unitCode, ct) is { } unit && IsGround(unit.Kind);

    private static bool IsGround(UnitKind kind) => kind is UnitKind.Community or UnitKind.ResponseGroup;

    /// <summary>Codes of the communities and response groups around these areas.</summary>
    public async Task<IReadOnlyList<string>> Around(IReadOnlyList<string> areas, CancellationToken ct) =>
        [
            .. (await units.Active(ct))
                .Where(u => IsGround(u.Kind))
                .Where(u => areas.Any(a => a.StartsWith(u.AreaCode, StringComparison.Ordinal)))
                .Select(u => u.Code),
        ];
}
