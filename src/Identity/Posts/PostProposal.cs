using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Posts;

/// <summary>A post of high rights that waits for another security administrator. 待双人同意的岗位</summary>
internal sealed class PostProposal : ITenantRow, IVersioned
{
    /// <summary>What nobody agreed to by then is over.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Role Role { get; init; }
    public string? AreaCode { get; init; }
    public string? UnitCode { get; init; }
    public string Title { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>The request that would be answered by it; null when nobody asked.</summary>
    public Guid? RequestId { get; init; }

    public Guid ProposedBy { get; init; }
    public DateTime ProposedAt { get; init; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public bool? IsAgreed { get; private set; }
    public string Refusal { get; private set; } = "";

    /// <summary>The post that was given; null otherwise.</summary>
    public Guid? PostId { get; private set; }

    public int Version { get; set; } = 1;

    public static PostProposal Of(Post post, Guid? requestId, Guid by, DateTime now) =>
        new()
        {
            DistrictId = post.DistrictId,
            Id = Ids.New(now),
            AccountId = post.AccountId,
            Role = post.Role,
            AreaCode = post.AreaCode,
            UnitCode = post.UnitCode,
            Title = post.Title,
            ValidFrom = post.ValidFrom,
            ValidTo = post.ValidTo,
            RequestId = requestId,
            ProposedBy = by,
            ProposedAt = now,
        };

    /// <summary>Neither decided nor too old.</summary>
    public static IQueryable<PostProposal> Waiting(GezhiDb db, DateTime now)
    {
        var oldest = now - Life;
        return db.Set<PostProposal>().Where(p => p.DecidedAt == null && p.ProposedAt > oldest);
    }

    /// <param name="today">A first day that has passed meanwhile becomes this one: nobody held the post while it waited.</param>
    public GivePost.Command Command(DateOnly today) =>
        new(AccountId, Role, AreaCode, UnitCode, Title, ValidFrom > today ? ValidFrom : today, ValidTo, RequestId);

    public void Decide(Guid by, bool isAgreed, string refusal, Guid? postId, DateTime now) =>
        (DecidedBy, DecidedAt, IsAgreed, Refusal, PostId) = (by, now, isAgreed, refusal, postId);
}

internal sealed class PostProposalTable : IEntityTypeConfiguration<PostProposal>
{
    public void Configure(EntityTypeBuilder<PostProposal> row)
    {
        row.ToTable("identity_post_proposal");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.UnitCode).HasMaxLength(40);
        row.Property(r => r.Title).HasMaxLength(60);
        row.Property(r => r.Refusal).HasMaxLength(400);
        row.HasIndex(r => new { r.DistrictId, r.DecidedAt });
    }
}
