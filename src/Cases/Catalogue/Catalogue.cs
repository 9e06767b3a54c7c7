using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Catalogue;

/// <summary>Categories and filing conditions of one district, in memory. 类别目录</summary>
public sealed class CatalogueOf(IReadOnlyList<Category> categories, IReadOnlyList<FilingCondition> conditions, Func<DateOnly>? today = null)
{
    private readonly FrozenDictionary<Guid, FilingCondition> byId = conditions.DistinctBy(c => c.Id).ToFrozenDictionary(c => c.Id);
    private readonly FrozenDictionary<Guid, Guid> newer = conditions
        .Where(c => c.ReplacesId is not null)
        .GroupBy(c => c.ReplacesId!.Value)
        .ToFrozenDictionary(g => g.Key, g => g.MaxBy(c => c.Edition)!.Id);
    private readonly FrozenDictionary<string, Category> byKey = categories.ToFrozenDictionary(c => c.Key, StringComparer.Ordinal);
    private readonly ILookup<string, FilingCondition> byCategory = conditions
        .OrderBy(c => c.Order)
        .ToLookup(c => c.CategoryKey, StringComparer.Ordinal);

    public IReadOnlyList<Category> Categories { get; } = categories;

    /// <summary>All editions, past ones too.</summary>
    public IReadOnlyList<FilingCondition> Conditions { get; } = conditions;

    /// <summary>Short list of the resident page, in its order.</summary>
    public IReadOnlyList<Category> ForResidents { get; } =
    [.. categories.Where(c => c.ResidentOrder is not null && c.ValidTo is null).OrderBy(c => c.ResidentOrder)];

    /// <summary>Null when the key is unknown or null.</summary>
    public Category? Find(string? key) => key is not null && byKey.TryGetValue(key, out var category) ? category : null;

    /// <exception cref="InvalidInput">Unknown or not in use.</exception>
    public Category InUse(string key) =>
        Find(key) is { IsInUse: true } category && Holds(category) ? category : throw new InvalidInput("CategoryKey", "category.unknown");

    /// <summary>Whether reports may be filed under it today.</summary>
    public bool Holds(Category category) => today is null || category.HoldsOn(today());

    /// <summary>Those that hold today, in the order of the standard.</summary>
    public IEnumerable<FilingCondition> ConditionsOf(string categoryKey) =>
        today is null ? byCategory[categoryKey] : byCategory[categoryKey].Where(c => c.HoldsOn(today()));

    /// <summary>A condition as a case of any day knows it; null when unknown or null.</summary>
    public FilingCondition? Condition(Guid? id) => id is { } known ? byId.GetValueOrDefault(known) : null;

    /// <summary>The edition that holds today of the condition some edition of which is named; null when it was retired, is unknown or null.</summary>
    public FilingCondition? InForce(Guid? id)
    {
        var condition = Condition(id);
        while (condition is not null && !HoldsToday(condition))
            condition = Condition(newer.GetValueOrDefault(condition.Id));
        return condition;
    }

    private bool HoldsToday(FilingCondition condition) => today is null ? condition.ValidTo is null : condition.HoldsOn(today());

    /// <summary>Name in the reader's language; the key when unknown; empty for null.</summary>
    public string NameOf(string? key) => Find(key) is { } category ? category.Name() : key ?? "";
}

/// <summary>Names in the reader's language.</summary>
public static class CategoryNames
{
    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string Name(this Category category) => IsEnglish ? category.NameEn : category.NameZh;

    /// <summary>As said to residents.</summary>
    public static string PlainName(this Category category) =>
        (IsEnglish ? category.PlainEn ?? category.NameEn : category.PlainZh ?? category.NameZh);

    public static string Text(this FilingCondition condition) =>
        IsEnglish && condition.TextEn.Length > 0 ? condition.TextEn : condition.TextZh;

    public static string CloseWhen(this FilingCondition condition) =>
        IsEnglish && condition.CloseWhenEn.Length > 0 ? condition.CloseWhenEn : condition.CloseWhenZh;
}

/// <summary>Counts the changes of a district's catalogue, so that other nodes notice them. 目录版本</summary>
public sealed class CatalogueEdition : ITenantRow
{
    public int DistrictId { get; init; }
    public int No { get; set; }
}

internal sealed class CatalogueEditionTable : Microsoft.EntityFrameworkCore.IEntityTypeConfiguration<CatalogueEdition>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<CatalogueEdition> row)
    {
        row.ToTable("cases_catalogue");
        row.HasKey(e => e.DistrictId);
        row.Property(e => e.No).IsConcurrencyToken(); // of two editors at once, the second looks again
    }
}

/// <summary>Keeps each district's catalogue; a change on this node shows at once, one on another node within 30 s. 目录缓存</summary>
public sealed class Catalogues(TimeProvider clock, WorkCalendar calendar)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, Read> cache = new();
    private readonly ConcurrentDictionary<int, bool> reading = new();

    /// <summary>The catalogue of the context's district.</summary>
    public async ValueTask<CatalogueOf> Of(GezhiDb db, CancellationToken ct)
    {
        var known = cache.GetValueOrDefault(db.DistrictId);
        if (known is not null && clock.GetElapsedTime(known.At) < Fresh)
            return known.Catalogue;
        if (!reading.TryAdd(db.DistrictId, true) && known is not null)
            return known.Catalogue; // somebody is looking; parts of one page may not ask at once through one context
        try
        {
            return await Look(db, known, ct);
        }
        finally
        {
            reading.TryRemove(db.DistrictId, out _);
        }
    }

    private async Task<CatalogueOf> Look(GezhiDb db, Read? known, CancellationToken ct)
    {
        var edition = await db.Set<CatalogueEdition>().Select(e => (int?)e.No).FirstOrDefaultAsync(ct) ?? 0;
        if (known?.Edition == edition)
        {
            cache[db.DistrictId] = known with { At = clock.GetTimestamp() };
            return known.Catalogue;
        }
        var read = new CatalogueOf(
            [
                .. (await db.Set<Category>().AsNoTracking().OrderBy(c => c.Key).ToListAsync(ct)).Where(c =>
                    c.OfDistrict is null || c.OfDistrict == db.DistrictId
                ),
            ],
            await db.Set<FilingCondition>().AsNoTracking().ToListAsync(ct),
            () => calendar.LocalDay(clock.UtcNow)
        );
        if (read.Categories.Count > 0)
            cache[db.DistrictId] = new Read(read, edition, clock.GetTimestamp());
        return read;
    }

    /// <summary>After a change of categories or conditions.</summary>
    public void Forget(int districtId) => cache.TryRemove(districtId, out _);

    /// <summary>
    /// Counts a change with the change itself; call <see cref="Forget"/> after the save. Call it before reading what the change rests on: then
    /// a change by somebody else in between makes the save a stale version.
    /// </summary>
    public static async Task Changed(GezhiDb db, CancellationToken ct)
    {
        if (db.ChangeTracker.Entries<CatalogueEdition>().Any(e => e.State is EntityState.Added or EntityState.Modified))
            return; // counted already
        if (await db.Set<CatalogueEdition>().FirstOrDefaultAsync(ct) is { } edition)
            edition.No++;
        else
            db.Add(new CatalogueEdition { DistrictId = db.DistrictId, No = 1 });
    }

    private sealed record Read(CatalogueOf Catalogue, int Edition, long At);
}
