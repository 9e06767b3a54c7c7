using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Proposing;

/// <summary>Learns categories from their names and from what the district's operators filed. 类别推荐</summary>
public sealed class CategoryGuesses(
    IServiceScopeFactory scopes,
    Catalogues catalogues,
    Districts districts,
    StorageRoot storage,
    TimeProvider clock,
    ILogger<CategoryGuesses> log
) : LearntWords(scopes, districts, storage, clock, log, "category")
{
    /// <summary>A name says as much as so many filed texts.</summary>
    private const float NameCost = 2;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, TextClassifier> ofNames = new();

    /// <summary>What is known now; before the first lesson is over, only the categories' own words.</summary>
    internal async ValueTask<TextClassifier> Of(GezhiDb db, CancellationToken ct)
    {
        if (Known(db.DistrictId) is { } known)
            return known;
        if (ofNames.TryGetValue(db.DistrictId, out var names))
            return names;
        var catalogue = await catalogues.Of(db, ct);
        names = TextClassifier.Learn(Lessons(catalogue.Categories, []), ct: ct);
        return catalogue.Categories.Count == 0 ? names : ofNames.GetOrAdd(db.DistrictId, names);
    }

    internal override async Task<IReadOnlyList<Lesson>> Lessons(GezhiDb db, DateTime since, CancellationToken ct)
    {
        var catalogue = await catalogues.Of(db, ct);
        var texts = await db
            .Cases.AsNoTracking()
            .Where(c => c.CreatedAt >= since && c.FiledAt != null && c.CategoryKey != null && c.State != CaseState.Void)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostTexts)
            .Join(db.Reports, c => c.Id, r => r.OwnCaseId, (c, r) => new { r.Text, c.CategoryKey })
            .ToListAsync(ct);
        return Lessons(catalogue.Categories, texts.Select(t => (t.Text, t.CategoryKey!)));
    }

    /// <summary>Names and words of the categories in use, then what people filed under them.</summary>
    internal static IReadOnlyList<Lesson> Lessons(IEnumerable<Category> categories, IEnumerable<(string Text, string CategoryKey)> filed)
    {
        var known = categories.Where(c => c.IsInUse).ToList();
        var keys = known.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. known.Select(c => new Lesson($"{c.NameZh} {c.PlainZh} {c.Words} {c.NameEn}", c.Key, NameCost)),
            .. filed.Where(f => keys.Contains(f.CategoryKey)).Select(f => new Lesson(f.Text, f.CategoryKey)),
        ];
    }

    protected override Task<int> Decided(GezhiDb db, DateTime since, CancellationToken ct) =>
        db.Cases.CountAsync(c => c.CreatedAt >= since && c.FiledAt != null, ct);
}
