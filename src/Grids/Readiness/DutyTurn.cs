using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>One turn of duty at a centre, street or community. 值班班次</summary>
public sealed class DutyTurn : ITenantRow, IVersioned
{
    /// <summary>Longest note of a hand-over, characters.</summary>
    public const int LongestNote = 1000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>District, street or community: 6, 9 or 12 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime BeginsAt { get; init; }

    /// <summary>UTC, the first instant after the turn.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>带班领导.</summary>
    public Guid LeaderId { get; private set; }

    /// <summary>值班员; null when the leader is alone.</summary>
    public Guid? SecondId { get; init; }

    /// <summary>What is open, as it stood when the turn was handed over; null before.</summary>
    public string? OpenMatters { get; private set; }

    public string? Note { get; private set; }

    /// <summary>The outgoing leader signed.</summary>
    public DateTime? HandedOverAt { get; private set; }

    public Guid? HandedOverBy { get; private set; }

    /// <summary>The incoming leader signed.</summary>
    public DateTime? TakenOverAt { get; private set; }

    public Guid? TakenOverBy { get; private set; }
    public int Version { get; set; } = 1;

    public DutyTurn() { }

    public DutyTurn(Guid leaderId) => LeaderId = leaderId;

    /// <summary>Another leads it: both have agreed.</summary>
    internal void LedBy(Guid accountId) => LeaderId = accountId;

    /// <exception cref="RuleViolation"><c>duty.handed-over</c>: signed before. <c>duty.not-begun</c>: nothing to hand over yet.</exception>
    internal void HandOver(Guid by, string openMatters, string? note, DateTime now)
    {
        if (HandedOverAt is not null)
            throw new RuleViolation("duty.handed-over");
        if (now < BeginsAt)
            throw new RuleViolation("duty.not-begun");
        (HandedOverAt, HandedOverBy, OpenMatters, Note) = (now, by, openMatters, note);
    }

    /// <exception cref="RuleViolation"><c>duty.not-handed-over</c>, <c>duty.taken-over</c>, <c>duty.own-hand-over</c>.</exception>
    internal void TakeOver(Guid by, DateTime now)
    {
        if (HandedOverAt is null)
            throw new RuleViolation("duty.not-handed-over");
        if (TakenOverAt is not null)
            throw new RuleViolation("duty.taken-over");
        if (by == HandedOverBy)
            throw new RuleViolation("duty.own-hand-over");
        (TakenOverAt, TakenOverBy) = (now, by);
    }
}

/// <summary>One asks another to take a turn; it moves when the other agrees. 换班申请</summary>
public sealed class DutySwap : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid TurnId { get; init; }

    /// <summary>Who leads the turn and cannot.</summary>
    public Guid AskedBy { get; init; }

    /// <summary>Who is asked to take it.</summary>
    public Guid WithId { get; init; }

    /// <summary>The turn of the other that is given in return; null when nothing is.</summary>
    public Guid? ReturnTurnId { get; init; }

    public string Reason { get; init; } = "";
    public DateTime AskedAt { get; init; }

    /// <summary>Null while it waits.</summary>
    public bool? IsAgreed { get; internal set; }

    public DateTime? AnsweredAt { get; internal set; }
    public int Version { get; set; } = 1;
}

internal sealed class DutyTurnTable : IEntityTypeConfiguration<DutyTurn>
{
    public void Configure(EntityTypeBuilder<DutyTurn> row)
    {
        row.ToTable("grids_duty_turn");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.AreaCode).HasMaxLength(17);
        row.Property(t => t.OpenMatters).HasMaxLength(4000);
        row.Property(t => t.Note).HasMaxLength(DutyTurn.LongestNote * 2);
        row.HasIndex(t => new
            {
                t.DistrictId,
                t.AreaCode,
                t.BeginsAt,
            })
            .IsUnique();
    }
}

internal sealed class DutySwapTable : IEntityTypeConfiguration<DutySwap>
{
    public void Configure(EntityTypeBuilder<DutySwap> row)
    {
        row.ToTable("grids_duty_swap");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.HasIndex(s => new
        {
            s.DistrictId,
            s.WithId,
            s.IsAgreed,
        });
        row.HasIndex(s => new { s.DistrictId, s.TurnId });
    }
}
