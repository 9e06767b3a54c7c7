using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Climbing;

/// <summary>Levels a matter climbs. 呈报层级</summary>
public enum ClimbLevel
{
    /// <summary>微网格.</summary>
    MicroGrid,

    /// <summary>网格.</summary>
    Grid,

    /// <summary>社区.</summary>
    Community,

    /// <summary>街道.</summary>
    Street,

    /// <summary>区.</summary>
    District,

    /// <summary>市.</summary>
    City,
}

/// <summary>A call upwards: the lower level blows the whistle, named departments must come. 吹哨</summary>
public sealed class Climb : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Row of the timeline.</summary>
    public int No { get; init; }

    public ClimbLevel From { get; init; }
    public ClimbLevel To { get; init; }

    /// <summary>What is needed.</summary>
    public string Why { get; init; } = "";

    /// <summary>Null: a rung of the ladder called.</summary>
    public Guid? CalledBy { get; init; }

    public DateTime At { get; init; }

    /// <summary>UTC; until when everybody called must have come.</summary>
    public DateTime ReportBy { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? EndedAt { get; set; }

    public Guid? EndedBy { get; set; }

    /// <summary>What came of it; null while it stands.</summary>
    public string? Outcome { get; set; }
}

/// <summary>A called department's side. 报到</summary>
public sealed class ClimbCall : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid ClimbId { get; init; }
    public string UnitCode { get; init; } = "";
    public DateTime? ReportedAt { get; set; }
    public Guid? ReportedBy { get; set; }

    /// <summary>Who came, what they will do; null until they came.</summary>
    public string? Said { get; set; }

    /// <summary>UTC; when it was noticed that nobody had come in time; stays after a late arrival.</summary>
    public DateTime? LateAt { get; set; }
}

