using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Mediation.Disputes;

/// <summary>How an agreement was made. 协议形式</summary>
public enum AgreementForm
{
    /// <summary>书面协议.</summary>
    Written,

    /// <summary>口头协议: written down by the mediator.</summary>
    Oral,
}

/// <summary>What the court did. 司法确认</summary>
public enum CourtStep
{
    /// <summary>未申请.</summary>
    None,

    /// <summary>已共同申请.</summary>
    Applied,

    /// <summary>裁定有效.</summary>
    Confirmed,

    /// <summary>不予确认.</summary>
    Refused,
}

/// <summary>What the parties agreed on (人民调解法 art. 28–31, 33). 调解协议</summary>
public sealed class Agreement : ITenantRow
{
    public const string ContentField = "mediation.agreement.content";
    public const string CourtField = "mediation.agreement.court";

    /// <summary>Days after it takes effect in which both parties may go to court together (art. 33). 司法确认期限</summary>
    public const int CourtDays = 30;

    public int DistrictId { get; init; }
    public Guid DisputeId { get; init; }
    public AgreementForm Form { get; set; }

    /// <summary>主要事实、争议事项和各方责任.</summary>
    [Sensitive("记录并督促履行调解协议", What = "协议内容", Until = Dispute.End, Field = ContentField)]
    public byte[]? Content { get; set; }

    /// <summary>Local day on which it was signed, or agreed on by word of mouth, and takes effect; null: a draft.</summary>
    public DateOnly? SignedOn { get; set; }
    public Guid? SignedBy { get; set; }

    /// <summary>SHA-256 over everything that was signed, 64 hex digits; empty for a draft.</summary>
    public string Fingerprint { get; set; } = "";
    public CourtStep Court { get; set; }
    public DateOnly? CourtAppliedOn { get; set; }
    public DateOnly? CourtDecidedOn { get; set; }

    [Sensitive("记录并督促履行调解协议", What = "确认法院和文号", Until = Dispute.End, Field = CourtField)]
    public byte[]? CourtName { get; set; }

    /// <summary>Last local day for both to apply at the court together; null for a draft.</summary>
    public DateOnly? CourtUntil => SignedOn?.AddDays(CourtDays);

    /// <summary>What the fingerprint is taken of: every word that was signed, in a fixed order. 协议指纹</summary>
    /// <param name="parties">Side and name, in the order of the parties.</param>
    /// <param name="duties">Who, what, until when and how much, in their order.</param>
    public static string Print(
        AgreementForm form,
        DateOnly signedOn,
        string content,
        IEnumerable<(Side Side, string Name)> parties,
        IEnumerable<(Guid PartyId, string What, DateOnly DueOn, long? AmountFen)> duties
    )
    {
        using var bytes = new MemoryStream();
        void Put(string text)
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            Span<byte> length = stackalloc byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            bytes.Write(length);
            bytes.Write(utf8);
        }
        Put("gezhi-agreement-1");
        Put(form.ToString());
        Put(signedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put(content);
        foreach (var (side, name) in parties)
        {
            Put(side.ToString());
            Put(name);
        }
        foreach (var (partyId, what, dueOn, amountFen) in duties)
        {
            Put(partyId.ToString("N"));
            Put(what);
            Put(dueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Put(amountFen?.ToString(CultureInfo.InvariantCulture) ?? "");
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}

internal sealed class AgreementTable : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> row)
    {
        row.ToTable("mediation_agreement");
        row.HasKey(a => new { a.DistrictId, a.DisputeId });
        row.Property(a => a.Fingerprint).HasMaxLength(64);
        row.Ignore(a => a.CourtUntil);
    }
}

/// <summary>How far a duty is. 履行状态</summary>
public enum DutyState
{
    Open,
    Done,
    NotDone,
}

/// <summary>One thing a party promised, with a day. 履行事项</summary>
public sealed class AgreedDuty : ITenantRow
{
    public const string WhatField = "mediation.duty.what";
    public const string NoteField = "mediation.duty.note";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }

    /// <summary>Who owes it.</summary>
    public Guid PartyId { get; init; }

    [Sensitive("记录并督促履行调解协议", What = "履行事项", Until = Dispute.End, Field = WhatField)]
    public byte[]? What { get; set; }

    /// <summary>Local day.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Hundredths of a yuan; null: no money.</summary>
    public long? AmountFen { get; init; }
    public DutyState State { get; set; }
    public DateOnly? DoneOn { get; set; }

    [Sensitive("记录并督促履行调解协议", What = "履行情况", Until = Dispute.End, Field = NoteField)]
    public byte[]? Note { get; set; }
}

internal sealed class AgreedDutyTable : IEntityTypeConfiguration<AgreedDuty>
{
    public void Configure(EntityTypeBuilder<AgreedDuty> row)
    {
        row.ToTable("mediation_duty");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.HasIndex(d => new { d.DistrictId, d.DisputeId });
    }
}
