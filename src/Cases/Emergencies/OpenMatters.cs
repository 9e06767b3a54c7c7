#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>What is open and urgent in an area, one line each: handed over with the duty. 未了事项</summary>
public sealed class OpenMatters(GezhiDb db)
{
    private const int Most = 12;

    /// <param name="areaCode">6 to 12 digits.</param>
    public async Task<IReadOnlyList<string>> Run(string areaCode, CancellationToken ct)
    {
        var alarms = await db.Set<Emergency>()
            .AsNoTracking()
            .Where(e => e.EndedAt == null && e.AreaCode.StartsWith(areaCode))
            .OrderBy(e => e.RaisedAt)
            .Take(Most)
            .ToListAsync(ct);
        var urgent = await db
            .Cases.AsNoTracking()
            .Where(c => c.IsUrgent && c.AreaCode.StartsWith(areaCode) && CaseFlow.OpenStates.Contains(c.State))
            .OrderBy(c => c.StageDueAt)
            .Take(Most)
            .Select(c => new { c.CaseNo, c.Title })
            .ToListAsync(ct);
        return
        [
            .. alarms.Select(e => $"{(e.IsDrill ? "【演练】" : "【警情】")}{EmergencyWords.Name(e.Kind)} {e.PlaceText}"),
            .. urgent.Select(c => $"{c.CaseNo ?? "未立案"} {c.Title}"),
        ];
    }
}
