using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Partners;

/// <summary>Asked for, or on offer. 需求或资源</summary>
public enum OfferSide
{
    /// <summary>需求.</summary>
    Need,

    /// <summary>资源.</summary>
    Resource,
}

/// <summary>Of what kind it is. 需求资源类别</summary>
public enum OfferCategory
{
    /// <summary>场地.</summary>
    Room,

    /// <summary>人手.</summary>
    Hands,

    /// <summary>专业服务.</summary>
    Skill,

    /// <summary>物资.</summary>
    Goods,
}

/// <summary>One line of the list of needs or of resources. 需求清单、资源清单</summary>
public sealed class Offer : ITenantRow, IVersioned
{
    public const int LongestWords = 120;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public OfferSide Side { get; init; }
    public OfferCategory Category { get; init; }
    public string AreaCode { get; init; } = "";
    public string Words { get; init; } = "";

    /// <summary>Whose; null: the community's own.</summary>
    public Guid? PartnerId { get; init; }
    public DateOnly FromOn { get; init; }
    public DateOnly UntilOn { get; init; }

    /// <summary>The other line, once they were brought together.</summary>
    public Guid? MatchId { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOpen => MatchId is null && ClosedAt is null;

    /// <exception cref="RuleViolation"><c>offer.taken</c>.</exception>
    internal void Join(Guid other)
    {
        if (!IsOpen)
            throw new RuleViolation("offer.taken");
        MatchId = other;
    }

    /// <exception cref="RuleViolation"><c>offer.taken</c>.</exception>
    internal void Close(DateTime now)
    {
        if (!IsOpen)
            throw new RuleViolation("offer.taken");
        ClosedAt = now;
    }
}

/// <summary>Which resources fit a need, and why. 供需匹配</summary>
public static class OfferMatch
{
    /// <param name="SharedArea">The smaller of both areas.</param>
    /// <param name="FromOn">First day on which both hold.</param>
    /// <param name="UntilOn">Last day.</param>
    public sealed record Fit(Offer Resource, string SharedArea, DateOnly FromOn, DateOnly UntilOn)
    {
        public int Days => UntilOn.DayNumber - FromOn.DayNumber + 1;
    }

    /// <summary>Same kind, one area inside the other, at least one day in common; the nearest first, then the longest.</summary>
    public static IReadOnlyList<Fit> Of(Offer need, IEnumerable<Offer> resources, DateOnly today) =>
        [
            .. resources
                .Where(r => r is { IsOpen: true, Side: OfferSide.Resource } && r.Category == need.Category)
                .Where(r =>
                    r.AreaCode.StartsWith(need.AreaCode, StringComparison.Ordinal)
                    || need.AreaCode.StartsWith(r.AreaCode, StringComparison.Ordinal)
                )
                .Select(r => new Fit(
                    r,
                    r.AreaCode.Length > need.AreaCode.Length ? r.AreaCode : need.AreaCode,
                    Later(Later(r.FromOn, need.FromOn), today),
                    r.UntilOn < need.UntilOn ? r.UntilOn : need.UntilOn
                ))
                .Where(f => f.Days > 0)
                .OrderByDescending(f => f.Resource.AreaCode.Length)
                .ThenByDescending(f => f.Days)
                .ThenBy(f => f.Resource.Id),
        ];

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

internal sealed class OfferTable : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> row)
    {
        row.ToTable("community_offer");
        row.HasKey(o => new { o.DistrictId, o.Id });
        row.Property(o => o.AreaCode).HasMaxLength(17);
        row.Property(o => o.Words).HasMaxLength(Offer.LongestWords * 4);
        row.HasIndex(o => new { o.DistrictId, o.UntilOn });
        row.HasIndex(o => new { o.DistrictId, o.PartnerId });
        row.HasOne<Partner>().WithMany().HasForeignKey(o => new { o.DistrictId, o.PartnerId }).OnDelete(DeleteBehavior.Restrict);
    }
}
