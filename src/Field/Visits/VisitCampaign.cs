using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Visits;

/// <summary>How far a campaign is. 走访行动状态</summary>
public enum CampaignState
{
    /// <summary>拟定中: may still be changed.</summary>
    Draft,

    /// <summary>进行中: its doors are fixed.</summary>
    Running,

    /// <summary>已结束</summary>
    Ended,
}

/// <summary>A round of visits with a purpose, a script and an end: whose doors, for how long, how often again. 走访行动</summary>
public sealed class VisitCampaign : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Title { get; private set; } = "";

    /// <summary>Why people are visited, in words that may be read to them.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>What is said at the door.</summary>
    public string Script { get; private set; } = "";

    /// <summary>One a line: question|choice|choice.</summary>
    public string Questions { get; private set; } = "";

    /// <summary>Codes parted by blanks.</summary>
    public string AreaCodes { get; private set; } = "";

    /// <summary>First local day.</summary>
    public DateOnly FromOn { get; private set; }

    /// <summary>Last local day.</summary>
    public DateOnly UntilOn { get; private set; }

    /// <summary>Days after which a door where nobody was is tried again.</summary>
    public int RetryDays { get; private set; }

    /// <summary>Tries at one door, the first one too.</summary>
    public int MostTries { get; private set; }

    public CampaignState State { get; private set; }
    public Guid? CreatedBy { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC; from then on its doors are fixed.</summary>
    public DateTime? StartedAt { get; private set; }
    public Guid? StartedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>UTC; single doors are gone since, counts by grid stay.</summary>
    public DateTime? ClearedAt { get; private set; }

    /// <summary>Doors when it started.</summary>
    public int Households { get; private set; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<string> Areas => AreaCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<VisitQuestion> Asked => VisitQuestion.Read(Questions);

    /// <summary>Whether a result of that instant still counts.</summary>
    public bool Takes(DateTime at) =>
        State == CampaignState.Running || (State == CampaignState.Ended && ClearedAt is null && at <= EndedAt);

    /// <exception cref="RuleViolation"><c>campaign.started</c>.</exception>
    public void Write(CampaignPlan plan)
    {
        if (State != CampaignState.Draft)
            throw new RuleViolation("campaign.started");
        (Title, Purpose, Script) = (plan.Title, plan.Purpose, plan.Script);
        (Questions, AreaCodes) = (VisitQuestion.Write(plan.Questions), string.Join(' ', plan.Areas));
        (FromOn, UntilOn, RetryDays, MostTries) = (plan.FromOn, plan.UntilOn, plan.RetryDays, plan.MostTries);
    }

    /// <param name="households">How many doors it has.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RuleViolation"><c>campaign.started</c>, <c>campaign.no-doors</c>, <c>campaign.over</c>.</exception>
    public void Start(int households, Guid? by, DateOnly today, DateTime now)
    {
        if (State != CampaignState.Draft)
            throw new RuleViolation("campaign.started");
        if (UntilOn < today)
            throw new RuleViolation("campaign.over");
        if (households == 0)
            throw new RuleViolation("campaign.no-doors");
        (State, StartedAt, StartedBy, Households) = (CampaignState.Running, now, by, households);
    }

    /// <param name="now">UTC.</param>
    /// <exception cref="RuleViolation"><c>campaign.not-running</c>.</exception>
    public void End(DateTime now)
    {
        if (State != CampaignState.Running)
            throw new RuleViolation("campaign.not-running");
        (State, EndedAt) = (CampaignState.Ended, now);
    }

    /// <summary>Single doors were deleted.</summary>
    public void Clear(DateTime now) => ClearedAt = now;
}

/// <summary>What a campaign is to be. 走访方案</summary>
public sealed record CampaignPlan(
    string Title,
    string Purpose,
    string Script,
    IReadOnlyList<VisitQuestion> Questions,
    IReadOnlyList<string> Areas,
    DateOnly FromOn,
    DateOnly UntilOn,
    int RetryDays,
    int MostTries
);

/// <summary>A question with short answers to choose from: nothing is written about people. 走访问题</summary>
/// <param name="Choices">Two to six.</param>
public sealed record VisitQuestion(string Text, IReadOnlyList<string> Choices)
{
    public const int Most = 8;
    private const int Longest = 40;

    /// <param name="lines">One a line: question|choice|choice.</param>
    /// <exception cref="RuleViolation"><c>campaign.questions</c>: no question, or not two to six choices.</exception>
    public static IReadOnlyList<VisitQuestion> Read(string? lines)
    {
        var all = (lines ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Replace('｜', '|').Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(parts => parts.Select(p => PlainText.CleanLine(p)).Where(p => p.Length > 0).ToList())
            .Where(parts => parts.Count > 0)
            .ToList();
        if (all.Count > Most || all.Exists(p => p.Count is < 3 or > 7 || p.Exists(one => one.Length > Longest)))
            throw new RuleViolation("campaign.questions", Most);
        return [.. all.Select(p => new VisitQuestion(p[0], p[1..]))];
    }

    public static string Write(IEnumerable<VisitQuestion> questions) =>
        string.Join('\n', questions.Select(q => string.Join('|', q.Choices.Prepend(q.Text))));
}

/// <summary>What stays of a campaign when its doors are deleted: counts by grid. 走访汇总</summary>
public sealed class VisitTally : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CampaignId { get; init; }

    /// <summary>15 digits.</summary>
    public string AreaCode { get; init; } = "";
    public int Households { get; init; }
    public int Met { get; init; }
    public int Refused { get; init; }
    public int Moved { get; init; }

    /// <summary>Nobody was there as often as it was to be tried.</summary>
    public int Unreached { get; init; }
}

internal sealed class VisitCampaignTable : IEntityTypeConfiguration<VisitCampaign>
{
    public void Configure(EntityTypeBuilder<VisitCampaign> row)
    {
        row.ToTable("field_visit_campaign");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Title).HasMaxLength(60);
        row.Property(c => c.Purpose).HasMaxLength(400);
        row.Property(c => c.Script).HasMaxLength(1200);
        row.Property(c => c.Questions).HasMaxLength(3000);
        row.Property(c => c.AreaCodes).HasMaxLength(800);
        row.Ignore(c => c.Areas);
        row.Ignore(c => c.Asked);
        row.HasIndex(c => new { c.DistrictId, c.State });
    }
}

internal sealed class VisitTallyTable : IEntityTypeConfiguration<VisitTally>
{
    public void Configure(EntityTypeBuilder<VisitTally> row)
    {
        row.ToTable("field_visit_tally");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.CampaignId,
            t.AreaCode,
        });
        row.Property(t => t.AreaCode).HasMaxLength(15);
        row.HasOne<VisitCampaign>().WithMany().HasForeignKey(t => new { t.DistrictId, t.CampaignId });
    }
}
