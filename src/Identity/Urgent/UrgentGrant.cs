using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Urgent;

/// <summary>Somebody who commands an emergency takes a further role for minutes, alone and at once; others are alarmed and look at it after. 应急授权</summary>
internal sealed class UrgentGrant : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Role Role { get; init; }

    /// <summary>Inside the area of a post that the person holds.</summary>
    public string AreaCode { get; init; } = "";

    public string Reason { get; init; } = "";
    public DateTime OpenedAt { get; init; }

    /// <summary>Ends then by itself.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>Ended before its time; null otherwise.</summary>
    public DateTime? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }
    public Guid? ReviewedBy { get; private set; }
    public DateTime? ReviewedAt { get; private set; }

    /// <summary>What the review found; null until then.</summary>
    public bool? IsJustified { get; private set; }

    public string Review { get; private set; } = "";
    public int Version { get; set; } = 1;

    public bool Runs(DateTime now) => EndedAt is null && EndsAt > now;

    /// <summary>A post of today commands emergencies where the grant was taken: the grant never outlives the right it stands on.</summary>
    public bool StandsOn(IReadOnlyList<ActorPost> posts) =>
        new Actor(DistrictId, ActorKind.Staff, AccountId, "", posts).PostFor(Permission.ClearAlarm, AreaCode) is not null;

    public ActorPost Post() => new(Id, Role, AreaCode, null, "应急授权");

    public void End(Guid by, DateTime now) => (EndedAt, EndedBy) = (now, by);

    public void Look(Guid by, bool isJustified, string review, DateTime now) =>
        (ReviewedBy, ReviewedAt, IsJustified, Review) = (by, now, isJustified, review);
}

internal sealed class UrgentGrantTable : IEntityTypeConfiguration<UrgentGrant>
{
    public void Configure(EntityTypeBuilder<UrgentGrant> row)
    {
        row.ToTable("identity_urgent_grant");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.Reason).HasMaxLength(400);
        row.Property(r => r.Review).HasMaxLength(400);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.AccountId,
            r.EndsAt,
        });
        row.HasIndex(r => new { r.DistrictId, r.ReviewedAt });
    }
}
