#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases;

/// <summary>The module's tables on the context. 案件表</summary>
public static class CaseSets
{
    private static readonly Prepared<Func<GezhiDb, Guid, CancellationToken, Task<Case?>>> tracked = new(() =>
        EF.CompileAsyncQuery((GezhiDb db, Guid caseId, CancellationToken ct) => db.Set<Case>().FirstOrDefault(c => c.Id == caseId))
    );

    private static readonly Prepared<Func<GezhiDb, Guid, CancellationToken, Task<Case?>>> untracked = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, CancellationToken ct) => db.Set<Case>().AsNoTracking().FirstOrDefault(c => c.Id == caseId)
        )
    );

    extension(GezhiDb db)
    {
        /// <summary>A case of the district, to be changed; nobody is asked whether they may see it.</summary>
        internal Task<Case?> CaseToMove(Guid caseId, CancellationToken ct) => tracked.For(db)(db, caseId, ct);

        /// <summary>A case of the district, to be read; nobody is asked whether they may see it.</summary>
        internal Task<Case?> CaseToRead(Guid caseId, CancellationToken ct) => untracked.For(db)(db, caseId, ct);

        public DbSet<Case> Cases => db.Set<Case>();

        public DbSet<Report> Reports => db.Set<Report>();

        public DbSet<Evidence> Evidence => db.Set<Evidence>();

        public DbSet<TimelineRow> Timeline => db.Set<TimelineRow>();

        public DbSet<TimelineText> TimelineTexts => db.Set<TimelineText>();
    }
}

/// <summary>Who sees which cases: ownership lies inside the query, so that "not yours" is "not found". 可见范围</summary>
public static class CaseVisibility
{
    /// <summary>Whether every case of the district is the actor's to see.</summary>
    internal static bool SeesAll(Actor actor, GezhiDb db)
    {
        if (actor.Kind == ActorKind.System)
            return true;
        var district = db.DistrictId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return actor.Posts.Any(p =>
            p.AreaCode is { Length: <= 6 } area
            && RolePermissions.Has(p.Role, Permission.SeeCases)
            && district.StartsWith(area, StringComparison.Ordinal)
        );
    }

    /// <summary>Whether a case that is loaded already is the actor's to see: as <see cref="VisibleTo"/>, without asking for the case once more.</summary>
    internal static async ValueTask<bool> Sees(Actor actor, Case subject, GezhiDb db, CancellationToken ct)
    {
        if (SeesAll(actor, db))
            return true;
        var posts = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.SeeCases)).ToList();
        if (
            posts.Exists(p =>
                (p.AreaCode is { } area && subject.AreaCode.StartsWith(area, StringComparison.Ordinal))
                || (p.UnitCode is not null && p.UnitCode == subject.LeadUnitCode)
            )
        )
            return true;
        var units = posts.Select(p => p.UnitCode).OfType<string>().ToList();
        return units.Count > 0
            && await db.Set<CaseHelper>().AnyAsync(h => h.CaseId == subject.Id && h.ReleasedAt == null && units.Contains(h.UnitCode), ct);
    }

    /// <summary>Cases below the areas of the actor's posts, and those its units lead or help with.</summary>
    public static IQueryable<Case> VisibleTo(this IQueryable<Case> cases, Actor actor, GezhiDb db)
    {
        if (SeesAll(actor, db))
            return cases;
        var posts = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.SeeCases)).ToList();
        var areas = posts.Select(p => p.AreaCode).OfType<string>().Distinct().ToList();
        var units = posts.Select(p => p.UnitCode).OfType<string>().Distinct().ToList();
        var first = areas.ElementAtOrDefault(0);
        var second = areas.ElementAtOrDefault(1);
        return areas.Count <= 2
            ? cases.Where(c =>
                (first != null && c.AreaCode.StartsWith(first))
                || (second != null && c.AreaCode.StartsWith(second))
                || (c.LeadUnitCode != null && units.Contains(c.LeadUnitCode))
                || (
                    units.Count > 0 && db.Set<CaseHelper>().Any(h => h.CaseId == c.Id && h.ReleasedAt == null && units.Contains(h.UnitCode))
                )
            )
            : cases.Where(c =>
                areas.Any(a => c.AreaCode.StartsWith(a))
                || (c.LeadUnitCode != null && units.Contains(c.LeadUnitCode))
                || (
                    units.Count > 0 && db.Set<CaseHelper>().Any(h => h.CaseId == c.Id && h.ReleasedAt == null && units.Contains(h.UnitCode))
                )
            );
    }
}
