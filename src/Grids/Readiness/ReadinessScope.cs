using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Locating;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;

namespace Gezhi.Grids.Readiness;

/// <summary>What every command of readiness needs: the database, the time, whose area it is, names. 值守范围</summary>
public sealed class ReadinessScope(
    GezhiDb db,
    TimeProvider clock,
    WorkCalendar calendar,
    GridMap map,
    ReadNames? names = null,
    ReadGridStaff? staff = null
)
{
    public GezhiDb Db => db;

    public WorkCalendar Calendar => calendar;

    /// <summary>UTC.</summary>
    public DateTime Now => clock.UtcNow;

    public string District => db.DistrictId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of an area; its code when nobody named it.</summary>
    public string NameOf(string code) =>
        (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? map.Current.EnglishNameOf(code) : map.Current.NameOf(code))
        ?? code;

    /// <summary>The area asked for when a post of the actor reaches it, else their widest one.</summary>
    /// <param name="longest">Digits of the smallest area of interest: 12 for rosters, 15 for groups.</param>
    public string AreaFor(string? asked, Actor actor, int longest)
    {
        var own =
            actor.Posts.Where(p => p.AreaCode is not null && Reads(p)).MinBy(p => p.AreaCode!.Length)?.AreaCode
            ?? throw new Forbidden(Permission.SeeStaffing);
        if (asked is not null && AreaCode.TryParse(asked, out var area) && area.Value.Length <= longest && MayRead(area.Value, actor))
            return area.Value;
        return own.Length <= longest ? own : own[..longest];
    }

    /// <summary>A reader sees own areas and those around them: a grid worker sees who is on duty in the street.</summary>
    public bool MayRead(string areaCode, Actor actor) =>
        areaCode.StartsWith(District, StringComparison.Ordinal)
        && actor.Posts.Any(p =>
            p.AreaCode is { } own
            && Reads(p)
            && (areaCode.StartsWith(own, StringComparison.Ordinal) || own.StartsWith(areaCode, StringComparison.Ordinal))
        );

    /// <exception cref="Forbidden">No post of the actor keeps readiness there.</exception>
    public void NeedsKeep(string areaCode, Actor actor)
    {
        if (!areaCode.StartsWith(District, StringComparison.Ordinal))
            throw new Forbidden(Permission.KeepReadiness);
        actor.Require(Permission.KeepReadiness, areaCode);
    }

    /// <summary>The same for a row that was found by its id: of an area that the actor may not even look into it is as if it were not there.</summary>
    /// <exception cref="NotFound">Outside the actor's sight.</exception>
    /// <exception cref="Forbidden">Seen, but not kept by any post of the actor.</exception>
    public void NeedsKeepOf(string areaCode, Actor actor, string what)
    {
        if (!MayRead(areaCode, actor))
            throw new NotFound(what);
        NeedsKeep(areaCode, actor);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IEnumerable<Guid> accountIds, CancellationToken ct) =>
        names is null ? new Dictionary<Guid, string>() : await names([.. accountIds.Distinct()], ct);

    /// <summary>People who may be put on duty or into a group: everybody with a post in the area, and those whose post reaches it from above.</summary>
    public async Task<IReadOnlyList<GridStaff>> People(string areaCode, CancellationToken ct)
    {
        if (staff is null)
            return [];
        var inside = (await staff(areaCode, ct)).Where(p => areaCode.Length > 6 || p.AreaCode.Length <= 12);
        var above = (await staff(District, ct)).Where(p =>
            p.AreaCode.Length < areaCode.Length && areaCode.StartsWith(p.AreaCode, StringComparison.Ordinal)
        );
        return [.. inside.Concat(above).DistinctBy(p => p.AccountId).Take(400)];
    }

    private static bool Reads(ActorPost post) =>
        RolePermissions.Has(post.Role, Permission.SeeStaffing) || RolePermissions.Has(post.Role, Permission.RaiseAlarm);
}
