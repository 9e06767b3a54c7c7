using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Joining;

/// <summary>Many cases joined to one by one decision, which can be taken back as a whole: a list once, or what comes in while it stands. 集中并单</summary>
public sealed class JoinBatch : ITenantRow, IVersioned
{
    /// <summary>Furthest that a standing one may reach, metres.</summary>
    public const int LongestRadiusMetres = 5_000;

    /// <summary>Longest that a standing one may last without a new decision, hours.</summary>
    public const int LongestHours = 24;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The case that goes on.</summary>
    public Guid LeadCaseId { get; init; }

    /// <summary>Title of that case on the day.</summary>
    public string Title { get; init; } = "";

    /// <summary>Takes in what is reported while it stands; false: a list, once.</summary>
    public bool IsStanding { get; init; }

    public DateTime At { get; init; }
    public Guid By { get; init; }
    public Guid PostId { get; init; }
    public string PostTitle { get; init; } = "";

    /// <summary>Theme of a standing one: reports of this category belong; null: only the words say.</summary>
    public string? CategoryKey { get; init; }

    /// <summary>Theme of a standing one: words of which a report names at least one, separated by blanks.</summary>
    public string Words { get; init; } = "";

    /// <summary>Place of a standing one: WGS-84.</summary>
    public double Lon { get; init; }

    public double Lat { get; init; }

    /// <summary>Place of a standing one: around the point.</summary>
    public int RadiusMetres { get; init; }

    /// <summary>UTC; a standing one ends then by itself; null for a list.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Who switched it off; null when its time was over.</summary>
    public Guid? EndedBy { get; set; }

    /// <summary>UTC; reports made up to then were looked at.</summary>
    public DateTime SeenTo { get; set; }

    /// <summary>UTC; null unless it is taken back.</summary>
    public DateTime? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }
    public Guid? UndoPostId { get; set; }
    public string? UndoPostTitle { get; set; }
    public string? UndoReason { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Whoever decided, as on that day: the rows of the cases name the post that decided.</summary>
    internal (Actor Actor, ActorPost Post) Who() => Who(By, PostId, PostTitle);

    /// <summary>Whoever took it back.</summary>
    internal (Actor Actor, ActorPost Post) WhoUndid() => Who(UndoneBy!.Value, UndoPostId!.Value, UndoPostTitle!);

    private (Actor, ActorPost) Who(Guid account, Guid postId, string title)
    {
        var post = new ActorPost(postId, Role.Operator, null, null, title);
        return (new Actor(DistrictId, ActorKind.Staff, account, "", [post]), post);
    }
}

/// <summary>Where one case of a batch stands. 并单进度</summary>
public enum JoinState
{
    /// <summary>等待.</summary>
    Waiting,

    /// <summary>已并.</summary>
    Joined,

    /// <summary>没有并: it had moved on, or owed a part.</summary>
    Refused,

    /// <summary>已还原.</summary>
    Undone,
}

/// <summary>One case of a batch. 并单明细</summary>
public sealed class JoinBatchCase : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid BatchId { get; init; }
    public Guid CaseId { get; init; }
    public JoinState State { get; set; }

    /// <summary>Code of the refusal; null unless refused.</summary>
    public string? Refusal { get; set; }

    public DateTime At { get; set; }
}

internal sealed class JoinBatchTable : IEntityTypeConfiguration<JoinBatch>
{
    public void Configure(EntityTypeBuilder<JoinBatch> row)
    {
        row.ToTable("cases_join_batch");
        row.HasKey(b => new { b.DistrictId, b.Id });
        row.Property(b => b.Title).HasMaxLength(Case.LongestTitle * 2);
        row.Property(b => b.PostTitle).HasMaxLength(60);
        row.Property(b => b.CategoryKey).HasMaxLength(60);
        row.Property(b => b.Words).HasMaxLength(400);
        row.Property(b => b.UndoPostTitle).HasMaxLength(60);
        row.Property(b => b.UndoReason).HasMaxLength(1000);
        row.HasIndex(b => new { b.DistrictId, b.At });
        row.HasIndex(b => new { b.DistrictId, b.LeadCaseId });
    }
}

internal sealed class JoinBatchCaseTable : IEntityTypeConfiguration<JoinBatchCase>
{
    public void Configure(EntityTypeBuilder<JoinBatchCase> row)
    {
        row.ToTable("cases_join_batch_case");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.BatchId,
            c.CaseId,
        });
        row.Property(c => c.Refusal).HasMaxLength(60);
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.State,
            c.BatchId,
        });
    }
}
