using System.Globalization;
using Gezhi.Field.HomeService;
using Gezhi.Field.Verification;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Visits;

/// <summary>States and results of visits, verification and home service by name. 走访用语</summary>
public sealed class DoorWords(IStringLocalizer T, WorkCalendar calendar)
{
    /// <summary>Who was there, when it does not matter who.</summary>
    public string Worker => T["网格员"];

    public string State(CampaignState state) =>
        state switch
        {
            CampaignState.Draft => T["拟定中"],
            CampaignState.Running => T["进行中"],
            _ => T["已结束"],
        };

    public string State(TargetState state) =>
        state switch
        {
            TargetState.Open => T["待走访"],
            TargetState.Again => T["待再访"],
            TargetState.Met => T["已见到"],
            TargetState.Refused => T["不愿意"],
            TargetState.Moved => T["已搬走"],
            _ => T["多次不在"],
        };

    public string Part(DayPart part) =>
        part switch
        {
            DayPart.Morning => T["上午"],
            DayPart.Afternoon => T["下午"],
            _ => T["晚上"],
        };

    public string Outcome(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Same => T["一致"],
            CheckOutcome.Changed => T["有变化"],
            CheckOutcome.Moved => T["已搬走"],
            _ => T["未见到"],
        };

    public string State(CheckState state) =>
        state switch
        {
            CheckState.Noted => T["已记录"],
            CheckState.Proposed => T["待审批"],
            CheckState.Approved => T["已同意"],
            _ => T["未同意"],
        };

    public string Household(HouseholdType type) =>
        type switch
        {
            HouseholdType.Family => T["家庭户"],
            HouseholdType.Collective => T["集体户"],
            _ => T["租户"],
        };

    /// <summary>3 人 · 家庭户.</summary>
    public string Home(int? residents, HouseholdType type) =>
        (residents is { } count ? T["{0} 人", count].Value : T["人数未登记"].Value) + " · " + Household(type);

    public string Origin(NeedOrigin origin) =>
        origin switch
        {
            NeedOrigin.Resident => T["本人提出"],
            NeedOrigin.Family => T["家属提出"],
            NeedOrigin.Worker => T["网格员代为登记"],
            NeedOrigin.Interval => T["按周期到期"],
            NeedOrigin.Entitled => T["凭待遇事项到期"],
            _ => T["按年龄到期"],
        };

    public string Half(HalfDay half) => half == HalfDay.Morning ? T["上午"] : T["下午"];

    public string State(AppointmentState state) =>
        state switch
        {
            AppointmentState.Booked => T["已约定"],
            AppointmentState.Done => T["已办"],
            _ => T["已取消"],
        };

    public string Result(ItemResult result) =>
        result switch
        {
            ItemResult.Done => T["办成"],
            ItemResult.Papers => T["缺材料"],
            ItemResult.NotMet => T["未见到"],
            _ => T["不需要了"],
        };

    public string Reason(CancelReason reason) =>
        reason switch
        {
            CancelReason.Resident => T["住户取消"],
            CancelReason.DoneElsewhere => T["已在别处办好"],
            CancelReason.Moved => T["已搬走"],
            _ => T["我方改期未成"],
        };

    public string Rule(ServiceRule rule) =>
        rule switch
        {
            ServiceRule.Age => T["到年龄"],
            ServiceRule.Interval => T["按周期"],
            ServiceRule.Entitled => T["凭待遇事项"],
            _ => T["提出才办"],
        };

    public string Basis(EntitlementBasis basis) => EntitlementsKept.Words(T, basis);

    public string Ground(EntitlementGround ground) => ground == EntitlementGround.Consent ? T["本人单独同意"] : T["履行法定职责"];

    /// <summary>Local month, day and time.</summary>
    public string Clock(DateTime at) => calendar.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
