using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Reviews;

/// <summary>How a review ended. 复核结果</summary>
public enum ReviewOutcome
{
    /// <summary>重办.</summary>
    Reopened,

    /// <summary>维持: the closing stands, and the reporter was told why.</summary>
    Upheld,
}

/// <summary>A reporter is not content or says that it is not solved: somebody by name looks again, by a limit. 复核</summary>
public sealed class Review : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Whose rating; never told to the unit or the grid.</summary>
    public Guid ReportId { get; init; }

    /// <summary>As rated; stays when the reporter rates again after a reopening.</summary>
    public bool IsSolved { get; init; }

    /// <summary>1–5, as rated.</summary>
    public int Satisfaction { get; init; }

    /// <summary>The reporter's words; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>The unit that led when it was rated; null when none did.</summary>
    public string? UnitCode { get; init; }

    public DateTime AskedAt { get; init; }

    /// <summary>Account of the owner; null when nobody but the unit holds such a post.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>What the resident reads instead of a name, e.g. 值班长.</summary>
    public string OwnerTitle { get; init; } = "";

    /// <summary>UTC; by then the reporter has an answer.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>UTC; when it was noticed that it is late; stays.</summary>
    public DateTime? LateAt { get; internal set; }

    /// <summary>How often leaders were told that it is late.</summary>
    public int Climbs { get; internal set; }

    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>Null until decided.</summary>
    public ReviewOutcome? Outcome { get; private set; }

    /// <summary>Told to this reporter; null until decided, and when somebody else opened the case again.</summary>
    public string? Answer { get; private set; }

    /// <summary>Row of the timeline that the decision wrote; null until decided.</summary>
    public int? No { get; private set; }

    public int Version { get; set; } = 1;

    internal void Decide(ReviewOutcome outcome, string? answer, int? no, Guid? by, DateTime now)
    {
        if (DecidedAt is not null)
            throw new RuleViolation("review.decided");
        (Outcome, Answer, No, DecidedBy, DecidedAt) = (outcome, answer, no, by, now);
        LateAt ??= DueAt < now ? now : null;
    }
}

internal sealed class ReviewTable : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> row)
    {
        row.ToTable("cases_review");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Words).HasMaxLength(2000);
        row.Property(r => r.UnitCode).HasMaxLength(32);
        row.Property(r => r.OwnerTitle).HasMaxLength(60);
        row.Property(r => r.Answer).HasMaxLength(Timelines.TimelineText.Longest * 4);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.DecidedAt,
            r.DueAt,
        });
        row.HasIndex(r => new { r.DistrictId, r.CaseId });
        row.HasIndex(r => new { r.DistrictId, r.ReportId });
        row.HasOne<Case>().WithMany().HasForeignKey(r => new { r.DistrictId, r.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Ending reviews with the case. 复核随案终结</summary>
internal static class OpenReviews
{
    /// <summary>The case is opened again: whoever was not content has got what a review can give.</summary>
    /// <param name="answer">Told to the reporters; null when they are told of the reopening only.</param>
    public static async Task End(GezhiDb db, Case subject, string? answer, Guid? by, DateTime now, CancellationToken ct)
    {
        foreach (var review in await db.Set<Review>().Where(r => r.CaseId == subject.Id && r.DecidedAt == null).ToListAsync(ct))
            if (review.DecidedAt is null) // the one just decided is still open in the database
                review.Decide(ReviewOutcome.Reopened, answer, subject.Sequence, by, now);
    }
}
