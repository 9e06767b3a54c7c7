using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Dispatch;

/// <summary>Which unit should answer for a case, and why. 派遣建议</summary>
public sealed class ProposeDispatch(CaseDesk desk, UnitDirectory units)
{
    /// <summary>The proposal for a case that has a category, or would have this one.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="categoryKey">Category to assume; null takes the case's own.</param>
    /// <returns>Null while no category is known.</returns>
    public async Task<DispatchProposal?> Run(Case subject, string? categoryKey, CancellationToken ct)
    {
        if ((categoryKey ?? subject.CategoryKey) is not { } key)
            return null;
        var catalogue = await desk.Catalogue(ct);
        var active = await units.Active(ct);
        var returned =
            subject.SendBackCount == 0
                ? []
                : await desk
                    .Db.Timeline.Where(t => t.CaseId == subject.Id && t.Action == CaseAction.SendBack && t.UnitCode != null)
                    .Select(t => t.UnitCode!)
                    .Distinct()
                    .ToListAsync(ct);
        return DispatchProposal.For(
            catalogue.Rules,
            new Matter(key, subject.AreaCode, subject.Channel, subject.IsUrgent),
            code => active.Any(u => u.Code == code),
            returned,
            ResponseGroup(active, subject.AreaCode)?.Code
        );
    }

    /// <summary>The response group of the smallest area around the case.</summary>
    private static UnitView? ResponseGroup(IEnumerable<UnitView> active, string areaCode) =>
        active
            .Where(u => u.Kind == UnitKind.ResponseGroup && areaCode.StartsWith(u.AreaCode, StringComparison.Ordinal))
            .MaxBy(u => u.AreaCode.Length);
}
