using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Registry.Contract;

/// <summary>How many people one account may have compared with the registry within a day. 核对上限</summary>
/// <remarks>
/// Whoever sends a list learns of every line whether that person is on the books here, so the answer is bounded by what the work needs: a grid holds about a
/// thousand people (GB/T 34300-2017 as published), and a list may be put right and sent again. <c>Registry:ChecksPerGrid</c> (3,000, 0 to 1,000,000; 0: no bound).
/// </remarks>
public sealed class CheckRule(IConfiguration configuration)
{
    /// <summary>People a day for every grid of the account's areas; 0: no bound.</summary>
    public int PerGrid { get; } =
        configuration.GetValue("Registry:ChecksPerGrid", 3_000) is >= 0 and <= 1_000_000 and var value
            ? value
            : throw new InvalidOperationException("Registry:ChecksPerGrid must be 0 to 1000000");
}

/// <summary>Counts how many people an account has had compared within the last day, by every way there is, and says when it is enough. 核对上限查询</summary>
/// <remarks>It counts rows of the audit trail, as the alarm about unusual viewing does; machines and the system itself send no lists and are not bounded.</remarks>
public sealed class CheckBound(GezhiDb db, AreaBook areas, CheckRule rule, IEnumerable<AuditWord> words, TimeProvider clock)
{
    private const int GridLength = 15;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How many more people the account may have compared now; 0 or less: none.</summary>
    /// <param name="areaCodes">Areas for which the account keeps the registry.</param>
    public async Task<long> Left(Guid accountId, IReadOnlyCollection<string> areaCodes, CancellationToken ct)
    {
        if (rule.PerGrid == 0)
            return long.MaxValue;
        var first = Ids.Before(clock.UtcNow - Day);
        var actions = words.Where(w => w.Look == LookKind.Check).Select(w => w.Action).ToList();
        var details = await db.Set<AuditRow>()
            .Where(a => a.AccountId == accountId && a.Id >= first && actions.Contains(a.Action))
            .Select(a => a.Detail)
            .ToListAsync(ct);
        var grids = areaCodes.SelectMany(areas.Under).Where(c => c.Length == GridLength).Distinct(StringComparer.Ordinal).Count();
        return (long)rule.PerGrid * Math.Max(1, grids) - details.Sum(People);
    }

    /// <summary>Before so many people are compared.</summary>
    /// <exception cref="RuleViolation"><c>registry.checked-enough</c>.</exception>
    public async Task Demand(Actor actor, int people, IReadOnlyCollection<string> areaCodes, CancellationToken ct)
    {
        if (actor.Kind == ActorKind.Staff && actor.AccountId is { } account && await Left(account, areaCodes, ct) < people)
            throw new RuleViolation("registry.checked-enough");
    }

    /// <summary>The detail of such a row begins with the number of people.</summary>
    private static long People(string detail) =>
        int.TryParse(detail.Split(' ', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
