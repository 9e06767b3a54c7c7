using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Workforce.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Two appeals of units against the month before: one is decided, one waits. The months themselves are reckoned when their figures are frozen. 考核示例</summary>
internal sealed class EvaluationFiller(GezhiDb db, EvaluationFill fill, WorkCalendar calendar)
{
    /// <param name="accounts">Ids by user name.</param>
    public async Task Fill(IReadOnlyDictionary<string, Guid> accounts, DateTime now, CancellationToken ct)
    {
        var today = calendar.LocalDay(now);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var (from, to) = (Begin(first), Begin(first.AddMonths(1)));
        var month = (first.Year * 100) + first.Month;
        var handlers = (
            await db.Set<Gezhi.Identity.Posts.Post>()
                .Where(p => p.Role == Role.Handler && p.UnitCode != null)
                .Select(p => new { p.AccountId, p.UnitCode })
                .ToListAsync(ct)
        )
            .GroupBy(p => p.UnitCode!)
            .ToDictionary(g => g.Key, g => g.First().AccountId);
        var leader = accounts.GetValueOrDefault("lingdao01");
        var units = await db.Set<Gezhi.Identity.Units.Unit>().ToDictionaryAsync(u => u.Code, u => u.AreaCode, ct);
        var late = await db
            .Cases.AsNoTracking()
            .Where(c => c.OriginalDueAt >= from && c.OriginalDueAt < to && c.LeadUnitCode != null)
            .Where(c => c.HandledAt == null || c.HandledAt > c.OriginalDueAt)
            .Where(c => c.State != CaseState.Joined && c.State != CaseState.Void)
            .OrderBy(c => c.Id)
            .Select(c => new { c.Id, Unit = c.LeadUnitCode! })
            .ToListAsync(ct);
        var two = late.Where(c => handlers.ContainsKey(c.Unit)).DistinctBy(c => c.Unit).Take(2).ToList();
        for (var i = 0; i < two.Count; i++)
        {
            var isDecided = i == 0 && leader != Guid.Empty;
            fill.Appeal(
                new AppealEntry(
                    month,
                    two[i].Unit,
                    units.GetValueOrDefault(two[i].Unit, $"{db.DistrictId}"),
                    two[i].Id,
                    handlers[two[i].Unit],
                    isDecided
                        ? "当天暴雨红色预警，按区里要求停止户外作业，次日已到场处理。"
                        : "配件须向厂家订货，已在时限内告知反映人，请核实。",
                    isDecided ? leader : null,
                    isDecided ? "预警期间停工有区里通知，属不可抗力，剔除。" : ""
                ),
                now.AddHours(-30)
            );
        }
        await db.Save(ct);
        db.Forget();
    }

    private DateTime Begin(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), calendar.Zone);
}
