#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Platform.Actors;

namespace Gezhi.Indicators.Integrity;

/// <summary>Who sees which findings: judges those of their areas, never their own; the concerned their own. The one place that says so. 诚信线索数据范围</summary>
public static class IntegrityScope
{
    /// <summary>Findings the actor may judge.</summary>
    public static IQueryable<Finding> Judged(this IQueryable<Finding> findings, Actor actor)
    {
        var posts = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.JudgeIntegrity)).ToList();
        var areas = WidestAreas.Of(posts);
        var (account, units) = (actor.AccountId, UnitsOf(actor));
        findings = findings.Where(f =>
            (f.AccountId == null || f.AccountId != account) && (f.UnitCode == null || !units.Contains(f.UnitCode))
        );
        if (areas.Any(a => a.Length <= 6))
            return findings;
        var (first, second, third) = (areas.ElementAtOrDefault(0), areas.ElementAtOrDefault(1), areas.ElementAtOrDefault(2));
        return findings.Where(f =>
            (first != null && f.AreaCode.StartsWith(first))
            || (second != null && f.AreaCode.StartsWith(second))
            || (third != null && f.AreaCode.StartsWith(third))
        );
    }

    /// <summary>Findings that concern the actor: the own, and those of a unit whose work the actor does.</summary>
    public static IQueryable<Finding> Concerning(this IQueryable<Finding> findings, Actor actor)
    {
        var (account, units) = (actor.AccountId, UnitsOf(actor));
        return findings.Where(f => (f.AccountId != null && f.AccountId == account) || (f.UnitCode != null && units.Contains(f.UnitCode)));
    }

    private static List<string> UnitsOf(Actor actor) => [.. actor.Posts.Select(p => p.UnitCode).OfType<string>().Distinct()];
}
