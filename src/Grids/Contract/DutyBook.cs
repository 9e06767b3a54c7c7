using Gezhi.Grids.Readiness;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Contract;

/// <summary>What happened, as plans and alarms know it. 突发事件类别</summary>
public enum EmergencyKind
{
    /// <summary>火灾.</summary>
    Fire,

    /// <summary>水管爆裂.</summary>
    BurstPipe,

    /// <summary>内涝、积水.</summary>
    Flood,

    /// <summary>燃气泄漏.</summary>
    Gas,

    /// <summary>坍塌.</summary>
    Collapse,

    /// <summary>人员聚集.</summary>
    Crowd,

    /// <summary>高温、暴雪等极端天气.</summary>
    Weather,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>What somebody does when the alarm sounds. 应急分工</summary>
public enum ResponseTask
{
    /// <summary>指挥.</summary>
    Command,

    /// <summary>疏散.</summary>
    Evacuate,

    /// <summary>管控.</summary>
    Control,

    /// <summary>抢修.</summary>
    Repair,
}

/// <summary>Who leads the duty at a time. 值班人</summary>
/// <param name="AreaCode">District, street or community.</param>
/// <param name="LeaderId">带班领导.</param>
/// <param name="SecondId">值班员; null when the leader is alone.</param>
/// <param name="BeginsAt">UTC.</param>
/// <param name="EndsAt">UTC, the first instant after it.</param>
public sealed record OnDuty(Guid TurnId, string AreaCode, Guid LeaderId, Guid? SecondId, DateTime BeginsAt, DateTime EndsAt);

/// <summary>A seat of a response group. 应急小组席位</summary>
/// <param name="AccountId">The member of staff; null for a named seat that has no account.</param>
/// <param name="Name">For colleagues only.</param>
/// <param name="Title">What they are, e.g. 物业经理.</param>
/// <param name="HasPhone">A sealed phone is kept.</param>
public sealed record GroupSeat(Guid SeatId, ResponseTask Task, Guid? AccountId, string Name, string Title, bool IsLead, bool HasPhone);

/// <summary>A step of a plan. 预案步骤</summary>
/// <param name="No">From 1.</param>
/// <param name="Task">Whose step it is.</param>
/// <param name="Text">What is done.</param>
/// <param name="WithinMinutes">Counted from the alarm.</param>
public sealed record PlanStep(int No, ResponseTask Task, string Text, int WithinMinutes);

/// <summary>The plan that stands for a kind. 预案</summary>
public sealed record PlanView(Guid PlanId, EmergencyKind Kind, int VersionNo, string Title, IReadOnlyList<PlanStep> Steps);

/// <summary>Reads who stands ready, in the district the database is turned to. 值守簿</summary>
public sealed class DutyBook(GezhiDb db, FieldCipher cipher)
{
    /// <summary>Digits of community, street and district.</summary>
    private static readonly int[] Levels = [12, 9, 6];

    /// <summary>Everybody on duty at the instant for the district, the street and the community of an area, the nearest first. 当前值班</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public async Task<IReadOnlyList<OnDuty>> At(string areaCode, DateTime now, CancellationToken ct)
    {
        var codes = Levels.Where(n => n <= areaCode.Length).Select(n => areaCode[..n]).ToList();
        var turns = await db.Set<DutyTurn>()
            .AsNoTracking()
            .Where(t => codes.Contains(t.AreaCode) && t.BeginsAt <= now && t.EndsAt > now)
            .ToListAsync(ct);
        return
        [
            .. turns
                .OrderByDescending(t => t.AreaCode.Length)
                .Select(t => new OnDuty(t.Id, t.AreaCode, t.LeaderId, t.SecondId, t.BeginsAt, t.EndsAt)),
        ];
    }

    /// <summary>The response group of the grid around an area; empty when the grid is not known or has none. 应急小组</summary>
    public async Task<IReadOnlyList<GroupSeat>> Group(string areaCode, CancellationToken ct)
    {
        if (areaCode.Length < 15)
            return [];
        var grid = areaCode[..15];
        return await db.Set<ResponseSeat>()
            .AsNoTracking()
            .Where(s => s.AreaCode == grid)
            .OrderBy(s => s.Task)
            .ThenByDescending(s => s.IsLead)
            .ThenBy(s => s.Id)
            .Select(s => new GroupSeat(s.Id, s.Task, s.AccountId, s.Name, s.Title, s.IsLead, s.PhoneSealed != null))
            .ToListAsync(ct);
    }

    /// <summary>The newest version of the plan for a kind; null when nobody wrote one. 现行预案</summary>
    public async Task<PlanView?> Plan(EmergencyKind kind, CancellationToken ct)
    {
        var plan = await db.Set<Plan>()
            .AsNoTracking()
            .Where(p => p.Kind == kind)
            .OrderByDescending(p => p.VersionNo)
            .FirstOrDefaultAsync(ct);
        return plan?.View();
    }

    /// <summary>Opened phones of seats, for the message of the alarm; personal data, never logged. 席位电话</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Phones(IReadOnlyCollection<Guid> seatIds, CancellationToken ct)
    {
        var seats = await db.Set<ResponseSeat>()
            .AsNoTracking()
            .Where(s => seatIds.Contains(s.Id) && s.PhoneSealed != null)
            .Select(s => new { s.Id, s.PhoneSealed })
            .ToListAsync(ct);
        return seats.ToDictionary(s => s.Id, s => cipher.Open(db.DistrictId, ReadinessPhones.Seat, s.PhoneSealed)!);
    }
}

/// <summary>Slot the host fills from Identity: names of people by account, for colleagues. 人员姓名来源</summary>
/// <param name="accountIds">Accounts; unknown ones are left out of the answer.</param>
/// <param name="ct">Stops the reading.</param>
public delegate Task<IReadOnlyDictionary<Guid, string>> ReadNames(IReadOnlyCollection<Guid> accountIds, CancellationToken ct);

/// <summary>Slot the host fills from Cases: what is open and urgent in an area, one line each, for the hand-over of a duty. 未了事项来源</summary>
/// <param name="areaCode">6 to 12 digits.</param>
/// <param name="ct">Stops the reading.</param>
public delegate Task<IReadOnlyList<string>> ReadOpenMatters(string areaCode, CancellationToken ct);
