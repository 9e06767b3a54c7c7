using Gezhi.Field.Devices;
using Gezhi.Field.Entries;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Field.Pages;

/// <summary>Base of the pages about devices. 设备页面基类</summary>
public abstract class FieldDeskPage : GezhiPage
{
    [Inject]
    protected ReadDevices Devices { get; set; } = null!;

    [Inject]
    protected RevokeDevice Revoking { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private WorkCalendar Calendar { get; set; } = null!;

    protected Actor Actor => Http!.Actor()!;

    protected CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    /// <summary>A field of the form that was sent.</summary>
    protected string Sent(string field) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[field].ToString() : "";

    /// <summary>Local day and time.</summary>
    protected string When(DateTime at) =>
        Calendar.Local(at).ToString(T["M 月 d 日"], Culture) + Calendar.Local(at).ToString(" HH:mm", Culture);

    protected string State(Device device) =>
        device.WipedAt is { } wiped ? T["{0} 已清除", When(wiped)]
        : device.RevokedAt is not null ? T["已停用，下次联网时清除"]
        : T["使用中"];

    /// <summary>What was entered, in a word.</summary>
    protected string Kind(Entry entry) => Kind(entry.Kind);

    /// <summary>Likewise, by the name of the kind.</summary>
    protected string Kind(string kind) =>
        kind switch
        {
            "accept" => T["接单"],
            "depart" => T["出发"],
            "arrive" => T["到场"],
            "confirm" => T["核实"],
            "hand-in" => T["处置反馈"],
            "send-back" => T["退单"],
            "climb" => T["呈报"],
            "ask" => T["申请延期或挂账"],
            "visit" => T["走访"],
            "verify" => T["人户核实"],
            "home-service" => T["上门办"],
            "inspect" => T["现场检查"],
            "recheck" => T["复查"],
            "report" => T["巡查上报"],
            "solve-on-spot" => T["自行处置"],
            "duty-start" => T["上岗"],
            "duty-end" => T["下岗"],
            "track" => T["巡查轨迹"],
            "check-in" => T["到点打卡"],
            _ => kind,
        };

    /// <summary>Where what it is about is opened; null when it opens something new.</summary>
    protected static string? Subject(Entry entry) =>
        (entry.Kind, entry.CaseId) switch
        {
            (_, null) => null,
            ("visit", { } target) => $"/field/visits/{target}",
            ("verify", { } household) => $"/registry/households/{household}",
            ("home-service", _) => "/field/home-service",
            ("inspect" or "recheck", _) => "/field/inspect",
            (_, { } caseId) => $"/field/tasks/{caseId}",
        };

    /// <summary>How far the device's clock was off; null when it hardly was.</summary>
    protected string? Skew(Entry entry) => Skew(entry.SkewSeconds);

    /// <summary>Likewise.</summary>
    protected string? Skew(int seconds) =>
        seconds switch
        {
            > 300 => T["设备时钟快 {0} 分钟", seconds / 60].Value,
            < -300 => T["设备时钟慢 {0} 分钟", -seconds / 60].Value,
            _ => null,
        };
}