internal sealed class ClimbTable : IEntityTypeConfiguration<Climb>
{
    public void Configure(EntityTypeBuilder<Climb> row)
    {
        row.ToTable("cases_climb");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Why).HasMaxLength(TimelineText.Longest * 4);
        row.Property(c => c.Outcome).HasMaxLength(TimelineText.Longest * 4);
        row.HasIndex(c => new { c.DistrictId, c.CaseId });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.EndedAt,
            c.At,
        });
        row.HasOne<Case>().WithMany().HasForeignKey(c => new { c.DistrictId, c.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ClimbCallTable : IEntityTypeConfiguration<ClimbCall>
{
    public void Configure(EntityTypeBuilder<ClimbCall> row)
    {
        row.ToTable("cases_climb_call");
        row.HasKey(c => new
        {
            c.DistrictId,
            c.ClimbId,
            c.UnitCode,
        });
        row.Property(c => c.UnitCode).HasMaxLength(32);
        row.Property(c => c.Said).HasMaxLength(TimelineText.Longest * 4);
        row.HasIndex(c => new { c.DistrictId, c.UnitCode });
        row.HasOne<Climb>().WithMany().HasForeignKey(c => new { c.DistrictId, c.ClimbId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The time to come is over: who has not come is late, and both sides are told. 报到到期</summary>
internal sealed class ClimbTimer(TellPeople people) : ITimerHandler
{
    public const string Name = "cases.climb";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var climb = await db.Set<Climb>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == timer.SubjectId, ct);
        if (climb is not { EndedAt: null })
            return;
        if (climb.ReportBy > now)
        {
            db.SetTimer(Name, climb.Id, climb.ReportBy, now); // the clock was put back
            return;
        }
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == climb.CaseId, ct);
        if (!CaseFlow.OpenStates.Contains(subject.State))
            return;
        var missing = await db.Set<ClimbCall>()
            .Where(c => c.ClimbId == climb.Id && c.ReportedAt == null && c.LateAt == null)
            .ToListAsync(ct);
        if (climb.CalledBy is null)
            missing.RemoveAll(c => c.UnitCode != subject.LeadUnitCode); // called because it led; it has sent the case back
        foreach (var call in missing)
        {
            call.LateAt = now;
            db.Tell(await people.Of(call.UnitCode, subject, ct), MessageKind.ClimbLate, subject, climb.Why, now);
        }
        if (missing.Count > 0 && climb.CalledBy is { } caller)
            db.Tell([caller], MessageKind.ClimbLate, subject, $"{missing.Count} 个单位没有按时报到", now);
    }
}

/// <summary>Adds a call with all that belongs to it to the change that is being made, and ends calls. 吹哨登记</summary>
internal static class Whistle
{
    /// <summary>The level of an area by the length of its code; the whole district for anything shorter.</summary>
    public static ClimbLevel LevelOf(string areaCode) =>
        areaCode.Length switch
        {
            >= 17 => ClimbLevel.MicroGrid,
            >= 15 => ClimbLevel.Grid,
            >= 12 => ClimbLevel.Community,
            >= 9 => ClimbLevel.Street,
            _ => ClimbLevel.District,
        };

    /// <summary>Who was called, has not come and is past the time, is late: a call that ends does not hide it.</summary>
    public static async Task End(
        GezhiDb db,
        IReadOnlyCollection<Climb> climbs,
        Guid? by,
        string? outcome,
        DateTime now,
        CancellationToken ct
    )
    {
        var overdue = climbs.Where(c => c.ReportBy < now).Select(c => c.Id).ToList();
        foreach (
            var call in await db.Set<ClimbCall>()
                .Where(c => overdue.Contains(c.ClimbId) && c.ReportedAt == null && c.LateAt == null)
                .ToListAsync(ct)
        )
            call.LateAt = now;
        foreach (var climb in climbs)
            (climb.EndedAt, climb.EndedBy, climb.Outcome) = (now, by, outcome);
    }

    /// <param name="levels">Level that calls, level that is called.</param>
    /// <param name="step">Its note says what is needed; its row of the timeline is the last one of the case.</param>
    /// <param name="units">Departments that must come.</param>
    /// <param name="reportBy">UTC.</param>
    public static async Task Blow(
        CaseDesk desk,
        TellPeople people,
        Case subject,
        (ClimbLevel From, ClimbLevel To) levels,
        Step step,
        IReadOnlyCollection<string> units,
        DateTime reportBy,
        CancellationToken ct
    )
    {
        var (db, now) = (desk.Db, step.Now);
        var climb = new Climb
        {
            DistrictId = subject.DistrictId,
            Id = Ids.New(now),
            CaseId = subject.Id,
            No = subject.Sequence,
            From = levels.From,
            To = levels.To,
            Why = step.Note ?? "",
            CalledBy = step.Actor.AccountId,
            At = now,
            ReportBy = reportBy,
        };
        db.Add(climb);
        foreach (var unit in units)
        {
            db.Add(
                new ClimbCall
                {
                    DistrictId = subject.DistrictId,
                    ClimbId = climb.Id,
                    UnitCode = unit,
                }
            );
            if (unit != subject.LeadUnitCode)
                await Helping.Join(db, subject, unit, now, ct);
            db.Tell(await people.Of(unit, subject, ct), MessageKind.ClimbCalled, subject, climb.Why, now);
        }
        db.Tell(await people.At(LevelOf(levels.To), Stage.Handle, subject, ct), MessageKind.ClimbCalled, subject, climb.Why, now);
        if (units.Count > 0)
            db.SetTimer(ClimbTimer.Name, climb.Id, reportBy, now);
    }

    /// <summary>The level a rung of the ladder hands up to.</summary>
    public static ClimbLevel LevelOf(LadderLevel rung) =>
        rung switch
        {
            LadderLevel.MicroGrid => ClimbLevel.MicroGrid,
            LadderLevel.Holder or LadderLevel.Grid => ClimbLevel.Grid,
            LadderLevel.Community => ClimbLevel.Community,
            LadderLevel.Street => ClimbLevel.Street,
            LadderLevel.District => ClimbLevel.District,
            LadderLevel.City => ClimbLevel.City,
            _ => throw new ArgumentOutOfRangeException(nameof(rung), rung, null),
        };

    private static LadderLevel LevelOf(ClimbLevel level) =>
        level switch
        {
            ClimbLevel.MicroGrid => LadderLevel.MicroGrid,
            ClimbLevel.Grid => LadderLevel.Grid,
            ClimbLevel.Community => LadderLevel.Community,
            ClimbLevel.Street => LadderLevel.Street,
            ClimbLevel.District => LadderLevel.District,
            ClimbLevel.City => LadderLevel.City,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
        };
}
