using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Indicators.Integrity;

/// <summary>Base of the pages about findings: names, moments, what the evidence says. 诚信页面基类</summary>
public abstract class IntegrityFace : GezhiPage
{
    [Inject]
    protected GezhiDb Db { get; set; } = null!;

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

    /// <summary>UTC, one instant for the whole page.</summary>
    protected DateTime Now { get; private set; }

    protected override void Begin()
    {
        Now = Clock.UtcNow;
        if (Http is { Response.HasStarted: false } http)
            http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>Reads the names the page shows.</summary>
    protected async Task Know(IEnumerable<Finding> findings)
    {
        unitNames = (await Directory.Active(Aborted)).ToDictionary(u => u.Code, u => u.Name(Culture), StringComparer.Ordinal);
        people = await Staffing.Names(
            [.. findings.SelectMany(f => new[] { f.AccountId, f.JudgedBy, f.AnsweredBy }).OfType<Guid>().Distinct()],
            Aborted
        );
    }

    protected string Person(Guid? accountId) => accountId is { } id && people.TryGetValue(id, out var name) ? name : T["系统"];

    /// <summary>Whom it concerns.</summary>
    protected string Subject(Finding finding) =>
        finding.AccountId is { } account ? Person(account) : unitNames.GetValueOrDefault(finding.UnitCode ?? "", finding.UnitCode ?? "—");

    protected string Area(Finding finding) => AreaNames.NameOf(finding.AreaCode) ?? finding.AreaCode;

    protected string When(DateTime at) => Histories.Calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    protected string Sent(string name) => Http is { Request.HasFormContentType: true } http ? http.Request.Form[name].ToString() : "";

    protected string State(Finding finding) =>
        finding.Outcome switch
        {
            FindingOutcome.Explained => T["有合理解释"],
            FindingOutcome.Confirmed => T["判为属实"],
            FindingOutcome.PassedOn => T["已转交"],
            _ => finding.AnsweredAt is not null ? T["已说明，待判断"]
            : Now < finding.AnswerUntil ? T["等当事人说明"]
            : T["未说明，待判断"],
        };

    /// <summary>Colour of the state: never of a person.</summary>
    protected static string Kind(Finding finding) => finding.Outcome is null ? "doing" : "done";

    /// <summary>What the rule looks for, with its thresholds.</summary>
    protected static string Says(IntegrityRule rule) =>
        string.Format(CultureInfo.InvariantCulture, rule.Says.ToString(), [.. rule.Thresholds.Select(t => (object)t.Value)]);

    /// <summary>What was found, in one sentence of numbers.</summary>
    protected string Told(Finding finding)
    {
        if (finding.Read() is not { } evidence)
            return T["证据已按期删除，只留下判断。"];
        var n = evidence.Numbers;
        return finding.RuleKey switch
        {
            IntegrityRules.Photo => n[0] == 0
                ? T["与 {0} 天前另一案件的照片是同一张（或完全一样）。", Whole(n[1])]
                : T["与 {0} 天前另一案件的照片只差 {1} 处（64 处里）。", Whole(n[1]), n[0]],
            IntegrityRules.Split => T["{0} 分钟内、{1} 米内同类 {2} 件，都已办结。", n[1], n[2], n[0]],
            IntegrityRules.Track => T["{0} 分钟走了 {1} 米，相当于每小时 {2} 公里。", n[2], n[0], n[1]],
            IntegrityRules.Shots => T["两张照片相隔 {0} 分钟、{1} 米，相当于每小时 {2} 公里。", n[2], n[0], n[1]],
            IntegrityRules.Dwell => T["连续 {0} 个点完全一样。", n[0]],
            IntegrityRules.Visits => T["连续 {0} 次在同一时刻打卡。", n[0]],
            IntegrityRules.Satisfied => T[
                "{0} 份评价里 {1} 份五星；其他人五星占 {2}%，偶然出现的概率 {3}。",
                n[0],
                n[1],
                Whole(n[2] * 100),
                Small(n[3])
            ],
            IntegrityRules.Burst => T["{0} 份五星评价在 {1} 分钟内。", n[0], n[1]],
            IntegrityRules.Bunching => T[
                "{0} 件反馈里 {1} 件在最后半小时；其他单位占 {2}%，偶然出现的概率 {3}；其中 {4}% 返工或重办。",
                n[1],
                n[0],
                Whole(n[2] * 100),
                Small(n[3]),
                Whole(n[4] * 100)
            ],
            _ => "",
        };
    }

    private static string Whole(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);

    private string Small(double value) => value < 0.00001 ? T["小于十万分之一"] : value.ToString("0.#####", CultureInfo.InvariantCulture);
}
