using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Audit;

/// <summary>Who did what to accounts, rights and personal data; appended, never changed, sealed into a chain by the pump. 审计记录</summary>
public sealed class AuditRow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }

    /// <summary>Dotted and stable: <c>contact.revealed</c>, <c>sign-in.failed</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The record concerned.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>Purpose or short fact; never the personal data itself.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Place in the district's chain; null until sealed, within a second.</summary>
    public long? Seq { get; private set; }

    public byte[]? PreviousHash { get; private set; }
    public byte[]? Hash { get; private set; }

    internal void Seal(FeedHead head)
    {
        Seq = ++head.LastAuditSeq;
        PreviousHash = head.LastAuditHash;
        Hash = head.LastAuditHash = Recompute();
    }

    /// <summary>The only change that a row ever sees: its seal, once.</summary>
    internal bool MayBeSaved(EntityEntry change) =>
        change.State == EntityState.Modified
        && change.Property(nameof(Seq)).OriginalValue is null
        && change.Properties.Where(p => p.IsModified).All(p => p.Metadata.Name is nameof(Seq) or nameof(PreviousHash) or nameof(Hash));

    /// <summary>What the hash must be.</summary>
    public byte[] Recompute() => Chain.Hash(PreviousHash ?? Chain.Start, DistrictId, Seq, Id, At, AccountId, Action, SubjectId, Detail);
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.ToTable("platform_audit");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Action).HasMaxLength(48);
        row.Property(r => r.PreviousHash).HasMaxLength(32);
        row.Property(r => r.Hash).HasMaxLength(32);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.Seq,
            r.Id,
        });
        row.HasIndex(r => new { r.DistrictId, r.SubjectId });
        // With the id: what one person did is read backwards, page by page.
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.AccountId,
            r.Id,
        });
    }
}

/// <summary>Writing the trail. 审计</summary>
public static class AuditTrail
{
    /// <summary>Longest detail, characters.</summary>
    public const int LongestDetail = 200;

    /// <summary>What stands before the detail of everything that is done under an urgent grant, and finds it again. 应急标记</summary>
    public static string UrgentMark(Guid grantId) => $"urgent:{grantId.ToString("N", CultureInfo.InvariantCulture)[^8..]}";

    /// <summary>Adds a row to the change that is being made.</summary>
    public static void Audit(this GezhiDb db, Actor actor, string action, Guid? subjectId, string detail, DateTime now) =>
        db.Append(
            new AuditRow
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                At = now,
                AccountId = actor.AccountId,
                Action = action,
                SubjectId = subjectId,
                Detail = TextElements.Cut(actor.UrgentGrantId is { } grant ? $"{UrgentMark(grant)} {detail}" : detail, LongestDetail), // between characters: half a pair is no UTF-8
            }
        );
}
