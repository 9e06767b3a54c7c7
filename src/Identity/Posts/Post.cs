using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Posts;

/// <summary>An account holds a role in an area or a unit, from a day to a day. 岗位</summary>
internal sealed class Post : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Role Role { get; init; }

    /// <summary>Everything below this area; null for a unit's post.</summary>
    public string? AreaCode { get; init; }

    /// <summary>Code of the unit; null for an area post.</summary>
    public string? UnitCode { get; init; }

    /// <summary>What the public sees, e.g. "Z3 网格员"; names no person.</summary>
    public string Title { get; init; } = "";

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day on which the post is no longer held; null: until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || ValidTo > day);

    public bool Meets(DateOnly from, DateOnly? to) => (to is null || ValidFrom < to) && (ValidTo is null || ValidTo > from);
}

internal sealed class PostTable : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> row)
    {
        row.ToTable("identity_post");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.UnitCode).HasMaxLength(40);
        row.Property(r => r.Title).HasMaxLength(60);
        row.HasIndex(r => new { r.DistrictId, r.AccountId });
        row.HasIndex(r => new { r.DistrictId, r.AreaCode });
        row.HasIndex(r => new { r.DistrictId, r.UnitCode });
    }
}

internal static class PostSet
{
    extension(GezhiDb db)
    {
        public DbSet<Post> Posts => db.Set<Post>();

        /// <summary>Posts held on a local day.</summary>
        public IQueryable<Post> PostsOn(DateOnly day) =>
            db.Set<Post>().AsNoTracking().Where(p => p.ValidFrom <= day && (p.ValidTo == null || p.ValidTo > day));
    }
}
