using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Searching;

/// <summary>Makes cases findable that were written before there was a search, or past it; once after each start. 检索补录</summary>
public sealed class WordsLoop(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<WordsLoop> log)
    : Loop(clock, log)
{
    private const int Batch = 500;
    private readonly Dictionary<int, Guid> done = [];

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            while (await Fill(district, ct)) { }
        return null;
    }

    /// <returns>False when all are findable.</returns>
    internal async Task<bool> Fill(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var last = done.GetValueOrDefault(district);
        var missing = await db
            .Cases.Where(c => c.Id > last && !db.Set<CaseWords>().Any(w => w.Id == c.Id))
            .OrderBy(c => c.Id)
            .Take(Batch)
            .Select(c => new
            {
                c.Id,
                c.CreatedAt,
                c.Title,
                c.PlaceText,
            })
            .ToListAsync(ct);
        foreach (var c in missing)
            db.Append(CaseWords.Of(district, c.Id, c.CreatedAt, c.Title, c.PlaceText));
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            return true; // another node, or the case itself, was faster: look again
        }
        if (missing.Count > 0)
            done[district] = missing[^1].Id;
        return missing.Count == Batch;
    }
}
