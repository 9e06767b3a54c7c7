using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry;

/// <summary>Which records a person may see and keep: those in the areas of posts that hold the permission. The one place that says so. 台账数据范围</summary>
/// <remarks>A unit's post opens nothing: handlers, police and mediators see the matter they are called to, never the registry.</remarks>
public static class RegistryScope
{
    /// <summary>Widest areas of the actor; none of them lies in another.</summary>
    public static IReadOnlyList<string> Areas(Actor actor, Permission permission = Permission.SeeRegistry)
    {
        var own = actor
            .Posts.Where(p => p.AreaCode is not null && RolePermissions.Has(p.Role, permission))
            .Select(p => p.AreaCode!)
            .Distinct()
            .ToList();
        return [.. own.Where(a => !own.Exists(o => o != a && a.StartsWith(o, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Those of the areas that lie in the one asked for, or the one asked for when it lies in one of them; all when none is asked for.</summary>
    public static IReadOnlyList<string> Areas(Actor actor, string? asked) =>
        asked is not { Length: > 0 }
            ? Areas(actor)
            :
            [
                .. Areas(actor)
                    .Select(a => asked.StartsWith(a, StringComparison.Ordinal) ? asked : a)
                    .Where(a => a.StartsWith(asked, StringComparison.Ordinal))
                    .Distinct(),
            ];

    /// <summary>Greater than every code inside the area. Between the two an index finds them on both engines, whatever the collation; LIKE would not.</summary>
    internal static string LastIn(string areaCode) => areaCode.PadRight(20, '9');

    public static bool Sees(Actor actor, string areaCode) => actor.PostFor(Permission.SeeRegistry, areaCode) is not null;

    public static bool Keeps(Actor actor, string areaCode) => actor.PostFor(Permission.KeepRegistry, areaCode) is not null;

    /// <summary>The record, when the actor may see it.</summary>
    /// <exception cref="NotFound">It is not there, or lies outside the actor's areas: the answer is the same.</exception>
    public static T Seen<T>(T? record, Actor actor)
        where T : RegistryRecord => record is not null && Sees(actor, record.AreaCode) ? record : throw new NotFound(typeof(T).Name);

    /// <summary>The reading of the search that keeps it inside the areas.</summary>
    internal static IReadOnlyList<IReadOnlyList<Platform.Text.SearchToken>> Terms(IReadOnlyList<string> areas) =>
        [.. areas.Select(a => (IReadOnlyList<Platform.Text.SearchToken>)[new Platform.Text.SearchToken(EntryWords.AreaToken(a), false)])];
}
