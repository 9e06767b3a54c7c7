using System.Collections.Concurrent;
using System.Collections.Frozen;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Units;

/// <summary>One immutable snapshot of the units per district. 部门快照</summary>
internal sealed class UnitSnapshots(TimeProvider clock)
{
    private readonly Remembered<int, UnitSnapshot> byDistrict = new(clock, TimeSpan.FromSeconds(30), most: 1000);

    private readonly ConcurrentDictionary<string, string> english = new(StringComparer.Ordinal);

    /// <summary>English name of a unit that was read since the start, by its Chinese one; null when it has none.</summary>
    public string? EnglishOf(string nameZh) => english.GetValueOrDefault(nameZh);

    public ValueTask<UnitSnapshot> Of(GezhiDb db, CancellationToken ct) =>
        byDistrict.Get(
            db.DistrictId,
            async () =>
            {
                var all = await db
                    .Units.AsNoTracking()
                    .OrderBy(u => u.Code)
                    .Select(u => new UnitView(u.Code, u.NameZh, u.NameEn, u.Kind, u.AreaCode, u.IsActive))
                    .ToListAsync(ct);
                foreach (var unit in all.Where(u => u.NameEn.Length > 0))
                    english[unit.NameZh] = unit.NameEn;
                return new UnitSnapshot(all);
            }
        );

    public void Drop(int district) => byDistrict.Drop(district);
}

internal sealed class UnitSnapshot(IReadOnlyList<UnitView> all)
{
    public FrozenDictionary<string, UnitView> ByCode { get; } = all.ToFrozenDictionary(u => u.Code, StringComparer.Ordinal);

    public IReadOnlyList<UnitView> Active { get; } = [.. all.Where(u => u.IsActive)];
}
