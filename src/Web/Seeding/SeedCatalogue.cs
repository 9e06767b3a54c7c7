using System.Text.Json;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding;

/// <summary>Categories, filing conditions and responsibility rules of the seed town. 类别与权责</summary>
/// <remarks>Read from seed/domain/event-categories.json and seed/town/rules.json; where they come from stands in seed/README.md.</remarks>
/// <param name="Categories">All schemes, majors before their lines.</param>
/// <param name="Rules">One row per category, and per street or community where the file says so.</param>
public sealed record SeedCatalogue(
    IReadOnlyList<Category> Categories,
    IReadOnlyList<FilingCondition> Conditions,
    IReadOnlyList<ResponsibilityRule> Rules
)
{
    /// <summary>Number of the live book.</summary>
    public int LiveBook { get; private init; } = 1;

    /// <summary>Books, the draft and the places in between of the file.</summary>
    public SeedBooks Books { get; private init; } = SeedBooks.None;

    /// <summary>The rules of the live book, compiled.</summary>
    public RuleIndex Index => field ??= RuleIndex.Of(Rules.Where(r => r.IsIn(LiveBook)), LiveBook);

    /// <summary>The places in between, compiled.</summary>
    public PlaceIndex Places { get; private init; } = PlaceIndex.Empty;

    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    /// <param name="districtId">Tenant that gets conditions and rules.</param>
    /// <param name="now">UTC; goes into the ids.</param>
    public static SeedCatalogue Read(string seedFolder, SeedTown town, int districtId, DateTime now)
    {
        using var tables = JsonDocument.Parse(File.ReadAllText(Path.Combine(seedFolder, "domain", "event-categories.json")));
        var file = JsonSerializer.Deserialize<RulesFile>(
            File.ReadAllText(Path.Combine(seedFolder, "town", "rules.json")),
            SeedCast.Options
        )!;
        var extras = file.Categories.ToDictionary(c => c.Category);
        return new SeedCatalogue(
            [
                .. tables
                    .RootElement.GetProperty("schemes")
                    .EnumerateArray()
                    .Zip(file.Schemes)
                    .SelectMany(s => Scheme(s.First, s.Second, extras)),
            ],
            [.. file.Conditions.Select(c => Condition(c, districtId, now))],
            [
                .. Numbered(file.Rules.SelectMany(r => Expand(r, town)), file.Past, districtId, now),
                .. file.Past.Select(p => p.ToRule(districtId, now)),
            ]
        )
        {
            LiveBook = file.Books.Max(b => b.No),
            Books = new SeedBooks(file.Books, file.Draft, file.Places),
            Places = new PlaceIndex(file.Places.Select(p => p.ToPlace(districtId, now))),
        };
    }

    private static IEnumerable<Category> Scheme(JsonElement scheme, SchemeRow row, Dictionary<string, CategoryRow> extras)
    {
        if (Text(scheme, "id") != row.Id)
            throw new InvalidOperationException($"rules.json names {row.Id} where the tables have another scheme.");
        foreach (var major in scheme.GetProperty("children").EnumerateArray())
        {
            var parent = Line(major, row, null, null);
            yield return parent;
            foreach (var line in major.GetProperty("children").EnumerateArray())
                yield return Line(
                    line,
                    row,
                    parent.Key,
                    extras.GetValueOrDefault($"{row.Short}/{row.Kind}/{Text(line, "code")}") ?? new CategoryRow("")
                );
        }
    }

    private static Category Line(JsonElement line, SchemeRow row, string? parentKey, CategoryRow? extra) =>
        new()
        {
            Key = $"{row.Short}/{row.Kind}/{Text(line, "code")}",
            Scheme = row.Short,
            Kind = row.Kind,
            Code = Text(line, "code"),
            NameZh = Text(line, "nameZh"),
            NameEn = line.TryGetProperty("nameEn", out var english) ? english.GetString()! : Text(line, "nameZh"),
            ParentKey = parentKey,
            Words = extra?.Words ?? "",
            IsInUse = row.InUse && extra is not null,
            MaySolveOnSpot = extra?.MaySolveOnSpot ?? false,
            ResidentOrder = extra?.ResidentOrder,
            PlainZh = extra?.PlainZh,
            PlainEn = extra?.PlainEn,
        };

    private static FilingCondition Condition(ConditionRow row, int districtId, DateTime now)
    {
        var limit = TimeLimit.Of(row.LimitValue, row.LimitUnit);
        return new FilingCondition
        {
            DistrictId = districtId,
            Id = Ids.New(now),
            CategoryKey = row.Category,
            Order = row.Order,
            TextZh = row.TextZh,
            TextEn = row.TextEn,
            LimitValue = limit.Value,
            LimitUnit = limit.Unit,
            CloseWhenZh = row.CloseWhenZh,
            CloseWhenEn = row.CloseWhenEn,
        };
    }

    private static IEnumerable<(RuleRow Row, string Category, string Lead, string Area)> Expand(RuleRow row, SeedTown town)
    {
        var areas = row.Area switch
        {
            "{street}" => Codes(town, AreaLevel.Street),
            "{community}" => Codes(town, AreaLevel.Community),
            var area => [area ?? ""],
        };
        return row.Categories.SelectMany(category =>
            areas.Select(area =>
                (
                    row,
                    category,
                    row.Lead.Replace("{street}", area, StringComparison.Ordinal).Replace("{community}", area, StringComparison.Ordinal),
                    area
                )
            )
        );
    }

    private static IEnumerable<string> Codes(SeedTown town, AreaLevel level) => town.Areas.Where(a => a.Level == level).Select(a => a.Code);

    private static IEnumerable<ResponsibilityRule> Numbered(
        IEnumerable<(RuleRow Row, string Category, string Lead, string Area)> rows,
        IReadOnlyList<SeedPastRule> past,
        int districtId,
        DateTime now
    ) =>
        rows.GroupBy(r => r.Category)
            .SelectMany(group =>
                group.Select(
                    (r, i) =>
                        Rule(
                            r.Row,
                            r.Category,
                            r.Lead,
                            r.Area,
                            $"R-{group.Key[(group.Key.LastIndexOf('/') + 1)..]}-{i + 1:00}",
                            past,
                            districtId,
                            now
                        )
                )
            );

    private static ResponsibilityRule Rule(
        RuleRow row,
        string category,
        string lead,
        string area,
        string no,
        IReadOnlyList<SeedPastRule> past,
        int districtId,
        DateTime now
    ) =>
        new RuleContent(
            category,
            lead,
            area,
            row.Helpers,
            row.PlaceKind,
            row.Hours is null ? null : RuleWindow.EveryDay,
            SeedBooks.Window(row.Hours)?.FromMinute,
            SeedBooks.Window(row.Hours)?.ToMinute,
            row.Channel,
            row.IsUrgent,
            null,
            row.NeedsConfirm,
            row.AutoFile,
            row.AutoDispatch,
            row.PhotoNeeded,
            row.Why?.Split('·')[0].Trim()
        ).ToRule(districtId, Ids.New(now), no, past.FirstOrDefault(p => p.No == no)?.ToBook ?? row.FromBook);

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private sealed record RulesFile(
        IReadOnlyList<SchemeRow> Schemes,
        IReadOnlyList<CategoryRow> Categories,
        IReadOnlyList<ConditionRow> Conditions,
        IReadOnlyList<RuleRow> Rules,
        IReadOnlyList<SeedBook> Books,
        IReadOnlyList<SeedPastRule> Past,
        SeedDraft Draft,
        IReadOnlyList<SeedPlace> Places
    );

    private sealed record SchemeRow(string Id, string Short, string Kind, bool InUse);

    private sealed record CategoryRow(
        string Category,
        string? Words = null,
        bool MaySolveOnSpot = false,
        int? ResidentOrder = null,
        string? PlainZh = null,
        string? PlainEn = null
    );

    private sealed record ConditionRow(
        string Category,
        int Order,
        string TextZh,
        string TextEn,
        double LimitValue,
        string LimitUnit,
        string CloseWhenZh,
        string CloseWhenEn
    );

    private sealed record RuleRow(
        string Lead,
        IReadOnlyList<string> Categories,
        string? Helpers,
        string? Area,
        Channel? Channel,
        bool? IsUrgent,
        bool NeedsConfirm,
        bool AutoFile,
        bool AutoDispatch,
        bool PhotoNeeded,
        AreaKind? PlaceKind = null,
        string? Hours = null,
        int FromBook = 1,
        string? Why = null
    );
}
