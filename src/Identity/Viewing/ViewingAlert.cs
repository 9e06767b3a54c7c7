using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Viewing;

/// <summary>What was unusual. 异常类别</summary>
public enum ViewingKind
{
    /// <summary>短时间打开大量敏感字段</summary>
    ManyFields,

    /// <summary>短时间打开大量人员记录</summary>
    ManyRecords,

    /// <summary>远超本人平时</summary>
    AboveUsual,

    /// <summary>用导入核对大量比对人员</summary>
    ManyChecked,
}

/// <summary>What somebody else found. 核查结论</summary>
public enum ViewingFinding
{
    /// <summary>工作需要</summary>
    Work,

    /// <summary>不当查看</summary>
    Misuse,

    /// <summary>账号被他人使用</summary>
    OtherPerson,
}

/// <summary>Somebody looked at data of unusually many people; another person looks into it and closes it with a finding. 查看异常告警</summary>
internal sealed class ViewingAlert : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public ViewingKind Kind { get; init; }

    /// <summary>The highest count while it is open.</summary>
    public int Count { get; private set; }

    /// <summary>What the count was held against.</summary>
    public int Limit { get; init; }

    /// <summary>UTC; begin of the span that was counted first.</summary>
    public DateTime FromAt { get; init; }

    public DateTime RaisedAt { get; init; }

    /// <summary>UTC; when the count last grew.</summary>
    public DateTime LastAt { get; private set; }

    /// <summary>Account and kind while it is open, so that there is one; null when closed.</summary>
    public string? Open { get; private set; }

    public DateTime? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }
    public ViewingFinding? Finding { get; private set; }

    /// <summary>What was found, in words; empty until then.</summary>
    public string Note { get; private set; } = "";

    public int Version { get; set; } = 1;

    public static string Key(Guid accountId, ViewingKind kind) => $"{accountId:N} {kind}";

    public ViewingAlert Raise(int count, DateTime now)
    {
        (Count, LastAt, Open) = (count, now, Key(AccountId, Kind));
        return this;
    }

    /// <returns>False: it is known already that there were so many.</returns>
    public bool Grow(int count, DateTime now)
    {
        if (count <= Count)
            return false;
        (Count, LastAt) = (count, now);
        return true;
    }

    /// <exception cref="RuleViolation"><c>viewing.closed</c>.</exception>
    public void Close(ViewingFinding finding, string note, Guid by, DateTime now)
    {
        if (ClosedAt is not null)
            throw new RuleViolation("viewing.closed");
        (Finding, Note, ClosedBy, ClosedAt, Open) = (finding, note, by, now, null);
    }
}

internal sealed class ViewingAlertTable : IEntityTypeConfiguration<ViewingAlert>
{
    public void Configure(EntityTypeBuilder<ViewingAlert> row)
    {
        row.ToTable("identity_viewing_alert");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Open).HasMaxLength(80);
        row.Property(r => r.Note).HasMaxLength(400);
        row.HasIndex(r => new { r.DistrictId, r.Open }).IsUnique();
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.AccountId,
            r.ClosedAt,
        });
    }
}
