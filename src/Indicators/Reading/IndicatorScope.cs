#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;

namespace Gezhi.Indicators.Reading;

/// <summary>Which cases the figures of a person stand on: those in the areas and of the units of posts that see cases. The one place that says so. 指标数据范围</summary>
/// <param name="Areas">Widest areas; empty with a unit's post only.</param>
/// <param name="Units">Units whose cases count wherever they lie.</param>
/// <param name="Narrowed">The area asked for; null: all of them.</param>
public sealed record IndicatorScope(IReadOnlyList<string> Areas, IReadOnlyList<string> Units, string? Narrowed)
{
    /// <summary>Persons with the same key see the same figures.</summary>
    public string Key => $"{string.Join(',', Areas)}:{string.Join(',', Units)}:{Narrowed}";

    /// <summary>The area that the figures are headed with.</summary>
    public string Root(int districtId) => Narrowed ?? (Areas is [var only] ? only : districtId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Digits of the areas into which the root is divided.</summary>
    public int PartLength(int districtId) =>
        Root(districtId).Length switch
        {
            <= 6 => 9,
            9 => 12,
            12 => 15,
            _ => 17,
        };

    /// <param name="asked">An area inside those of the actor; null or empty for all.</param>
    /// <exception cref="NotFound">It is no area, or none of the actor's.</exception>
    public static IndicatorScope Of(Actor actor, string? asked = null)
    {
        var posts = actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.SeeCases)).ToList();
        var district = actor.DistrictId.ToString(CultureInfo.InvariantCulture);
        var areas =
            actor.Kind == ActorKind.System
                ? [district]
                : WidestAreas.Of(posts).Select(a => a.Length < district.Length ? district : a).Distinct().ToList();
        var units = posts.Select(p => p.UnitCode).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (asked is not { Length: > 0 })
            return new IndicatorScope(areas, units, null);
        if (asked.Length > 17 || !asked.All(char.IsAsciiDigit) || !areas.Any(a => asked.StartsWith(a, StringComparison.Ordinal)))
            throw new NotFound("area");
        return new IndicatorScope(areas, units, asked);
    }

    internal IQueryable<Slice> Apply(IQueryable<Slice> slices)
    {
        if (Narrowed is { } narrowed)
            return narrowed.Length <= 6 ? slices : slices.Where(s => s.AreaCode.StartsWith(narrowed));
        if (Areas.Any(a => a.Length <= 6))
            return slices;
        var (first, second) = (Areas.ElementAtOrDefault(0), Areas.ElementAtOrDefault(1));
        return Areas.Count <= 2
            ? slices.Where(s =>
                (first != null && s.AreaCode.StartsWith(first))
                || (second != null && s.AreaCode.StartsWith(second))
                || (s.UnitCode != "" && Units.Contains(s.UnitCode))
            )
            : slices.Where(s => Areas.Any(a => s.AreaCode.StartsWith(a)) || (s.UnitCode != "" && Units.Contains(s.UnitCode)));
    }
}
