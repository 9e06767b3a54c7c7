using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Areas;

/// <summary>A district, street, community, grid or micro-grid as it stood from a day to a day. 区域</summary>
/// <remarks>The code is its own path: a subtree is a prefix. Redrawing ends one row and begins another; a case keeps the codes of its day.</remarks>
public sealed class Area : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>6, 9, 12, 15 or 17 digits.</summary>
    public string Code { get; init; } = "";

    public AreaLevel Level { get; init; }

    /// <summary>Set anew only on the day it begins.</summary>
    public AreaKind Kind { get; set; }

    public string NameZh { get; set; } = "";

    /// <summary>Empty where nobody has translated it.</summary>
    public string NameEn { get; set; } = "";

    /// <summary>MultiPolygon coordinates as in GeoJSON, WGS-84; null when the boundary is not known.</summary>
    /// <remarks>Set anew only to share corners with a redrawn neighbour, or on the day it begins; any other change makes a new row.</remarks>
    public string? Shape { get; set; }

    /// <summary>户数; null when not counted.</summary>
    public int? Households { get; set; }

    /// <summary>A village or a group of villagers; what lies below inherits it. 农村</summary>
    public bool IsRural { get; set; }

    /// <summary>Where the boundary comes from, e.g. "invented by seed".</summary>
    public string Source { get; set; } = "";

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last local day; null while it stands.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class AreaTable : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> row)
    {
        row.ToTable("grids_area");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.Code).HasMaxLength(17);
        row.Property(a => a.NameZh).HasMaxLength(60);
        row.Property(a => a.Shape).HasMaxLength(4_000_000);
        row.HasIndex(a => new
            {
                a.DistrictId,
                a.Code,
                a.ValidFrom,
            })
            .IsUnique();
    }
}

/// <summary>The module's tables on the context. 网格表</summary>
public static class GridSets
{
    extension(GezhiDb db)
    {
        public DbSet<Area> Areas => db.Set<Area>();

        /// <summary>Areas standing on a local day, of the context's district.</summary>
        public IQueryable<Area> AreasOn(DateOnly day) =>
            db.Set<Area>().Where(a => a.ValidFrom <= day && (a.ValidTo == null || a.ValidTo >= day));

        public DbSet<GridSettings> GridSettings => db.Set<GridSettings>();

        public DbSet<BoundaryChange> BoundaryChanges => db.Set<BoundaryChange>();

        public DbSet<UnitGrid> UnitGrids => db.Set<UnitGrid>();

        public DbSet<Importing.GridImport> GridImports => db.Set<Importing.GridImport>();

        public DbSet<Places.Landmark> Landmarks => db.Set<Places.Landmark>();

        public DbSet<Places.MapFeature> MapFeatures => db.Set<Places.MapFeature>();
    }
}
