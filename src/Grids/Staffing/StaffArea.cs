using System.Globalization;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Staffing;

/// <summary>An area of today, as staffing, party chain and charter look at it. 区域</summary>
/// <param name="Households">户数, own or summed from below; null when nothing is counted.</param>
public sealed record StaffArea(string Code, AreaLevel Level, AreaKind Kind, string NameZh, string NameEn, int? Households)
{
    /// <summary>In the reader's language, where somebody has translated it.</summary>
    public string Name(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" && NameEn.Length > 0 ? NameEn : NameZh;
}

/// <summary>An area with all around it and all inside it. 区域树</summary>
/// <param name="Path">District first, the area itself last.</param>
/// <param name="Inside">Everything inside, itself left out, in the order of the codes.</param>
public sealed record StaffTree(StaffArea Area, IReadOnlyList<StaffArea> Path, IReadOnlyList<StaffArea> Inside)
{
    /// <summary>The area and everything inside it.</summary>
    public IEnumerable<StaffArea> All => Inside.Prepend(Area);

    /// <summary>One step below.</summary>
    public IEnumerable<StaffArea> Children
    {
        get
        {
            var next = Inside.Select(a => a.Code.Length).DefaultIfEmpty().Min(); // once: a district has thousands inside
            return Inside.Where(a => a.Code.Length == next);
        }
    }
}

/// <summary>Reads areas of today. 区域读取</summary>
public sealed class StaffAreas(GezhiDb db, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Today in the deployment's zone.</summary>
    public DateOnly Today => calendar.LocalDay(clock.UtcNow);

    /// <summary>The area asked for, or the widest one of the actor's posts that hold the permission.</summary>
    /// <exception cref="NotFound">No such area, of another district, or out of the actor's reach.</exception>
    public async Task<StaffTree> Below(string? code, Actor actor, Permission permission, CancellationToken ct)
    {
        var wanted = string.IsNullOrWhiteSpace(code) ? Widest(actor, permission) : code;
        if (
            !AreaCode.TryParse(wanted, out var area)
            || area.DistrictId != actor.DistrictId
            || actor.PostFor(permission, area.Value) is null
        )
            throw new NotFound("area");
        return await Read(area, ct) ?? throw new NotFound("area");
    }

    /// <summary>Whether the area stands today.</summary>
    public Task<bool> Stands(AreaCode area, CancellationToken ct) => db.AreasOn(Today).AnyAsync(a => a.Code == area.Value, ct);

    /// <summary>The tree of an area; null when it does not stand today.</summary>
    public async Task<StaffTree?> Read(AreaCode area, CancellationToken ct)
    {
        var (today, self, end) = (Today, area.Value, area.Value + ":"); // ':' follows '9'
        var around = area.Path.Select(a => a.Value).ToList();
        var rows = await db
            .Areas.AsNoTracking()
            .Where(a => a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today))
            .Where(a => around.Contains(a.Code) || (a.Code.CompareTo(self) >= 0 && a.Code.CompareTo(end) < 0))
            .Select(a => new StaffArea(a.Code, a.Level, a.Kind, a.NameZh, a.NameEn, a.Households))
            .ToListAsync(ct);
        var summed = Summed(rows);
        return summed.Find(a => a.Code == self) is not { } found
            ? null
            : new StaffTree(found, [.. summed.Where(a => around.Contains(a.Code))], [.. summed.Where(a => a.Code.Length > self.Length)]);
    }

    /// <summary>Gives every area the households of what lies inside it, where it has no count of its own.</summary>
    public static List<StaffArea> Summed(IEnumerable<StaffArea> areas)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new List<StaffArea>();
        foreach (var area in areas.OrderByDescending(a => a.Code.Length))
        {
            var households = area.Households ?? (sums.TryGetValue(area.Code, out var inside) ? inside : null);
            result.Add(area with { Households = households });
            if (households is { } count && area.Kind == AreaKind.Ordinary && AreaCode.Parse(area.Code).Parent is { } parent)
                sums[parent.Value] = sums.GetValueOrDefault(parent.Value) + count;
        }
        result.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
        return result;
    }

    private static string? Widest(Actor actor, Permission permission) =>
        actor.Posts.Where(p => p.AreaCode is not null && RolePermissions.Has(p.Role, permission)).MinBy(p => p.AreaCode!.Length)?.AreaCode;
}
