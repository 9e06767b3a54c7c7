using System.Globalization;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Pages;

/// <summary>Reads the rule and puts the change into a draft. 修改规则页</summary>
public sealed partial class ChangePage : RulePage
{
    private List<RuleDraft> drafts = [];
    private List<Category> majors = [];
    private List<FilingCondition> conditions = [];
    private ResponsibilityRule? live;
    private RuleContent? content;
    private string? ruleNo;

    [Inject]
    private ChangeRule Changing { get; set; } = null!;

    [Inject]
    private BeginDraft Begins { get; set; } = null!;

    private RuleWindow? window =>
        content is { FromMinute: { } from, ToMinute: { } to } ? new RuleWindow(content.Weekdays ?? RuleWindow.EveryDay, from, to) : null;

    private Dictionary<string, string> Labels =>
        new()
        {
            ["CategoryPrefix"] = T["类别"],
            ["AreaPrefix"] = T["区域编码"],
            ["LeadUnitCode"] = T["主办单位"],
            ["HelperUnitCodes"] = T["协办单位"],
            ["FromMinute"] = T["时段"],
            ["ConditionId"] = T["立案条件"],
        };

    protected override async Task Fetch()
    {
        await base.Fetch();
        drafts = await Desk
            .Db.Set<RuleDraft>()
            .AsNoTracking()
            .Where(d => d.State == DraftState.Open || d.State == DraftState.Asked)
            .OrderByDescending(d => d.AuthorId == Actor.AccountId)
            .ThenByDescending(d => d.ChangedAt)
            .ToListAsync(Aborted);
        ruleNo = Query("rule");
        live = ruleNo is null ? null : Shelf.Of(Shelf.LastBook).Rules.FirstOrDefault(r => r.No == ruleNo);
        content =
            await Changed()
            ?? (live is null ? null : RuleContent.Of(live))
            ?? (
                Query("category") is { } category
                    ? new RuleContent(category, Query("unit") ?? "", Query("area") ?? "", AutoDispatch: true, PhotoNeeded: true)
                    : null
            );
        if (ruleNo is not null && content is null)
            throw new NotFound("rule");
        majors =
        [
            .. Catalogue.Categories.Where(c => c.ParentKey is null && Catalogue.Categories.Any(m => m.ParentKey == c.Key && m.IsInUse)),
        ];
        conditions = content is null ? [] : [.. Catalogue.ConditionsOf(content.CategoryPrefix)];
    }

    /// <summary>What the draft already says of the rule.</summary>
    private async Task<RuleContent?> Changed()
    {
        if (ruleNo is null || !Guid.TryParse(Query("draft"), out var draftId))
            return null;
        var json = await Desk
            .Db.Set<RuleChange>()
            .Where(c => c.DraftId == draftId && c.RuleNo == ruleNo)
            .Select(c => c.Content)
            .FirstOrDefaultAsync(Aborted);
        return json is null ? null : RuleContent.Read(json);
    }

    private Task Send() =>
        Try(async () =>
        {
            var wanted = Sent("Do") == "end" ? null : Typed();
            var draftId = Guid.TryParse(Sent("Draft"), out var known) ? known : (await Begins.Run(new(NewName()), Actor, Aborted)).Id;
            var gap = Guid.TryParse(Query("gap"), out var gapId) ? gapId : (Guid?)null;
            await Changing.Run(draftId, new(ruleNo, wanted, gap), Actor, Aborted);
            return $"/rules/drafts/{draftId}?said=saved";
        });

    private string NewName() => T["{0} 的草案 {1}", Actor.Name, Day(Desk.Calendar.LocalDay(Now))];

    private RuleContent Typed()
    {
        RuleWindow? hours = null;
        if (Sent("Hours") is { Length: > 0 } text)
            hours = RuleWindow.TryParse(text, Bits(), out var parsed) ? parsed : throw new InvalidInput("FromMinute", "rule.window");
        return new RuleContent(
            Sent("CategoryPrefix"),
            Sent("LeadUnitCode"),
            Sent("AreaPrefix").Trim(),
            Sent("HelperUnitCodes") is { Length: > 0 } helpers ? helpers : null,
            Named.One<AreaKind>(Sent("PlaceKind")),
            hours?.Weekdays,
            hours?.FromMinute,
            hours?.ToMinute,
            Named.One<Channel>(Sent("Channel")),
            bool.TryParse(Sent("IsUrgent"), out var urgent) ? urgent : null,
            Guid.TryParse(Sent("ConditionId"), out var condition) ? condition : null,
            Sent("NeedsConfirm") == "true",
            Sent("AutoFile") == "true",
            Sent("AutoDispatch") == "true",
            Sent("PhotoNeeded") == "true",
            Sent("Basis") is { Length: > 0 } basis ? basis : null
        );
    }

    private int Bits() =>
        Http!
            .Request.Form["Day"]
            .Aggregate(
                0,
                (bits, day) =>
                    int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < 7 ? bits | (1 << i) : bits
            );

    private bool HasDay(int i) =>
        IsPostOf("change") ? (Bits() & (1 << i)) != 0 : ((content?.Weekdays ?? RuleWindow.EveryDay) & (1 << i)) != 0;

    /// <summary>What was typed when the form comes back, else what stands.</summary>
    private string? Now2(string name, string? stands) => IsPostOf("change") ? Sent(name) : stands;

    private string? Value(string name, string? otherwise) => IsPostOf("change") ? Sent(name) : otherwise;

    private bool Ticked(string name, bool? stands) => IsPostOf("change") ? Sent(name) == "true" : stands ?? false;

    private string[] Errors(string field) => Refused?.Errors?.GetValueOrDefault(field) ?? [];

    /// <summary>Beginning of all keys of a major class: gb47678/matter/06.</summary>
    private static string MajorPrefix(Category major) => major.Key;

    private bool Known(string prefix) => Catalogue.Find(prefix) is { } known && (known.IsInUse || known.ParentKey is null);
}
