using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Partners;

/// <summary>What a partner is. 协同方类别</summary>
public enum PartnerKind
{
    /// <summary>公安</summary>
    Police,

    /// <summary>调解员</summary>
    Mediator,

    /// <summary>物业</summary>
    Property,

    /// <summary>楼长</summary>
    BuildingChief,

    /// <summary>志愿者</summary>
    Volunteer,
}

/// <summary>One partner without account was asked to come to one case, by a link that opens this request and nothing else. 协同请求</summary>
/// <remarks>
/// The secret of the link stands here as a hash only. It belongs to the first phone that accepts: from then on the link alone opens nothing. It ends with
/// its time, with the case, or by hand. What the partner did stands on the record of the case.
/// </remarks>
public sealed class PartnerCall : ITenantRow, IVersioned
{
    /// <summary>Name under which the phone is sealed.</summary>
    internal const string PhoneField = "cases.partner-phone";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public PartnerKind Kind { get; init; }

    /// <summary>As the record names them, e.g. "锦绣物业 值班经理"; no person's name.</summary>
    public string Title { get; init; } = "";

    /// <summary>What is asked.</summary>
    public string Ask { get; init; } = "";

    /// <summary>Sealed under <see cref="PhoneField"/>; gone when it is answered to the end, taken back, or a day after the link ended.</summary>
    [Sensitive("通知协同方到场", What = "电话", Until = "答复完毕、收回或链接到期一天后删除", Field = PhoneField)]
    public byte[]? PhoneSealed { get; set; }

    public DateTime CalledAt { get; init; }
    public Guid? CalledBy { get; init; }

    /// <summary>Title of the post that called.</summary>
    public string CallerTitle { get; init; } = "";

    /// <summary>SHA-256 of the secret in the link.</summary>
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>SHA-256 of the cookie of the phone that accepted; null before.</summary>
    public byte[]? PhoneHash { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>The message left the house; null when it did not.</summary>
    public DateTime? SentAt { get; internal set; }
    public DateTime? OpenedAt { get; internal set; }
    public DateTime? AcceptedAt { get; private set; }
    public DateTime? ArrivedAt { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public DateTime? DeclinedAt { get; private set; }
    public DateTime? RevokedAt { get; internal set; }
    public int Version { get; set; } = 1;

    public bool IsOver(DateTime now) => DoneAt is not null || DeclinedAt is not null || RevokedAt is not null || ExpiresAt <= now;

    /// <summary>A new link; the one before opens nothing any more.</summary>
    internal void Link(byte[] secretHash, DateTime expiresAt) =>
        (SecretHash, PhoneHash, ExpiresAt, SentAt) = (secretHash, null, expiresAt, null);

    /// <returns>False: it was said before.</returns>
    internal bool Accept(byte[] phoneHash, DateTime now)
    {
        if (AcceptedAt is not null && PhoneHash is not null)
            return false;
        var isFirst = AcceptedAt is null;
        (PhoneHash, AcceptedAt) = (phoneHash, AcceptedAt ?? now);
        return isFirst;
    }

    internal bool Arrive(DateTime now)
    {
        if (ArrivedAt is not null)
            return false;
        ArrivedAt = now;
        return true;
    }

    internal void Finish(DateTime now) => DoneAt = now;

    internal void Decline(DateTime now) => DeclinedAt = now;
}

internal sealed class PartnerCallTable : IEntityTypeConfiguration<PartnerCall>
{
    public void Configure(EntityTypeBuilder<PartnerCall> row)
    {
        row.ToTable("cases_partner_call");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Title).HasMaxLength(160);
        row.Property(c => c.Ask).HasMaxLength(2000);
        row.Property(c => c.CallerTitle).HasMaxLength(400);
        row.Property(c => c.PhoneSealed).HasMaxLength(200);
        row.Property(c => c.SecretHash).HasMaxLength(32);
        row.Property(c => c.PhoneHash).HasMaxLength(32);
        row.HasIndex(c => new { c.DistrictId, c.SecretHash }).IsUnique();
        row.HasIndex(c => new { c.DistrictId, c.CaseId });
        row.HasOne<Case>().WithMany().HasForeignKey(c => new { c.DistrictId, c.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}
