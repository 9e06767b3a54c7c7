using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Indicators.WhatIf;

/// <summary>Base of the pages on which scenarios are written and read. 推演页面基类</summary>
public abstract class ScenarioFace : GezhiPage
{
    [Inject]
    protected GezhiDb Db { get; set; } = null!;

    [Inject]
    protected KeepScenario Scenarios { get; set; } = null!;

    [Inject]
    protected RunScenario Runs { get; set; } = null!;

    [Inject]
    protected PastWork Past { get; set; } = null!;

    [Inject]
    protected UnitDirectory Directory { get; set; } = null!;

    [Inject]
    protected Staffing Staffing { get; set; } = null!;

    [Inject]
    protected AreaBook AreaNames { get; set; } = null!;

    [Inject]
    protected CaseHistories Histories { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private Dictionary<string, string> unitNames = [];
    private IReadOnlyDictionary<Guid, string> people = new Dictionary<Guid, string>();

    protected Actor Actor => Http!.Actor()!;

    protected CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    protected DateOnly Today => Past.Calendar.LocalDay(Clock.UtcNow);

    protected override void Begin()
    {
        if (Http is { Response.HasStarted: false } http)
            http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Reads what the page names.</summary>
    protected async Task Know(IEnumerable<Guid?> accounts)
    {
        unitNames = (await Directory.Active(Aborted)).ToDictionary(u => u.Code, u => u.Name(Culture), StringComparer.Ordinal);
        people = await Staffing.Names([.. accounts.OfType<Guid>().Distinct()], Aborted);
    }

    protected string Person(Guid? accountId) => accountId is { } id && people.TryGetValue(id, out var name) ? name : T["系统"];

    /// <summary>Unit, street, or a unit's desk in a grid.</summary>
    protected string Where(string code, string? grid = null) =>
        (unitNames.GetValueOrDefault(code) ?? AreaNames.NameOf(code) ?? code)
        + (grid is null ? "" : " · " + (AreaNames.NameOf(grid) ?? grid));

    protected string When(DateTime at) => Past.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    protected static string Number(double value, string format = "0.0") => value.ToString(format, CultureInfo.InvariantCulture);

    protected string Said(RunState state) =>
        state switch
        {
            RunState.Waiting => T["排队中"],
            RunState.Running => T["推演中"],
            RunState.Done => T["已完成"],
            RunState.Cancelled => T["已取消"],
            _ => T["没有跑成"],
        };

    /// <summary>What differs, in short phrases; empty for a scenario that changes nothing.</summary>
    protected async Task<IReadOnlyList<string>> Phrases(ScenarioContent content)
    {
        var said = new List<string>();
        if (content.DraftId is { } draft)
            said.Add(T["规则草案：{0}", (await Past.Drafts(Aborted)).FirstOrDefault(d => d.Id == draft).Name ?? T["已不在"].Value]);
        if (content.LimitPercent != 100)
            said.Add(T["时限按 {0}%", content.LimitPercent]);
        foreach (var limit in content.Limits ?? [])
            said.Add(
                T[
                    "{0} 时限按 {1}%",
                    await Histories.NameOf(limit.Category, Aborted) is { Length: > 0 } name ? name : limit.Category,
                    limit.Percent
                ]
            );
        if (content.IsWeekendDuty)
            said.Add(T["周末节假日照常值班"]);
        if (content is { OpenFromMinute: { } from, OpenToMinute: { } to })
            said.Add(T["在岗 {0}–{1}", Clock24(from), Clock24(to)]);
        foreach (var change in content.Staffing ?? [])
            said.Add(
                Where(change.Where)
                    + " "
                    + change.Persons.ToString("+0;-0", CultureInfo.InvariantCulture)
                    + T[" 人"]
                    + (change is { FromMinute: { } f, ToMinute: { } u } ? $" {Clock24(f)}–{Clock24(u)}" : "")
                    + (change.IsEveryDay ? T["，每天"].Value : "")
            );
        return said;
    }

    protected static string Clock24(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
