using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Activities;

/// <summary>What kind of thing goes on. 活动类别</summary>
public enum ActivityKind
{
    /// <summary>节日集市: with stalls.</summary>
    Fair,

    /// <summary>便民服务: free clinic, haircut, repair, law advice.</summary>
    Service,

    /// <summary>公益课程: job skills, credit repair, cooking.</summary>
    Course,

    /// <summary>文体活动.</summary>
    Leisure,

    /// <summary>网上问答: questions are collected before and answered by experts.</summary>
    Talk,

    /// <summary>比赛: teams, of grids as a rule, rounds, results.</summary>
    Contest,

    /// <summary>上门送达: goods are brought to households that agreed; nobody comes.</summary>
    Delivery,
}

/// <summary>Where an activity stands. 活动状态</summary>
public enum ActivityState
{
    /// <summary>筹备中: seen by staff alone.</summary>
    Draft,

    /// <summary>已发布: everybody sees it and signs up.</summary>
    Announced,

    /// <summary>已总结: held, with result and cost.</summary>
    Reported,

    /// <summary>已取消.</summary>
    CalledOff,
}

/// <summary>Several activities under one name, a neighbours' festival with its venues. 系列活动</summary>
public sealed class ActivitySeries : ITenantRow, IVersioned
{
    public const int LongestTitle = 60;
    public const int LongestWords = 2_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string AreaCode { get; init; } = "";
    public string Title { get; set; } = "";
    public string Words { get; set; } = "";
    public DateTime CreatedAt { get; init; }
    public int Version { get; set; } = 1;
}

/// <summary>One activity at one place: of a festival, one venue. 活动</summary>
public sealed class Activity : ITenantRow, IVersioned
{
    public const int LongestPlace = 80;
    public const int MostSeats = 10_000;

    /// <summary>Most children whom a resident brings along.</summary>
    public const int MostChildren = 3;

