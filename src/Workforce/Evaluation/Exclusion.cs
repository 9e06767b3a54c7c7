using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Why a case is left out. 剔除理由</summary>
public enum ExclusionReason
{
    /// <summary>不可抗力: flood, storm, order from above.</summary>
    ForceMajeure,

    /// <summary>责任不在本方: somebody else held it up.</summary>
    NotTheirs,

    /// <summary>误立案: voided or filed by mistake.</summary>
    FiledByMistake,

    /// <summary>数据有误.</summary>
    WrongData,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>A case that does not count in a month, by somebody's decision with a reason; everybody evaluated can read it. 剔除</summary>
public sealed class Exclusion : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    public Guid CaseId { get; init; }

    /// <summary>Empty: for all areas, units and workers.</summary>
    public string SchemeKey { get; init; } = "";

    /// <summary>Empty: for all areas, units and workers.</summary>
    public string SubjectCode { get; init; } = "";

    public ExclusionReason Why { get; init; }
    public string Reason { get; init; } = "";
    public Guid DecidedBy { get; init; }
    public DateTime DecidedAt { get; init; }

    /// <summary>The appeal by which it came; null: a leader's own decision.</summary>
    public Guid? AppealId { get; init; }

    /// <summary>UTC; it counts again since then; null: it is left out.</summary>
    public DateTime? EndedAt { get; set; }

    public Guid? EndedBy { get; set; }
    public string EndReason { get; set; } = "";
    public int Version { get; set; } = 1;

    /// <summary>Whether it speaks of that subject; one for all never speaks of a desk, whose people decide it.</summary>
    public bool IsFor(string schemeKey, SubjectKind kind, string subjectCode) =>
        SubjectCode.Length == 0 ? kind != SubjectKind.Desk : SchemeKey == schemeKey && SubjectCode == subjectCode;
}

internal sealed class ExclusionTable : IEntityTypeConfiguration<Exclusion>
{
    public void Configure(EntityTypeBuilder<Exclusion> row)
    {
        row.ToTable("workforce_exclusion");
        row.HasKey(x => new { x.DistrictId, x.Id });
        row.Property(x => x.SchemeKey).HasMaxLength(40);
        row.Property(x => x.SubjectCode).HasMaxLength(40);
        row.Property(x => x.Why).HasMaxLength(20);
        row.Property(x => x.Reason).HasMaxLength(1600);
        row.Property(x => x.EndReason).HasMaxLength(1600);
        row.HasIndex(x => new { x.DistrictId, x.Month });
    }
}

/// <summary>Where an appeal stands. 申诉状态</summary>
public enum AppealState
{
    /// <summary>待裁决.</summary>
    Open,

    /// <summary>成立: the case is left out.</summary>
    Upheld,

    /// <summary>不成立.</summary>
    Refused,

    /// <summary>已撤回 by whoever made it.</summary>
    Withdrawn,
}

/// <summary>Whoever is evaluated says that a case should not count. 考核申诉</summary>
public sealed class Appeal : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    public string SchemeKey { get; init; } = "";
    public string SubjectCode { get; init; } = "";
    public SubjectKind Kind { get; init; }

    /// <summary>Where the subject lies.</summary>
    public string AreaCode { get; init; } = "";

    public Guid CaseId { get; init; }
    public Guid MadeBy { get; init; }
    public DateTime MadeAt { get; init; }
    public string Words { get; init; } = "";

    /// <summary>Hashes of photos, parted by blanks.</summary>
    public string Photos { get; init; } = "";

    public AppealState State { get; set; }
    public Guid? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string Decision { get; set; } = "";
    public int Version { get; set; } = 1;

    public IReadOnlyList<string> PhotoHashes() => Photos.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class AppealTable : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> row)
    {
        row.ToTable("workforce_appeal");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.SchemeKey).HasMaxLength(40);
        row.Property(a => a.SubjectCode).HasMaxLength(40);
        row.Property(a => a.Kind).HasMaxLength(12);
        row.Property(a => a.AreaCode).HasMaxLength(17);
        row.Property(a => a.Words).HasMaxLength(3200);
        row.Property(a => a.Photos).HasMaxLength(400);
        row.Property(a => a.State).HasMaxLength(12);
        row.Property(a => a.Decision).HasMaxLength(1600);
        row.HasIndex(a => new { a.DistrictId, a.State });
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.SchemeKey,
            a.SubjectCode,
            a.Month,
        });
    }
}
