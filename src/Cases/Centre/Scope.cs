using System.Globalization;
using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Centre;

/// <summary>What part of the district a person looks at, and into which areas it is divided. 视野</summary>
/// <param name="Key">Persons with the same key see the same cases.</param>
/// <param name="RootCode">The area looked at: the whole district, or the one area of the person's posts.</param>
/// <param name="PartLength">Digits of the areas it is divided into: streets of a district, communities of a street…</param>
public sealed record Scope(string Key, string RootCode, int PartLength)
{
    public static Scope Of(Actor actor)
    {
        var district = actor.DistrictId.ToString(CultureInfo.InvariantCulture);
        var posts = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.SeeCases)).ToList();
        var areas = posts.Select(p => p.AreaCode).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (areas.Exists(a => a.Length <= 6))
            return new Scope(district, district, 9);
        var units = posts.Select(p => p.UnitCode).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var root = areas is [var only] ? only : district;
        return new Scope($"{district}:{string.Join(',', areas)}:{string.Join(',', units)}", root, PartOf(root.Length));
    }

    private static int PartOf(int rootLength) =>
        rootLength switch
        {
            <= 6 => 9,
            9 => 12,
            12 => 15,
            _ => 17,
        };
}