    /// <summary>Hours before the beginning from which people are checked in.</summary>
    public const int DoorsHours = 2;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Day of planning and four letters.</summary>
    public string No { get; init; } = "";
    public string AreaCode { get; init; } = "";
    public Guid? SeriesId { get; init; }
    public ActivityKind Kind { get; private set; }
    public string Title { get; private set; } = "";
    public string Words { get; private set; } = "";
    public string Place { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime BeginsAt { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime EndsAt { get; private set; }

    /// <summary>People; null: everybody may come without signing up.</summary>
    public int? Seats { get; private set; }

    /// <summary>UTC; until when people sign up, their questions included.</summary>
    public DateTime SignUpUntil { get; private set; }

    /// <summary>可带孩子: children under fourteen come with their guardian's consent.</summary>
    public bool AdmitsChildren { get; private set; }
    public ActivityState State { get; private set; }

    /// <summary>Counts up with everything that moves the list of people; whoever does so holds this row until it is done.</summary>
    public int Turn { get; private set; }

    /// <summary>What came of it, for everybody; empty before.</summary>
    public string Result { get; private set; } = "";

    /// <summary>People who came, counted by those who held it; null before.</summary>
    public int? Came { get; private set; }

    /// <summary>Of a delivery: households that were not met, counted with the report; null before and for others.</summary>
    public int? NotMet { get; private set; }
    public string? CalledOffWhy { get; private set; }

    /// <summary>Ratings whose givers are no longer kept: how many, and the sum of their stars.</summary>
    public int Rated { get; private set; }
    public int Stars { get; private set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ReportedAt { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsPublic => State != ActivityState.Draft;

    /// <summary>Whether its plan may still change.</summary>
    public bool IsOpen => State is ActivityState.Draft or ActivityState.Announced;

    /// <summary>Whether somebody may still sign up or ask.</summary>
    public bool TakesSignUps(DateTime now) => State == ActivityState.Announced && now < SignUpUntil;

    /// <summary>UTC; from then on people are let in.</summary>
    public DateTime DoorsAt => BeginsAt.AddHours(-DoorsHours);

    /// <summary>UTC; after it a ticket lets nobody in.</summary>
    public DateTime TicketUntil => EndsAt.AddHours(1);

    /// <exception cref="RuleViolation"><c>activity.over</c>.</exception>
    internal void DemandOpen()
    {
        if (!IsOpen)
            throw new RuleViolation("activity.over");
    }

    /// <exception cref="RuleViolation"><c>activity.over</c>, <c>activity.kind-fixed</c>.</exception>
    /// <exception cref="InvalidInput"><c>activity.times</c>.</exception>
    internal void Say(ActivityKind kind, string title, string words, string place, DateTime begins, DateTime ends, DateTime? signUpUntil)
    {
        DemandOpen();
        if (ends <= begins || ends > begins.AddDays(31))
            throw new InvalidInput(nameof(EndsAt), "activity.times");
        if (signUpUntil is { } until && (until > ends || until < begins.AddDays(-180)))
            throw new InvalidInput(nameof(SignUpUntil), "activity.sign-up-time");
        if (State == ActivityState.Announced && kind != Kind)
            throw new RuleViolation("activity.kind-fixed");
        (Kind, Title, Words, Place) = (kind, title, words, place);
        (BeginsAt, EndsAt, SignUpUntil) = (begins, ends, signUpUntil ?? begins);
    }

    /// <exception cref="RuleViolation"><c>activity.limit-fixed</c>: an announced one keeps being with or without places.</exception>
    internal void Admit(int? seats, bool children)
    {
        if (State == ActivityState.Announced && (seats is null) != (Seats is null))
            throw new RuleViolation("activity.limit-fixed");
        (Seats, AdmitsChildren) = (seats, children);
    }

    /// <exception cref="RuleViolation"><c>activity.not-draft</c>, <c>activity.past</c>, <c>activity.no-safety</c>.</exception>
    internal void Announce(bool hasSafety, DateTime now)
    {
        if (State != ActivityState.Draft)
            throw new RuleViolation("activity.not-draft");
        if (BeginsAt <= now)
            throw new RuleViolation("activity.past");
        if (!hasSafety && Kind != ActivityKind.Talk)
            throw new RuleViolation("activity.no-safety");
        State = ActivityState.Announced;
    }

    /// <exception cref="RuleViolation"><c>activity.not-announced</c>, <c>activity.not-ended</c>, <c>activity.safety-open</c>.</exception>
    internal void Report(string result, int came, bool isSafe, DateTime now)
    {
        if (State != ActivityState.Announced)
            throw new RuleViolation("activity.not-announced");
        if (EndsAt > now)
            throw new RuleViolation("activity.not-ended");
        if (!isSafe)
            throw new RuleViolation("activity.safety-open");
        (State, Result, Came, ReportedAt) = (ActivityState.Reported, result, came, now);
    }

    /// <summary>Those of a delivery that were not met, with its report.</summary>
    internal void Miss(int notMet) => NotMet = notMet;

    /// <summary>As <see cref="JoinActivity.Hold"/> does it with the row held; for the seed town.</summary>
    internal void Count() => Turn++;

    internal void Sum(int rated, int stars) => (Rated, Stars) = (Rated + rated, Stars + stars);

    /// <exception cref="RuleViolation"><c>activity.not-announced</c>.</exception>
    internal void CallOff(string why)
    {
        if (State != ActivityState.Announced)
            throw new RuleViolation("activity.not-announced");
        (State, CalledOffWhy) = (ActivityState.CalledOff, why);
    }
}

/// <summary>What a line of the plan is about. 筹备事项类别</summary>
public enum PlanKind
{
    /// <summary>摊位.</summary>
    Stall,

    /// <summary>节目安排.</summary>
    Slot,

    /// <summary>岗位班次.</summary>
    Job,

    /// <summary>物资设备.</summary>
    Gear,

    /// <summary>经费.</summary>
    Cost,

    /// <summary>安全检查.</summary>
    Safety,

    /// <summary>比赛轮次; of contests.</summary>
    Round,

    /// <summary>奖项: who it goes to is a team or an organisation; ticked when it was handed over.</summary>
    Prize,
}

/// <summary>One line of the plan of an activity: a stall, a slot, a shift, equipment, a sum, a safety check. 筹备事项</summary>
public sealed class PlanLine : ITenantRow, IVersioned
{
    public const int LongestWords = 120;
    public const int LongestWho = 80;

    /// <summary>Most lines of one kind.</summary>
    public const int Most = 200;

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid Id { get; init; }
    public PlanKind Kind { get; init; }

    /// <summary>From 1 within its kind; a number that was given stays, also when another line is taken out.</summary>
    public int No { get; init; }
    public string Words { get; set; } = "";

    /// <summary>Organisation or team, no private person; empty: nobody yet.</summary>
    public string Who { get; set; } = "";

    /// <summary>UTC; of a slot or a shift.</summary>
    public DateTime? BeginsAt { get; set; }

    /// <summary>UTC; of a shift.</summary>
    public DateTime? EndsAt { get; set; }

    /// <summary>People of a shift, pieces of equipment; null: not said.</summary>
    public int? Count { get; set; }

    /// <summary>Fen; of a sum. Null: not planned.</summary>
    public long? PlannedFen { get; set; }

    /// <summary>Fen; null: not spent yet.</summary>
    public long? SpentFen { get; set; }

    /// <summary>UTC; checked, or at hand. Null: not yet.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Title of the post that ticked it.</summary>
    public string? DoneByTitle { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Where somebody stands on the list. 报名状态</summary>
public enum PlaceState
{
    /// <summary>已有名额.</summary>
    Seated,

    /// <summary>候补.</summary>
    Waiting,

    /// <summary>已取消.</summary>
    Withdrawn,
}

/// <summary>A place on the list of an activity: a resident, or a child who comes along. No name is kept. 报名</summary>
public sealed class SignUp : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid ResidentId { get; init; }

    /// <summary>0: the resident; 1 to 3: a child.</summary>
    public int Person { get; init; }

    /// <summary>Order of coming, from 1, unique; who signs up again stands at the end.</summary>
    public int No { get; private set; }
    public PlaceState State { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>UTC; came in. Null: not yet.</summary>
    public DateTime? CheckedInAt { get; private set; }
    public int Version { get; set; } = 1;

    internal void Stand(int no, bool isSeated, DateTime now) =>
        (No, State, At) = (no, isSeated ? PlaceState.Seated : PlaceState.Waiting, now);

    internal void MoveUp() => State = PlaceState.Seated;

    internal void Leave() => State = PlaceState.Withdrawn;

    internal void ComeIn(DateTime at) => CheckedInAt = at;
}

/// <summary>What somebody who was there thought of it. 活动评价</summary>
public sealed class ActivityRating : ITenantRow, IVersioned
{
    public const int LongestWords = 300;

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid ResidentId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; set; }

    /// <summary>For those who held it; never public.</summary>
    public string Words { get; set; } = "";
    public DateTime At { get; init; }
    public int Version { get; set; } = 1;
}

/// <summary>A question to the experts of an online session. 问答提问</summary>
public sealed class TalkQuestion : ITenantRow, IVersioned
{
    public const int LongestWords = 300;
    public const int LongestAnswer = 2_000;

    /// <summary>Most of one resident in one session.</summary>
    public const int MostOfOne = 5;

    public int DistrictId { get; init; }
    public Guid ActivityId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Null once it is no longer kept who asked.</summary>
    public Guid? ResidentId { get; private set; }

    /// <summary>As asked; seen by the asker and by staff.</summary>
    public string Words { get; private set; } = "";
    public DateTime At { get; init; }

    /// <summary>As the public reads it, without personal data; empty before.</summary>
    public string PublicWords { get; set; } = "";
    public string Answer { get; set; } = "";

    /// <summary>Office or profession of who answers.</summary>
    public string Expert { get; set; } = "";

    /// <summary>UTC; answered. Null: open.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Answered to the asker alone.</summary>
    public bool IsPrivate { get; set; }
    public int Version { get; set; } = 1;

    internal void Say(Guid residentId, string words) => (ResidentId, Words) = (residentId, words);

    internal void Forget() => (ResidentId, Words) = (null, "");
}

internal sealed class ActivitySeriesTable : IEntityTypeConfiguration<ActivitySeries>
{
    public void Configure(EntityTypeBuilder<ActivitySeries> row)
    {
        row.ToTable("community_series");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.Title).HasMaxLength(ActivitySeries.LongestTitle * 4);
        row.Property(s => s.Words).HasMaxLength(ActivitySeries.LongestWords * 4);
    }
}

internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> row)
    {
        row.ToTable("community_activity");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.No).HasMaxLength(16);
        row.Property(a => a.AreaCode).HasMaxLength(17);
        row.Property(a => a.Title).HasMaxLength(ActivitySeries.LongestTitle * 4);
        row.Property(a => a.Words).HasMaxLength(ActivitySeries.LongestWords * 4);
        row.Property(a => a.Place).HasMaxLength(Activity.LongestPlace * 4);
        row.Property(a => a.Result).HasMaxLength(ActivitySeries.LongestWords * 4);
        row.Property(a => a.CalledOffWhy).HasMaxLength(PlanLine.LongestWords * 4);
        row.HasIndex(a => new { a.DistrictId, a.No }).IsUnique();
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.State,
            a.EndsAt,
        });
        row.HasIndex(a => new { a.DistrictId, a.SeriesId });
        row.HasOne<ActivitySeries>().WithMany().HasForeignKey(a => new { a.DistrictId, a.SeriesId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlanLineTable : IEntityTypeConfiguration<PlanLine>
{
    public void Configure(EntityTypeBuilder<PlanLine> row)
    {
        row.ToTable("community_plan_line");
        row.HasKey(l => new
        {
            l.DistrictId,
            l.ActivityId,
            l.Id,
        });
        row.Property(l => l.Words).HasMaxLength(PlanLine.LongestWords * 4);
        row.Property(l => l.Who).HasMaxLength(PlanLine.LongestWho * 4);
        row.Property(l => l.DoneByTitle).HasMaxLength(60);
        row.HasIndex(l => new
            {
                l.DistrictId,
                l.ActivityId,
                l.Kind,
                l.No,
            })
            .IsUnique();
        row.HasOne<Activity>().WithMany().HasForeignKey(l => new { l.DistrictId, l.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignUpTable : IEntityTypeConfiguration<SignUp>
{
    public void Configure(EntityTypeBuilder<SignUp> row)
    {
        row.ToTable("community_sign_up");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.ActivityId,
            s.ResidentId,
            s.Person,
        });
        row.HasIndex(s => new
            {
                s.DistrictId,
                s.ActivityId,
                s.No,
            })
            .IsUnique();
        row.HasIndex(s => new { s.DistrictId, s.ResidentId });
        row.HasOne<Activity>().WithMany().HasForeignKey(s => new { s.DistrictId, s.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ActivityRatingTable : IEntityTypeConfiguration<ActivityRating>
{
    public void Configure(EntityTypeBuilder<ActivityRating> row)
    {
        row.ToTable("community_rating");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.ActivityId,
            r.ResidentId,
        });
        row.Property(r => r.Words).HasMaxLength(ActivityRating.LongestWords * 4);
        row.HasOne<Activity>().WithMany().HasForeignKey(r => new { r.DistrictId, r.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TalkQuestionTable : IEntityTypeConfiguration<TalkQuestion>
{
    public void Configure(EntityTypeBuilder<TalkQuestion> row)
    {
        row.ToTable("community_question");
        row.HasKey(q => new
        {
            q.DistrictId,
            q.ActivityId,
            q.Id,
        });
        row.Property(q => q.Words).HasMaxLength(TalkQuestion.LongestWords * 4);
        row.Property(q => q.PublicWords).HasMaxLength(TalkQuestion.LongestWords * 4);
        row.Property(q => q.Answer).HasMaxLength(TalkQuestion.LongestAnswer * 4);
        row.Property(q => q.Expert).HasMaxLength(PlanLine.LongestWho * 4);
        row.HasIndex(q => new
        {
            q.DistrictId,
            q.ActivityId,
            q.ResidentId,
        });
        row.HasOne<Activity>().WithMany().HasForeignKey(q => new { q.DistrictId, q.ActivityId }).OnDelete(DeleteBehavior.Cascade);
    }
}
