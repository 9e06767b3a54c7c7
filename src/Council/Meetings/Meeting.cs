using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Meetings;

/// <summary>Where a meeting stands. 会议状态</summary>
public enum MeetingState
{
    /// <summary>已通知: asked for, units answer.</summary>
    Called,

    /// <summary>纪要已签发: nothing of it is changed any more, only added to.</summary>
    Signed,

    /// <summary>已取消.</summary>
    CalledOff,
}

/// <summary>A meeting of several units with agenda, answers, minutes and what was settled. 会议</summary>
public sealed class Meeting : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestPlace = 100;
    public const int LongestAgenda = 2000;
    public const int LongestMinutes = 6000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Day it was called and four letters.</summary>
    public string No { get; init; } = "";

    /// <summary>Key of its <see cref="MeetingKind"/>.</summary>
    public string KindKey { get; init; } = "";
    public string Title { get; private set; } = "";

    /// <summary>Widest area it is about; 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime BeginsAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime EndsAt { get; private set; }
    public string Place { get; private set; } = "";

    /// <summary>One point a line.</summary>
    public string Agenda { get; private set; } = "";

    /// <summary>Standing group that meets; null for none.</summary>
    public Guid? GroupId { get; init; }

    /// <summary>Reception matter it follows up; null for none.</summary>
    public Guid? MatterId { get; init; }
    public Guid? CalledBy { get; init; }

    /// <summary>Title of the caller's post.</summary>
    public string CalledByTitle { get; init; } = "";
    public DateTime CalledAt { get; init; }

    /// <summary>It was called later than its kind asks for; shown, not hidden.</summary>
    public bool IsShortNotice { get; private set; }
    public MeetingState State { get; private set; }

    /// <summary>Null unless called off.</summary>
    public string? CalledOffWhy { get; private set; }

    /// <summary>Null until somebody began to write.</summary>
    public string? Minutes { get; private set; }
    public Guid? SignedBy { get; private set; }
    public string? SignedByTitle { get; private set; }

    /// <summary>UTC; null until signed.</summary>
    public DateTime? SignedAt { get; private set; }

    /// <summary>SHA-256 of the whole minutes, 64 hex digits; null until signed.</summary>
    public string? Fingerprint { get; private set; }
    public int Version { get; set; } = 1;

    internal void Plan(string title, DateTime beginsAt, DateTime endsAt, string place, string agenda, bool isShortNotice)
    {
        Demand();
        (Title, BeginsAt, EndsAt, Place, Agenda, IsShortNotice) = (title, beginsAt, endsAt, place, agenda, isShortNotice);
    }

    internal void Write(string minutes)
    {
        Demand();
        Minutes = minutes;
    }

    internal void CallOff(string why)
    {
        Demand();
        (State, CalledOffWhy) = (MeetingState.CalledOff, why);
    }

    /// <param name="print">Of everything, with these values already in it.</param>
    internal void Sign(Guid? by, string title, DateTime now, Func<string> print)
    {
        Demand();
        if (Minutes is null)
            throw new RuleViolation("meeting.no-minutes");
        (SignedBy, SignedByTitle, SignedAt, State) = (by, title, now, MeetingState.Signed);
        Fingerprint = print();
    }

    /// <exception cref="RuleViolation"><c>meeting.signed</c>, <c>meeting.called-off</c>.</exception>
    internal void Demand()
    {
        if (State == MeetingState.Signed)
            throw new RuleViolation("meeting.signed");
        if (State == MeetingState.CalledOff)
            throw new RuleViolation("meeting.called-off");
    }
}

/// <summary>A case that a meeting is about. 会议案件</summary>
public sealed class MeetingCase : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid MeetingId { get; init; }
    public Guid CaseId { get; init; }
}

/// <summary>What a unit answers to a notice. 参会答复</summary>
public enum Answer
{
    /// <summary>未答复.</summary>
    None,

    /// <summary>参加.</summary>
    Comes,

    /// <summary>派人参加: somebody else than the one who was asked.</summary>
    Sends,

    /// <summary>不能参加, with the reason.</summary>
    Cannot,
}

/// <summary>A unit that is asked to a meeting. 参会单位</summary>
public sealed class Participant : ITenantRow, IVersioned
{
    public const int LongestWho = 60;
    public const int LongestReason = 300;
    public const int LongestReport = 3000;

    public int DistrictId { get; init; }
    public Guid MeetingId { get; init; }
    public string UnitCode { get; init; } = "";
    public Answer Answer { get; private set; }

    /// <summary>Who comes, by post; null when the unit did not say.</summary>
    public string? Who { get; private set; }

    /// <summary>Why not; null unless it cannot.</summary>
    public string? Reason { get; private set; }
    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Title of the post that answered.</summary>
    public string? AnsweredByTitle { get; private set; }

    /// <summary>述职报告: what the unit reports on itself; null where the kind asks for none, and until handed in.</summary>
    public string? Report { get; private set; }

    /// <summary>UTC; when it was reminded because it had not answered.</summary>
    public DateTime? RemindedAt { get; internal set; }

    /// <summary>Whether somebody of it was there; null until the minutes say so.</summary>
    public bool? WasThere { get; internal set; }
    public int Version { get; set; } = 1;

    internal void Say(Answer answer, string? who, string? reason, string? report, string title, DateTime now) =>
        (Answer, Who, Reason, Report, AnsweredByTitle, AnsweredAt) = (
            answer,
            answer == Answer.Cannot ? null : who,
            answer == Answer.Cannot ? reason : null,
            report ?? Report,
            title,
            now
        );

