using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Catalogue;

/// <summary>Categories and filing conditions of one district, in memory. 类别目录</summary>
public sealed class CatalogueOf(IReadOnlyList<Category> categories, IReadOnlyList<FilingCondition> conditions)
{
    private readonly FrozenDictionary<string, Category> byKey = categories.ToFrozenDictionary(c => c.Key, StringComparer.Ordinal);
    private readonly ILookup<string, FilingCondition> byCategory = conditions
        .OrderBy(c => c.Order)
        .ToLookup(c => c.CategoryKey, StringComparer.Ordinal);

    public IReadOnlyList<Category> Categories { get; } = categories;

    /// <summary>Short list of the resident page, in its order.</summary>
    public IReadOnlyList<Category> ForResidents { get; } =
    [.. categories.Where(c => c.ResidentOrder is not null).OrderBy(c => c.ResidentOrder)];

    /// <summary>Null when the key is unknown or null.</summary>
    public Category? Find(string? key) => key is not null && byKey.TryGetValue(key, out var category) ? category : null;

    /// <exception cref="InvalidInput">Unknown or not in use.</exception>
    public Category InUse(string key) =>
        Find(key) is { IsInUse: true } category ? category : throw new InvalidInput("CategoryKey", "category.unknown");

    /// <summary>In the order of the standard.</summary>
    public IEnumerable<FilingCondition> ConditionsOf(string categoryKey) => byCategory[categoryKey];

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

/// <summary>Keeps each district's catalogue; read again after <see cref="Forget"/>. 目录缓存</summary>
public sealed class Catalogues
{
    private readonly ConcurrentDictionary<int, CatalogueOf> cache = new();

    /// <summary>The catalogue of the context's district.</summary>
    public async ValueTask<CatalogueOf> Of(GezhiDb db, CancellationToken ct)
    {
        if (cache.TryGetValue(db.DistrictId, out var known))
            return known;
        var read = new CatalogueOf(
            await db.Set<Category>().AsNoTracking().OrderBy(c => c.Key).ToListAsync(ct),
            await db.Set<FilingCondition>().AsNoTracking().ToListAsync(ct)
        );
        return read.Categories.Count == 0 ? read : cache.GetOrAdd(db.DistrictId, read);
    }

    /// <summary>After a change of categories or conditions.</summary>
    public void Forget(int districtId) => cache.TryRemove(districtId, out _);
}
