using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Areas;

/// <summary>What a district decides about its grids: norms of size, and which dedicated grid wins where two lie over each other. 网格设置</summary>
/// <remarks>One row per district; a district without one has the values below. Its version counts with every boundary change, so that two cannot pass together.</remarks>
public sealed class GridSettings : ITenantRow, IVersioned
{
    /// <summary>The order in which dedicated kinds win until a district says otherwise: where seconds matter first.</summary>
    public const string UsualPrecedence = "Hospital,School,Station,NightMarket,Market,Tower";

    public int DistrictId { get; init; }

    /// <summary>Households of a community grid.</summary>
    public int GridLeast { get; set; } = 300;

    public int GridMost { get; set; } = 500;

    /// <summary>Households of a micro-grid.</summary>
    public int MicroLeast { get; set; } = 50;

    public int MicroMost { get; set; } = 70;

    /// <summary>Households of a village grid (村民小组).</summary>
    public int RuralGridLeast { get; set; } = 100;

    public int RuralGridMost { get; set; } = 300;

    public int RuralMicroLeast { get; set; } = 20;

    public int RuralMicroMost { get; set; } = 70;

    /// <summary>Names of <see cref="AreaKind"/>, the winner first. 专属网格优先级</summary>
    public string Precedence { get; set; } = UsualPrecedence;

    /// <summary>Counts boundary changes; other nodes look at it to know when to load anew.</summary>
    public long Changes { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>The norm of a level; null where there is none. 户数标准</summary>
    public (int Least, int Most)? NormOf(Platform.Text.AreaLevel level, bool isRural) =>
        (level, isRural) switch
        {
            (Platform.Text.AreaLevel.Grid, false) => (GridLeast, GridMost),
            (Platform.Text.AreaLevel.Grid, true) => (RuralGridLeast, RuralGridMost),
            (Platform.Text.AreaLevel.MicroGrid, false) => (MicroLeast, MicroMost),
            (Platform.Text.AreaLevel.MicroGrid, true) => (RuralMicroLeast, RuralMicroMost),
            _ => null,
        };

    /// <summary>0 wins over 1; kinds nobody ranked come last.</summary>
    public int RankOf(AreaKind kind) =>
        Array.IndexOf(Precedence.Split(','), kind.ToString()) is >= 0 and var rank ? rank : Enum.GetValues<AreaKind>().Length;
}

internal sealed class GridSettingsTable : IEntityTypeConfiguration<GridSettings>
{
    public void Configure(EntityTypeBuilder<GridSettings> row)
    {
        row.ToTable("grids_settings");
        row.HasKey(s => s.DistrictId);
        row.Property(s => s.Precedence).HasMaxLength(120);
    }
}

/// <summary>Reads the settings of a district. 读网格设置</summary>
internal static class ReadSettings
{
    extension(GezhiDb db)
    {
        /// <summary>To look at; the usual ones where the district has decided nothing.</summary>
        public async Task<GridSettings> Settings(CancellationToken ct) =>
            await db.Set<GridSettings>().AsNoTracking().FirstOrDefaultAsync(ct) ?? new GridSettings { DistrictId = db.DistrictId };

        /// <summary>To change; added when there are none.</summary>
        public async Task<GridSettings> SettingsToChange(CancellationToken ct)
        {
            if (await db.Set<GridSettings>().FirstOrDefaultAsync(ct) is { } known)
                return known;
            var fresh = new GridSettings { DistrictId = db.DistrictId };
            db.Add(fresh);
            return fresh;
        }
    }
}