    /// <summary>Another time or place: the answer of before says nothing any more.</summary>
    internal void AskAgain() =>
        (Answer, Who, Reason, AnsweredAt, AnsweredByTitle, RemindedAt) = (Answer.None, null, null, null, null, null);
}

/// <summary>What a decision is about. 议定类别</summary>
public enum DecisionKind
{
    /// <summary>责任单位: who answers for a case.</summary>
    Responsibility,

    /// <summary>管辖边界: who answers for a place or a stretch from now on.</summary>
    Boundary,

    /// <summary>其他议定.</summary>
    Other,
}

/// <summary>A point that was decided in a meeting. 议定意见</summary>
public sealed class Decision : ITenantRow
{
    public const int LongestText = 500;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid MeetingId { get; init; }

    /// <summary>From 1, in its meeting.</summary>
    public int No { get; init; }
    public DecisionKind Kind { get; init; }
    public string Text { get; init; } = "";

    /// <summary>The case for which somebody is made responsible; null when none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Who answers; null when nobody is named.</summary>
    public string? UnitCode { get; init; }

    /// <summary>An open entry of the register of gaps was decided by it; false until signed.</summary>
    public bool SettledGap { get; internal set; }
}

/// <summary>What is added to signed minutes; the minutes themselves stay. 纪要补记</summary>
public sealed class Addendum : ITenantRow
{
    public const int LongestText = 2000;

    public int DistrictId { get; init; }
    public Guid MeetingId { get; init; }

    /// <summary>From 1.</summary>
    public int No { get; init; }
    public string Text { get; init; } = "";
    public Guid? ById { get; init; }
    public string ByTitle { get; init; } = "";
    public DateTime At { get; init; }

    /// <summary>SHA-256 over the fingerprint before it and its own words, 64 hex digits.</summary>
    public string Fingerprint { get; init; } = "";
}

internal sealed class MeetingTable : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> row)
    {
        row.ToTable("council_meeting");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.No).HasMaxLength(16);
        row.Property(m => m.KindKey).HasMaxLength(20);
        row.Property(m => m.Title).HasMaxLength(Meeting.LongestTitle * 4);
        row.Property(m => m.AreaCode).HasMaxLength(17);
        row.Property(m => m.Place).HasMaxLength(Meeting.LongestPlace * 4);
        row.Property(m => m.Agenda).HasMaxLength(Meeting.LongestAgenda * 4);
        row.Property(m => m.CalledByTitle).HasMaxLength(60);
        row.Property(m => m.CalledOffWhy).HasMaxLength(Participant.LongestReason * 4);
        row.Property(m => m.Minutes).HasMaxLength(Meeting.LongestMinutes * 4);
        row.Property(m => m.SignedByTitle).HasMaxLength(60);
        row.Property(m => m.Fingerprint).HasMaxLength(64);
        row.HasIndex(m => new { m.DistrictId, m.No }).IsUnique();
        row.HasIndex(m => new { m.DistrictId, m.BeginsAt });
        row.HasIndex(m => new { m.DistrictId, m.GroupId });
    }
}

internal sealed class MeetingCaseTable : IEntityTypeConfiguration<MeetingCase>
{
    public void Configure(EntityTypeBuilder<MeetingCase> row)
    {
        row.ToTable("council_meeting_case");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.MeetingId,
            c.CaseId,
        });
        row.HasIndex(c => new { c.DistrictId, c.CaseId });
        row.HasOne<Meeting>().WithMany().HasForeignKey(c => new { c.DistrictId, c.MeetingId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ParticipantTable : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> row)
    {
        row.ToTable("council_participant");
        row.HasKey(p => new
        {
            p.DistrictId,
            p.MeetingId,
            p.UnitCode,
        });
        row.Property(p => p.UnitCode).HasMaxLength(40);
        row.Property(p => p.Who).HasMaxLength(Participant.LongestWho * 4);
        row.Property(p => p.Reason).HasMaxLength(Participant.LongestReason * 4);
        row.Property(p => p.Report).HasMaxLength(Participant.LongestReport * 4);
        row.Property(p => p.AnsweredByTitle).HasMaxLength(60);
        row.HasIndex(p => new { p.DistrictId, p.UnitCode });
        row.HasOne<Meeting>().WithMany().HasForeignKey(p => new { p.DistrictId, p.MeetingId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DecisionTable : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> row)
    {
        row.ToTable("council_decision");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.HasIndex(d => new
        {
            d.DistrictId,
            d.MeetingId,
            d.No,
        });
        row.Property(d => d.Text).HasMaxLength(Decision.LongestText * 4);
        row.Property(d => d.UnitCode).HasMaxLength(40);
        row.HasIndex(d => new { d.DistrictId, d.CaseId });
        row.HasOne<Meeting>().WithMany().HasForeignKey(d => new { d.DistrictId, d.MeetingId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AddendumTable : IEntityTypeConfiguration<Addendum>
{
    public void Configure(EntityTypeBuilder<Addendum> row)
    {
        row.ToTable("council_addendum");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.MeetingId,
            a.No,
        });
        row.Property(a => a.Text).HasMaxLength(Addendum.LongestText * 4);
        row.Property(a => a.ByTitle).HasMaxLength(60);
        row.Property(a => a.Fingerprint).HasMaxLength(64);
        row.HasOne<Meeting>().WithMany().HasForeignKey(a => new { a.DistrictId, a.MeetingId }).OnDelete(DeleteBehavior.Restrict);
    }
}
