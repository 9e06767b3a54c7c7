using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Drafting;

/// <summary>What every command on drafts needs. 草案台</summary>
public sealed class DraftDesk(CaseDesk desk, UnitDirectory units)
{
    public CaseDesk Cases => desk;

    /// <summary>The whole district as an area code.</summary>
    public string District => desk.Db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="NotFound">No such draft.</exception>
    /// <exception cref="StaleVersion">Somebody else changed it.</exception>
    public async Task<RuleDraft> Find(Guid draftId, int? version, CancellationToken ct)
    {
        var draft = await desk.Db.Set<RuleDraft>().FirstOrDefaultAsync(d => d.Id == draftId, ct) ?? throw new NotFound("draft");
        return version is null || version == draft.Version ? draft : throw new StaleVersion(draft.Version);
    }

    /// <summary>In the order of the rules.</summary>
    public Task<List<RuleChange>> Changes(Guid draftId, CancellationToken ct) =>
        desk.Db.Set<RuleChange>().Where(c => c.DraftId == draftId).OrderBy(c => c.RuleNo).ToListAsync(ct);

    /// <summary>Adds what was done to a draft to the change that is being made.</summary>
    /// <param name="what">begun, changed, undone, imported, asked, dropped.</param>
    /// <param name="detail">Numbers of rules and units; never what people wrote.</param>
    internal void Audit(Actor actor, string what, RuleDraft draft, string detail) =>
        desk.Db.Audit(actor, "rules.draft-" + what, draft.Id, detail, desk.Now);

    /// <summary>Checks what somebody wants a rule to say, and cleans it.</summary>
    /// <exception cref="InvalidInput">A field names something that is not there.</exception>
    /// <exception cref="Forbidden">The person keeps no rules of that area.</exception>
    public async Task<RuleContent> Check(RuleContent content, Actor actor, CancellationToken ct)
    {
        Input.Check(content);
        var wrong = await Wrong(content, ct);
        if (wrong.Count > 0)
            throw new InvalidInput(wrong.ToDictionary(w => w.Key, w => new[] { w.Value }));
        if (actor.Kind != ActorKind.System)
            actor.Require(Permission.KeepRules, content.AreaPrefix.Length == 0 ? District : content.AreaPrefix);
        return content with
        {
            HelperUnitCodes = content.HelperUnitCodes is { Length: > 0 } helpers ? string.Join(',', Split(helpers).Distinct()) : null,
            Weekdays = content.FromMinute is null ? null : content.Weekdays ?? RuleWindow.EveryDay,
            Basis = CaseDesk.Text(content.Basis),
        };
    }

    /// <summary>Field → problem code; empty when all is well.</summary>
    internal async Task<Dictionary<string, string>> Wrong(RuleContent content, CancellationToken ct)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var catalogue = await desk.Catalogue(ct);
        if (!catalogue.Categories.Any(c => c.Key.StartsWith(content.CategoryPrefix, StringComparison.Ordinal)))
            wrong["CategoryPrefix"] = "category.prefix";
        if (content.AreaPrefix.Length > 0 && !IsArea(content.AreaPrefix))
            wrong["AreaPrefix"] = "area.prefix";
        if (await units.Find(content.LeadUnitCode, ct) is not { IsActive: true })
            wrong["LeadUnitCode"] = "unit.unknown";
        foreach (var helper in Split(content.HelperUnitCodes))
            if (helper == content.LeadUnitCode || await units.Find(helper, ct) is not { IsActive: true })
                wrong["HelperUnitCodes"] = "unit.unknown";
        var hasWindow = content.FromMinute is not null || content.ToMinute is not null;
        if (
            hasWindow
            && (content is not { FromMinute: { } from, ToMinute: { } to } || !new RuleWindow(content.Weekdays ?? 127, from, to).IsSound)
        )
            wrong["FromMinute"] = "rule.window";
        if (content.ConditionId is not null && catalogue.InForce(content.ConditionId)?.CategoryKey != content.CategoryPrefix)
            wrong["ConditionId"] = "condition.unknown";
        return wrong;
    }

    /// <summary>The next free number for a category: R-06010-03.</summary>
    internal static string NextNo(RuleShelf shelf, IEnumerable<RuleChange> changes, string categoryPrefix)
    {
        var last = categoryPrefix.TrimEnd('/');
        var stem = $"R-{last[(last.LastIndexOf('/') + 1)..]}-";
        var highest = shelf
            .Versions.Select(r => r.No)
            .Concat(changes.Select(c => c.RuleNo))
            .Where(no => no.StartsWith(stem, StringComparison.Ordinal))
            .Select(no => int.TryParse(no.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .DefaultIfEmpty()
            .Max();
        return string.Create(CultureInfo.InvariantCulture, $"{stem}{highest + 1:00}");
    }

    internal static IEnumerable<string> Split(string? codes) =>
        (codes ?? "").Split([',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private bool IsArea(string code) =>
        AreaCode.TryParse(code, out var area) && area.Value == code && area.DistrictId == desk.Db.DistrictId;
}

/// <summary>What the rules would be with a draft. 草案规则</summary>
internal static class DraftRules
{
    /// <summary>The newest book with the draft's changes upon it; what they end is gone, what they add has the next book's number.</summary>
    public static List<ResponsibilityRule> Of(RuleShelf shelf, IReadOnlyCollection<RuleChange> changes)
    {
        var gone = changes.Select(c => c.RuleId).OfType<Guid>().ToHashSet();
        return
        [
            .. shelf.Of(shelf.LastBook).Rules.Where(r => !gone.Contains(r.Id)),
            .. changes
                .Where(c => c.Content is not null)
                .Select(c => RuleContent.Read(c.Content!).ToRule(c.DistrictId, Guid.Empty, c.RuleNo, shelf.LastBook + 1)),
        ];
    }
}
