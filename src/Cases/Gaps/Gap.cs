using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Gaps;

/// <summary>Why nobody answers. 空白成因</summary>
public enum GapCause
{
    /// <summary>没有规则.</summary>
    NoRule,

    /// <summary>规则冲突: equally specific rules name different units.</summary>
    Conflict,

    /// <summary>退单: the units that rules name said that it is not theirs, or do not work any more.</summary>
    SentBack,

    /// <summary>在建或未移交: a place that nobody has taken over.</summary>
    Place,
}

/// <summary>A matter that nobody answers for, with an interim handler, a decider and a clock; decided once. 管理空白登记</summary>
/// <remarks>Cases of the same category, street and cause hang on one entry while it is open.</remarks>
public sealed class Gap : ITenantRow, IVersioned
{
    public const int LongestReason = 500;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public GapCause Cause { get; init; }
    public string CategoryKey { get; init; } = "";

    /// <summary>Area of the first case, 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Where the first case lies, in words.</summary>
    public string PlaceText { get; init; } = "";

    /// <summary>Name of the place in between; null unless that is the cause.</summary>
    public string? PlaceName { get; init; }

    /// <summary>
    /// What makes it the same matter, while it is open: two dispatches at the same moment cannot both open one. Null once decided, and for what was sent
    /// back, which every case has for itself.
    /// </summary>
    public string? OpenKey { get; private set; }

    /// <summary>Units that conflict or sent it back, separated by commas; null for none.</summary>
    public string? Candidates { get; internal set; }

    /// <summary>Who does the work in the meantime; null when there is no response group.</summary>
    public string? InterimUnitCode { get; init; }

    public DateTime OpenedAt { get; init; }

    /// <summary>UTC; by then it is decided, else it goes to the level above.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>Post of the named decider; null when nobody holds one.</summary>
    public Guid? DeciderPostId { get; private set; }

    /// <summary>Account of the named decider.</summary>
    public Guid? DeciderId { get; private set; }

    /// <summary>Title of the decider's post, e.g. 区领导.</summary>
    public string DeciderTitle { get; private set; } = "";

    /// <summary>Area of the decider's post; null when there is none.</summary>
    public string? DeciderArea { get; private set; }

    /// <summary>How often it went up because nobody decided in time.</summary>
    public int Climbs { get; private set; }

    /// <summary>Cases that hang on it, counted when it is read: a counter in the row would make everybody who dispatches one of them wait for the others.</summary>
    public int CaseCount { get; internal set; }

    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public string? DecidedByTitle { get; private set; }

    /// <summary>Who answers from now on; null until decided.</summary>
    public string? UnitCode { get; private set; }

    /// <summary>Why; null until decided.</summary>
    public string? Reason { get; private set; }

    /// <summary>The draft that makes a rule of it; null when it stays a single decision.</summary>
    public Guid? DraftId { get; internal set; }

    /// <summary>The open cases went over to the unit with the decision.</summary>
    public bool MovedCases { get; private set; }

    public int Version { get; set; } = 1;

    public bool IsOpen => DecidedAt is null;

    /// <summary>Cause, street, category and place in between of an open entry; null for what was sent back.</summary>
    internal static string? KeyOf(GapCause cause, string categoryKey, string areaCode, string? placeName) =>
        cause == GapCause.SentBack ? null : $"{cause}/{(areaCode.Length > 9 ? areaCode[..9] : areaCode)}/{categoryKey}/{placeName}";

    /// <summary>From now on it is the open entry of its matter.</summary>
    internal void Claim() => OpenKey = KeyOf(Cause, CategoryKey, AreaCode, PlaceName);

    /// <summary>Names who decides, and by when.</summary>
    internal void Assign(Guid? postId, Guid? accountId, string title, string? area, DateTime dueAt) =>
        (DeciderPostId, DeciderId, DeciderTitle, DeciderArea, DueAt) = (postId, accountId, title, area, dueAt);

    /// <summary>Nobody decided in time: the level above decides.</summary>
    internal void Climb(Guid? postId, Guid? accountId, string title, string? area, DateTime dueAt)
    {
        Assign(postId, accountId, title, area, dueAt);
        Climbs++;
    }

    /// <exception cref="RuleViolation"><c>gap.decided</c>.</exception>
    internal void Decide(string unitCode, string reason, bool moveCases, Guid? by, string title, DateTime now)
    {
        if (!IsOpen)
            throw new RuleViolation("gap.decided");
        (UnitCode, Reason, MovedCases, DecidedBy, DecidedByTitle, DecidedAt) = (unitCode, reason, moveCases, by, title, now);
        OpenKey = null;
    }
}

/// <summary>A case that hangs on a gap. 空白关联案件</summary>
public sealed class GapCase : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid GapId { get; init; }
    public Guid CaseId { get; init; }
    public DateTime At { get; init; }
}

internal sealed class GapTable : IEntityTypeConfiguration<Gap>
{
    public void Configure(EntityTypeBuilder<Gap> row)
    {
        row.ToTable("cases_gap");
        row.HasKey(g => new { g.DistrictId, g.Id });
        row.Ignore(g => g.CaseCount);
        row.Property(g => g.CategoryKey).HasMaxLength(60);
        row.Property(g => g.AreaCode).HasMaxLength(17);
        row.Property(g => g.PlaceText).HasMaxLength(400);
        row.Property(g => g.OpenKey).HasMaxLength(LongestKey);
        row.Property(g => g.PlaceName).HasMaxLength(HandOver.PlaceInBetween.LongestName * 2);
        row.Property(g => g.Candidates).HasMaxLength(400);
        row.Property(g => g.InterimUnitCode).HasMaxLength(40);
        row.Property(g => g.DeciderArea).HasMaxLength(17);
        row.Property(g => g.DeciderTitle).HasMaxLength(60);
        row.Property(g => g.DecidedByTitle).HasMaxLength(60);
        row.Property(g => g.UnitCode).HasMaxLength(40);
        row.Property(g => g.Reason).HasMaxLength(Gap.LongestReason * 2);
        row.HasIndex(g => new
        {
            g.DistrictId,
            g.DecidedAt,
            g.DueAt,
        });
        row.HasIndex(g => new { g.DistrictId, g.OpenedAt });
        row.HasIndex(g => new { g.DistrictId, g.OpenKey }).IsUnique(); // null stands beside null on both engines
    }

    /// <summary>Cause, street, category and name, with what stands between them.</summary>
    private const int LongestKey = 12 + 9 + 60 + (HandOver.PlaceInBetween.LongestName * 2) + 3;
}

internal sealed class GapCaseTable : IEntityTypeConfiguration<GapCase>
{
    public void Configure(EntityTypeBuilder<GapCase> row)
    {
        row.ToTable("cases_gap_case");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.GapId,
            c.CaseId,
        });
        row.HasIndex(c => new { c.DistrictId, c.CaseId });
        row.HasOne<Gap>().WithMany().HasForeignKey(c => new { c.DistrictId, c.GapId }).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Case>().WithMany().HasForeignKey(c => new { c.DistrictId, c.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}
