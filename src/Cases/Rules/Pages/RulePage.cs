using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Identity.Contract;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Rules.Pages;

/// <summary>What the pages about responsibility share: names of units, categories and areas. 权责页面基类</summary>
public abstract class RulePage : WorkPage
{
    [Inject]
    internal CaseDesk Desk { get; set; } = null!;

    [Inject]
    internal UnitDirectory Directory { get; set; } = null!;

    [Inject]
    internal Staffing Staffing { get; set; } = null!;

    [Inject]
    internal StaffWords Words { get; set; } = null!;

    [Inject]
    internal TimeWords Times { get; set; } = null!;

    [Inject]
    internal AreaWords Areas { get; set; } = null!;

    protected CatalogueOf Catalogue { get; private set; } = null!;

    protected RuleShelf Shelf { get; private set; } = null!;

    /// <summary>Units in use, in the order of their names.</summary>
    protected IReadOnlyList<UnitView> Units { get; private set; } = [];

    private Dictionary<string, string> unitNames = [];
    private IReadOnlyDictionary<Guid, string> people = new Dictionary<Guid, string>();

    /// <summary>The district as an area code.</summary>
    protected string District => Desk.Db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Streets by name.</summary>
    protected IReadOnlyList<(string Code, string Name)> Streets { get; private set; } = [];

    protected override async Task Fetch()
    {
        Catalogue = await Desk.Catalogue(Aborted);
        Shelf = await Desk.Rules(Aborted);
        var active = await Directory.Active(Aborted);
        Units = [.. active.OrderBy(u => u.Kind).ThenBy(u => u.Code, StringComparer.Ordinal)];
        unitNames = active.ToDictionary(u => u.Code, u => u.Name(Culture), StringComparer.Ordinal);
        Streets =
        [
            .. active
                .Where(u => u is { Kind: UnitKind.Street, AreaCode.Length: 9 })
                .Select(u => (u.AreaCode, Areas.Name(u.AreaCode)))
                .DistinctBy(s => s.AreaCode)
                .OrderBy(s => s.AreaCode, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads the names of accounts that the page shows.</summary>
    protected async Task Know(params IEnumerable<Guid?> accounts) =>
        people = await Staffing.Names([.. accounts.OfType<Guid>().Distinct()], Aborted);

    protected string Person(Guid? accountId) => accountId is { } id && people.TryGetValue(id, out var name) ? name : T["系统"];

    protected string Unit(string? code) => code is null ? T["没有单位"] : unitNames.GetValueOrDefault(code, code);

    protected string Area(string code) => code.Length == 0 || code == District ? T["全区"] : Areas.Path(code);

    /// <summary>Name of a category; of a prefix the name of its major class, or the prefix itself.</summary>
    protected string Category(string prefix) => Catalogue.NameOf(prefix);

    /// <summary>The last part of the key, as people know it.</summary>
    protected static string Code(string key) => key[(key.TrimEnd('/').LastIndexOf('/') + 1)..];

    /// <summary>Place kind, window, channel, urgency: what narrows the rule; empty for none.</summary>
    protected IEnumerable<string> Limits(RuleContent rule)
    {
        if (rule.PlaceKind is { } kind)
            yield return RuleWords.PlaceKind(T, kind);
        if (rule is { FromMinute: { } from, ToMinute: { } to })
            yield return RuleWords.Window(T, new RuleWindow(rule.Weekdays ?? RuleWindow.EveryDay, from, to));
        if (rule.Channel is { } channel)
            yield return Words.ChannelInFull(channel);
        if (rule.IsUrgent is { } urgent)
            yield return urgent ? T["紧急"] : T["非紧急"];
    }

    /// <summary>What the rule does besides naming a unit.</summary>
    protected IEnumerable<string> Does(RuleContent rule)
    {
        if (rule.NeedsConfirm)
            yield return T["先核实"];
        if (rule.AutoFile)
            yield return T["自动立案"];
        if (rule.AutoDispatch)
            yield return T["自动派遣"];
        if (rule.PhotoNeeded)
            yield return T["须拍照"];
        if (Catalogue.InForce(rule.ConditionId) is { } condition)
            yield return Words.Limit(condition.Limit);
    }

    /// <summary>Rule in one sentence, for differences.</summary>
    protected string Say(RuleContent rule) =>
        string.Join(
            " · ",
            new[] { $"{Category(rule.CategoryPrefix)}（{Code(rule.CategoryPrefix)}）", Area(rule.AreaPrefix), Unit(rule.LeadUnitCode) }
                .Concat(
                    rule.HelperUnitCodes is { Length: > 0 } helpers
                        ? [T["协办：{0}", string.Join(T["、"], helpers.Split(',').Select(Unit))].Value]
                        : []
                )
                .Concat(Limits(rule))
                .Concat(Does(rule))
        );

    protected string? Query(string name) => Http!.Request.Query[name].ToString() is { Length: > 0 and <= 100 } value ? value : null;

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
