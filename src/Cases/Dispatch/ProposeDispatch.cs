using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Dispatch;

/// <summary>Which unit should answer for a case, and why. 派遣建议</summary>
public sealed class ProposeDispatch(CaseDesk desk, UnitDirectory units, PlaceKinds kinds)
{
    /// <summary>The proposal for a case that has a category, or would have this one.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="categoryKey">Category to assume; null takes the case's own.</param>
    /// <returns>Null while no category is known.</returns>
    public async Task<DispatchProposal?> Run(Case subject, string? categoryKey, CancellationToken ct)
    {
        if ((categoryKey ?? subject.CategoryKey) is not { } key)
            return null;
        var shelf = await desk.Rules(ct);
        var active = await units.Active(ct);
        return DispatchProposal.For(
            shelf.At(desk.Now),
            await MatterOf(subject, key, ct),
            new(
                code => IsActive(active, code),
                await ReturnedBy(subject, ct),
                InterimHandlers.Nearest(active, subject.AreaCode)?.Code,
                shelf.Places
            )
        );
    }

    /// <summary>What the rules look at, as of now.</summary>
    internal async ValueTask<Matter> MatterOf(Case subject, string categoryKey, CancellationToken ct) =>
        new(categoryKey, subject.AreaCode, subject.Channel, subject.IsUrgent)
        {
            LocalAt = desk.Calendar.Local(desk.Now),
            PlaceKind = (await kinds.Of(desk.Db, ct))(subject.Lon, subject.Lat, subject.AreaCode),
            Lon = subject.Lon,
            Lat = subject.Lat,
        };

    /// <summary>Units that said that it is not theirs, oldest first.</summary>
    internal async Task<IReadOnlyList<string>> ReturnedBy(Case subject, CancellationToken ct) =>
        subject.SendBackCount == 0
            ? []
            :
            [
                .. (
                    await desk
                        .Db.Timeline.Where(t => t.CaseId == subject.Id && t.Action == CaseAction.SendBack && t.UnitCode != null)
                        .OrderBy(t => t.Sequence)
                        .Select(t => t.UnitCode!)
                        .ToListAsync(ct)
                ).Distinct(),
            ];

    private static bool IsActive(IReadOnlyList<UnitView> active, string code)
    {
        foreach (var unit in active)
            if (unit.Code == code)
                return true;
        return false;
    }
}

/// <summary>Who takes what nobody owns yet. 临时处置</summary>
public static class InterimHandlers
{
    /// <summary>The response group of the smallest area around a place; null when there is none.</summary>
    public static UnitView? Nearest(IEnumerable<UnitView> active, string areaCode) =>
        active
            .Where(u => u.Kind == UnitKind.ResponseGroup && areaCode.StartsWith(u.AreaCode, StringComparison.Ordinal))
            .MaxBy(u => u.AreaCode.Length);
}
