using System.Collections.Concurrent;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Catalogue;

/// <summary>Keeps what was learnt for each district and learns again every hour, in the background. 类别推荐训练</summary>
public sealed class CategoryGuesses(
    IServiceScopeFactory scopes,
    Catalogues catalogues,
    Districts districts,
    TimeProvider clock,
    ILogger<CategoryGuesses> log
) : Loop(clock, log)
{
    /// <summary>Only what was filed in so many days.</summary>
    private const int Days = 180;

    private const int MostTexts = 20_000;
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<int, CategoryGuess> learnt = new();

    /// <summary>What is known now; before the first lesson is over, only the categories' own words.</summary>
    public async ValueTask<CategoryGuess> Of(GezhiDb db, CancellationToken ct)
    {
        if (learnt.TryGetValue(db.DistrictId, out var known))
            return known;
        var catalogue = await catalogues.Of(db, ct);
        var words = CategoryGuess.Learn(catalogue.Categories, []);
        return catalogue.Categories.Count == 0 ? words : learnt.GetOrAdd(db.DistrictId, words);
    }

    /// <summary>Learns from the filed cases of one district.</summary>
    /// <returns>How many texts were read.</returns>
    public async Task<int> Learn(int districtId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId);
        var catalogue = await catalogues.Of(db, ct);
        if (catalogue.Categories.Count == 0)
            return 0;
        var since = Now.AddDays(-Days);
        var texts = await db
            .Cases.AsNoTracking()
            .Where(c => c.CreatedAt >= since && c.FiledAt != null && c.CategoryKey != null && c.State != CaseState.Void)
            .OrderByDescending(c => c.CreatedAt)
            .Take(MostTexts)
            .Join(db.Reports, c => c.Id, r => r.OwnCaseId, (c, r) => new { r.Text, c.CategoryKey })
            .ToListAsync(ct);
        learnt[districtId] = CategoryGuess.Learn(catalogue.Categories, texts.Select(t => (t.Text, t.CategoryKey!)));
        return texts.Count;
    }

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Learn(district, ct);
        return Again;
    }
}
