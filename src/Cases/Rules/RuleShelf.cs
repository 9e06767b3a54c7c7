using System.Collections.Concurrent;
using System.Collections.Frozen;
using Gezhi.Cases.HandOver;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules;

/// <summary>All books of one district with their rules, in memory. 权责清单书架</summary>
/// <param name="rules">Every version of every rule.</param>
/// <param name="books">In any order; empty where a list was brought along and never changed: then everything is book 1.</param>
public sealed class RuleShelf(IReadOnlyList<ResponsibilityRule> rules, IReadOnlyList<RuleBook> books, PlaceIndex places)
{
    private readonly FrozenDictionary<Guid, ResponsibilityRule> byId = rules.ToFrozenDictionary(r => r.Id);
    private readonly RuleBook[] ordered = [.. books.OrderBy(b => b.No)];
    private readonly ConcurrentDictionary<int, RuleIndex> indexes = new();

    /// <summary>Every version of every rule.</summary>
    public IReadOnlyList<ResponsibilityRule> Versions { get; } = rules;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<RuleBook> Books => ordered;

    public PlaceIndex Places { get; } = places;

    /// <summary>Number of the newest book, also when it decides only later.</summary>
    public int LastBook => ordered.Length == 0 ? 1 : ordered[^1].No;

    /// <summary>Number of the book that decides at an instant.</summary>
    public int BookAt(DateTime utc) => Array.FindLast(ordered, b => b.InForceAt <= utc)?.No ?? (ordered.Length == 0 ? 1 : ordered[0].No);

    /// <summary>The rules that decide at an instant.</summary>
    public RuleIndex At(DateTime utc) => Of(BookAt(utc));

    /// <summary>The rules of a book; compiled once.</summary>
    public RuleIndex Of(int book) => indexes.GetOrAdd(book, no => RuleIndex.Of(Versions.Where(r => r.IsIn(no)), no));

    /// <summary>Any version by its id; null when unknown.</summary>
    public ResponsibilityRule? Find(Guid? ruleId) => ruleId is { } id ? byId.GetValueOrDefault(id) : null;
}

/// <summary>Keeps each district's books; a change on this node shows at once, one on another node within 15 s. 权责清单缓存</summary>
public sealed class RuleShelves(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<int, (RuleShelf Shelf, Stamp Stamp, DateTime At)> cache = new();

    /// <summary>The books of the context's district.</summary>
    public async ValueTask<RuleShelf> Of(GezhiDb db, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (cache.TryGetValue(db.DistrictId, out var known) && now >= known.At && now - known.At < Life)
            return known.Shelf;
        var stamp = await Stamped(db, ct);
        var shelf = known.Shelf is not null && known.Stamp == stamp ? known.Shelf : await Read(db, ct);
        cache[db.DistrictId] = (shelf, stamp, now);
        return shelf;
    }

    /// <summary>After a change of books, rules or places.</summary>
    public void Forget(int districtId) => cache.TryRemove(districtId, out _);

    private static async Task<RuleShelf> Read(GezhiDb db, CancellationToken ct) =>
        new(
            await db.Set<ResponsibilityRule>().AsNoTracking().ToListAsync(ct),
            await db.Set<RuleBook>().AsNoTracking().ToListAsync(ct),
            new PlaceIndex(await db.Set<PlaceInBetween>().AsNoTracking().Where(p => !p.IsRemoved).ToListAsync(ct))
        );

    /// <summary>Cheap to ask and different after any change: five thousand rules are read again only when there is something new.</summary>
    private static async Task<Stamp> Stamped(GezhiDb db, CancellationToken ct) =>
        new(
            await db.Set<ResponsibilityRule>().CountAsync(ct),
            await db.Set<RuleBook>().MaxAsync(b => (int?)b.No, ct) ?? 0,
            await db.Set<PlaceInBetween>().SumAsync(p => (int?)p.Version, ct) ?? 0,
            await db.Set<PlaceInBetween>().CountAsync(p => !p.IsRemoved, ct)
        );

    private readonly record struct Stamp(int Rules, int Books, int PlaceVersions, int Places);
}
