using System.Collections.Concurrent;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Answers;

/// <summary>Prepared answers and legal channels of a district, in memory: every case page needs them and they change rarely. 答复书架</summary>
/// <param name="Templates">The newest editions, without the retired ones; those for one category first.</param>
/// <param name="Channels">In their order.</param>
public sealed record AnswersOf(IReadOnlyList<AnswerTemplate> Templates, IReadOnlyList<LegalChannel> Channels)
{
    /// <summary>Before anything was read.</summary>
    public static AnswersOf None { get; } = new([], []);

    /// <summary>What is offered for a step and a category.</summary>
    public IReadOnlyList<AnswerTemplate> For(AnswerKind kind, string? categoryKey) =>
        [
            .. Templates
                .Where(t => t.Kind == kind)
                .Where(t => t.CategoryKey is null || categoryKey?.StartsWith(t.CategoryKey, StringComparison.Ordinal) == true),
        ];
}

/// <summary>Reads them again after half a minute, and at once where they were changed. 答复缓存</summary>
public sealed class AnswerShelf(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, (DateTime At, AnswersOf Answers)> districts = new();

    /// <summary>Of the context's district.</summary>
    public async ValueTask<AnswersOf> Of(GezhiDb db, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (districts.TryGetValue(db.DistrictId, out var known) && now - known.At < Kept && now >= known.At)
            return known.Answers;
        var newest = (await db.Set<AnswerTemplate>().AsNoTracking().ToListAsync(ct))
            .GroupBy(t => t.Code)
            .Select(g => g.MaxBy(t => t.Edition)!);
        var answers = new AnswersOf(
            [
                .. newest
                    .Where(t => !t.IsRetired)
                    .OrderByDescending(t => t.CategoryKey?.Length ?? 0)
                    .ThenBy(t => t.At)
                    .ThenBy(t => t.Code, StringComparer.Ordinal),
            ],
            await db.Set<LegalChannel>().AsNoTracking().OrderBy(c => c.Order).ToListAsync(ct)
        );
        districts[db.DistrictId] = (now, answers);
        return answers;
    }

    /// <summary>Something was changed here: the next reader reads anew.</summary>
    internal void Forget(int districtId) => districts.TryRemove(districtId, out _);
}
