using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Oversight;

/// <summary>A unit's appeal after closing: once per unit that led the case; granted, the case leaves the evaluation, the raw overtime stays. 申诉</summary>
public sealed class Appeal : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public string Reason { get; init; } = "";
    public string UnitCode { get; init; } = "";
    public Guid? AskedBy { get; init; }
    public DateTime AskedAt { get; init; }
    public DateTime DecideBy { get; init; }
    public DateTime? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }

    /// <summary>Null until decided; true: the case does not count in the unit's evaluation.</summary>
    public bool? IsGranted { get; set; }
}

internal sealed class AppealTable : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> row)
    {
        row.ToTable("cases_appeal");
        row.HasKey(a => new
        {
            a.DistrictId,
            a.CaseId,
            a.UnitCode,
        });
        row.Property(a => a.UnitCode).HasMaxLength(32);
        row.Property(a => a.Reason).HasMaxLength(Timelines.TimelineText.Longest * 4);
        row.HasIndex(a => new { a.DistrictId, a.DecidedAt });
        row.HasOne<Case>().WithMany().HasForeignKey(a => new { a.DistrictId, a.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Nobody has decided on an appeal in time: who may is reminded, once. 申诉催促</summary>
internal sealed class AppealTimer(Deadlines.TellPeople people) : ITimerHandler
{
    public const string Name = "cases.appeal";

    public string Kind => Name;

    /// <summary>Whose appeal.</summary>
    internal sealed record About(string UnitCode);

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var about = System.Text.Json.JsonSerializer.Deserialize<About>(timer.Data!)!;
        var asked = await db.Set<Appeal>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.CaseId == timer.SubjectId && a.UnitCode == about.UnitCode, ct);
        if (asked is not { DecidedAt: null })
            return;
        if (asked.DecideBy > now)
        {
            db.SetTimer(Name, timer.SubjectId, asked.DecideBy, now, about); // the clock was put back
            return;
        }
        var subject = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == timer.SubjectId, ct);
        if (subject.State != CaseState.Closed)
            return; // opened again: it is decided after the next closing, if at all
        var leaders = await people.At(Deadlines.LadderLevel.District, Stage.Decide, subject, ct);
        db.Tell(leaders.Where(l => l != asked.AskedBy), MessageKind.ApprovalLate, subject, $"申诉：{asked.Reason}", now);
    }
}

/// <summary>The unit appeals, the shift leader decides. 申诉与裁定</summary>
public sealed class Appealing(CaseDesk desk, Deadlines.TellPeople people)
{
    /// <param name="Note">Why the record should not count.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Note, int? Version = null);

    /// <param name="IsGranted">Granted or refused; must be said.</param>
    /// <param name="Note">Why.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="UnitCode">Whose appeal; null: the one that waits longest.</param>
    public sealed record Decision(
        bool? IsGranted,
        [property: Needed, Longest(1000)] string Note,
        int? Version = null,
        [property: Longest(32)] string? UnitCode = null
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/appeal",
                (Guid caseId, Command command, Appealing feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("申诉 · Appeal after closing");
        cases
            .MapPost(
                "/{caseId:guid}/appeal/decision",
                (Guid caseId, Decision command, Appealing feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(caseId, command, actor, ct)
            )
            .WithSummary("申诉裁定 · Decide an appeal");
    }

    /// <exception cref="RuleViolation"><c>case.appealed</c>: one appeal per unit and case.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var unit = subject.LeadUnitCode ?? "";
        var step = (await desk.WorkStep(subject, actor, command.Note, ct)) with { UnitCode = subject.LeadUnitCode };
        if (await desk.Db.Set<Appeal>().AnyAsync(a => a.CaseId == caseId && a.UnitCode == unit, ct))
            throw new RuleViolation("case.appealed");
        subject.Remark(CaseAction.Appeal, step);
        var decideBy = desk.Limits.DueAt(Stage.Decide, step.Now).CutToMilliseconds();
        desk.Db.SetTimer(AppealTimer.Name, caseId, decideBy, step.Now, new AppealTimer.About(unit));
        desk.Db.Add(
            new Appeal
            {
                DistrictId = subject.DistrictId,
                CaseId = caseId,
                Reason = step.Note!,
                UnitCode = unit,
                AskedBy = actor.AccountId,
                AskedAt = step.Now,
                DecideBy = decideBy,
            }
        );
        var leaders = await people.At(Deadlines.LadderLevel.District, Stage.Decide, subject, ct);
        desk.Db.Tell(leaders, MessageKind.ApprovalAsked, subject, $"申诉：{step.Note}", step.Now);
        return await desk.Save(subject, ct);
    }

    /// <exception cref="RuleViolation"><c>appeal.none</c>, <c>approval.own</c>.</exception>
    public async Task<MoveResult> Decide(Guid caseId, Decision command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.IsGranted is not { } isGranted)
            throw new InvalidInput(nameof(command.IsGranted), "input.required");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Reopen, subject, actor, command.Note);
        var asked =
            await desk
                .Db.Set<Appeal>()
                .Where(a => a.CaseId == caseId && a.DecidedAt == null && (command.UnitCode == null || a.UnitCode == command.UnitCode))
                .OrderBy(a => a.AskedAt)
                .FirstOrDefaultAsync(ct)
            ?? throw new RuleViolation("appeal.none");
        if (asked.AskedBy == actor.AccountId || subject.HandledBy == actor.AccountId)
            throw new RuleViolation("approval.own");
        subject.Remark(CaseAction.DecideAppeal, step with { UnitCode = asked.UnitCode.Length > 0 ? asked.UnitCode : null });
        (asked.IsGranted, asked.DecidedBy, asked.DecidedAt) = (isGranted, actor.AccountId, step.Now);
        if (asked.AskedBy is { } asker)
            desk.Db.Tell([asker], MessageKind.ApprovalDecided, subject, (isGranted ? "申诉成立：" : "申诉不成立：") + step.Note, step.Now);
        return await desk.Save(subject, ct);
    }
}
