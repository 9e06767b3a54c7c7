using System.Text.Json;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Platform;

namespace Gezhi.Web.Seeding;

/// <summary>The history of the seed town's rules, a draft that is being tried, and places that nobody has taken over yet. 权责清单示例历史</summary>
public sealed record SeedBooks(IReadOnlyList<SeedBook> Books, SeedDraft Draft, IReadOnlyList<SeedPlace> Places)
{
    public static SeedBooks None { get; } = new([], new SeedDraft("", "", "", []), []);

    internal static RuleWindow? Window(string? hours) =>
        hours is not null && RuleWindow.TryParse(hours, RuleWindow.EveryDay, out var window) ? window : null;
}

/// <param name="On">Day from which it decided; null: so many days ago.</param>
public sealed record SeedBook(int No, string Name, string Note, DateOnly? On, int DaysAgo, string? DraftedBy, string? ApprovedBy);

/// <summary>A rule as it once was. 旧规则</summary>
public sealed record SeedPastRule(
    string No,
    string Lead,
    string Category,
    int FromBook,
    int ToBook,
    string? Area = null,
    bool AutoFile = false,
    bool AutoDispatch = false,
    bool PhotoNeeded = false
)
{
    internal ResponsibilityRule ToRule(int districtId, DateTime now)
    {
        var rule = new RuleContent(
            Category,
            Lead,
            Area ?? "",
            AutoFile: AutoFile,
            AutoDispatch: AutoDispatch,
            PhotoNeeded: PhotoNeeded
        ).ToRule(districtId, Ids.New(now), No, FromBook);
        rule.EndIn(ToBook);
        return rule;
    }
}

/// <param name="Author">User name.</param>
public sealed record SeedDraft(string Name, string Note, string Author, IReadOnlyList<SeedChange> Changes);

/// <param name="No">The rule to change; null adds one.</param>
/// <param name="Category">What it says from now on; null ends it.</param>
public sealed record SeedChange(
    string? No,
    string? Category,
    string? Lead,
    string? Helpers = null,
    bool AutoFile = false,
    bool AutoDispatch = false,
    bool PhotoNeeded = false,
    string? Basis = null
)
{
    internal RuleContent? Content =>
        Category is null
            ? null
            : new(
                Category,
                Lead!,
                HelperUnitCodes: Helpers,
                AutoFile: AutoFile,
                AutoDispatch: AutoDispatch,
                PhotoNeeded: PhotoNeeded,
                Basis: Basis
            );
}

/// <param name="BuiltDaysAgo">Null while under construction.</param>
/// <param name="HandedOverInDays">From today; negative lies behind us; null: not agreed.</param>
public sealed record SeedPlace(
    string Name,
    PlaceSort Sort,
    string Categories,
    double[][]? Ring = null,
    double? Lon = null,
    double? Lat = null,
    int? RadiusMetres = null,
    int? BuiltDaysAgo = null,
    string? Keeper = null,
    string? To = null,
    int? HandedOverInDays = null,
    string? Note = null
)
{
    internal PlaceInBetween ToPlace(int districtId, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        return new PlaceInBetween
        {
            DistrictId = districtId,
            Id = Ids.New(now),
            Name = Name,
            Sort = Sort,
            CategoryPrefixes = Categories,
            Ring = Ring is null ? null : JsonSerializer.Serialize(Ring),
            Lon = Lon,
            Lat = Lat,
            RadiusMetres = RadiusMetres,
            BuiltOn = BuiltDaysAgo is { } built ? today.AddDays(-built) : null,
            KeeperUnitCode = Keeper,
            ToUnitCode = To,
            HandedOverOn = HandedOverInDays is { } days ? today.AddDays(days) : null,
            Note = Note,
            ChangedAt = now,
        };
    }
}
