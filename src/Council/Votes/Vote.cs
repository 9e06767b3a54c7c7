using Gezhi.Platform.Data;
using Gezhi.Platform.Flow;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Votes;

/// <summary>Where an owners' vote stands. 表决状态</summary>
public enum VoteState
{
    /// <summary>草稿: words and roll may change.</summary>
    Draft,

    /// <summary>已公告: the roll is frozen; ballots are taken between opening and end.</summary>
    Called,

    /// <summary>已计票: counted, not yet public.</summary>
    Counted,

    /// <summary>结果公示: public, objections are taken.</summary>
    Published,

    /// <summary>结果生效.</summary>
    Confirmed,

    /// <summary>已作废, with the reason.</summary>
    Annulled,
}

/// <summary>What is done with a vote. 表决动作</summary>
public enum VoteAction
{
    /// <summary>导入名册.</summary>
    TakeRoll,

    /// <summary>公告: freezes the roll.</summary>
    Call,

    /// <summary>结束并计票.</summary>
    Count,

    /// <summary>公示结果.</summary>
    Publish,

    /// <summary>重新计票, after an objection that was right.</summary>
    Recount,

    /// <summary>确认结果.</summary>
    Confirm,

    /// <summary>公布收支.</summary>
    Account,

    /// <summary>作废.</summary>
    Annul,
}

/// <summary>The life cycle of an owners' vote as one table. 表决流转</summary>
public static class VoteFlow
{
    public static readonly Flow<VoteState, VoteAction> Table = new(
        VoteState.Draft,
        [
            new([VoteState.Draft], VoteAction.TakeRoll, null),
            new([VoteState.Draft], VoteAction.Call, VoteState.Called),
            new([VoteState.Called], VoteAction.Count, VoteState.Counted),
            new([VoteState.Counted], VoteAction.Publish, VoteState.Published),
            new([VoteState.Published], VoteAction.Recount, null),
            new([VoteState.Published], VoteAction.Confirm, VoteState.Confirmed),
            new([VoteState.Confirmed], VoteAction.Account, null),
            new([VoteState.Draft, VoteState.Called, VoteState.Counted, VoteState.Published], VoteAction.Annul, VoteState.Annulled),
        ]
    );
}

/// <summary>An owners' vote by Civil Code art. 278. 业主表决</summary>
public sealed class Vote : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Community or grid in which the compound lies: who may lead it comes from there.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>物业区域, e.g. 锦绣苑.</summary>
    public string Compound { get; internal set; } = "";

    public string Title { get; internal set; } = "";

    /// <summary>What is voted on, whole, as it will stand on the ballot.</summary>
    public string Words { get; internal set; } = "";

    public MatterKind Kind { get; internal set; }

    /// <summary>无记名: no row ties a ballot to its owner. False: 记名.</summary>
    public bool IsSecret { get; internal set; }

    /// <summary>Whether parking places with a title of their own count, as the owners' rules of procedure say. 车位计入</summary>
    public bool CountsParking { get; internal set; }

    /// <summary>Of the maintenance fund; null where no money is at stake. 金额（分）</summary>
    public long? AmountFen { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime OpensAt { get; internal set; }

    /// <summary>UTC; no ballot is taken from then on.</summary>
    public DateTime ClosesAt { get; internal set; }

    public VoteState State { get; private set; }
    public Guid DraftedBy { get; init; }
    public DateTime DraftedAt { get; init; }
    public DateTime? CalledAt { get; internal set; }

    /// <summary>SHA-256 over the roll as it was frozen, hexadecimal; empty before.</summary>
    public string RollHash { get; internal set; } = "";

    public DateTime? CountedAt { get; internal set; }
    public Guid? CountedBy { get; internal set; }
    public DateTime? PublishedAt { get; internal set; }

    /// <summary>Until when owners may object; null before publication.</summary>
    public DateTime? ObjectionsUntil { get; internal set; }

    public DateTime? ConfirmedAt { get; internal set; }

    /// <summary>Why it was annulled; empty otherwise.</summary>
    public string EndReason { get; internal set; } = "";

    /// <summary>What was spent in the end (art. 281: income and expense are published); null until told.</summary>
    public long? SpentFen { get; internal set; }

    public string SpentWords { get; internal set; } = "";
    public DateTime? SpentAt { get; internal set; }
    public int Version { get; set; } = 1;

    /// <summary>The only writer of the state.</summary>
    /// <exception cref="RuleViolation"><c>vote.not-now</c>.</exception>
    internal void Move(VoteAction action)
    {
        if (!VoteFlow.Table.Allows(State, action))
            throw new RuleViolation("vote.not-now");
        State = VoteFlow.Table.Next(State, action, State);
    }

    /// <summary>Ballots are taken at this instant.</summary>
    public bool IsOpen(DateTime now) => State == VoteState.Called && now >= OpensAt && now < ClosesAt;

    /// <summary>Owners may object at this instant.</summary>
    public bool TakesObjections(DateTime now) => State == VoteState.Published && now < ObjectionsUntil;
}

internal sealed class VoteTable : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> row)
    {
        row.ToTable("council_vote");
        row.HasKey(v => new { v.DistrictId, v.Id });
        row.Property(v => v.AreaCode).HasMaxLength(17);
        row.Property(v => v.Compound).HasMaxLength(160);
        row.Property(v => v.Title).HasMaxLength(320);
        row.Property(v => v.Words).HasMaxLength(12_000);
        row.Property(v => v.Kind).HasMaxLength(12);
        row.Property(v => v.State).HasMaxLength(12);
        row.Property(v => v.RollHash).HasMaxLength(64);
        row.Property(v => v.EndReason).HasMaxLength(1600);
        row.Property(v => v.SpentWords).HasMaxLength(3200);
        row.HasIndex(v => new { v.DistrictId, v.State });
    }
}

/// <summary>What a count gave, once for good; a recount is the next revision beside it. 表决结果</summary>
public sealed class VoteResult : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }

    /// <summary>0 is the first count.</summary>
    public int Revision { get; init; }

    public long TotalArea { get; init; }
    public long TotalPeople { get; init; }
    public long YesArea { get; init; }
    public long YesPeople { get; init; }
    public long NoArea { get; init; }
    public long NoPeople { get; init; }
    public long AbstainArea { get; init; }
    public long AbstainPeople { get; init; }
    public bool HasQuorum { get; init; }
    public bool IsPassed { get; init; }
    public DateTime CountedAt { get; init; }

    /// <summary>Why it was counted again; empty for the first.</summary>
    public string Reason { get; init; } = "";

    /// <summary>SHA-256 over the recount file, hexadecimal.</summary>
    public string FileHash { get; init; } = "";

    public VoteOutcome Outcome() =>
        new(
            new(TotalArea, TotalPeople),
            new(YesArea + NoArea + AbstainArea, YesPeople + NoPeople + AbstainPeople),
            new(YesArea, YesPeople),
            new(NoArea, NoPeople),
            new(AbstainArea, AbstainPeople),
            HasQuorum,
            IsPassed
        );
}

internal sealed class VoteResultTable : IEntityTypeConfiguration<VoteResult>
{
    public void Configure(EntityTypeBuilder<VoteResult> row)
    {
        row.ToTable("council_vote_result");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.VoteId,
            r.Revision,
        });
        row.Property(r => r.Reason).HasMaxLength(1600);
        row.Property(r => r.FileHash).HasMaxLength(64);
    }
}

/// <summary>Where an objection stands. 异议状态</summary>
public enum ObjectionState
{
    /// <summary>待答复.</summary>
    Open,

    /// <summary>异议成立.</summary>
    Upheld,

    /// <summary>异议不成立.</summary>
    Dismissed,
}

/// <summary>An owner says that the result is not right. 表决异议</summary>
public sealed class VoteObjection : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid VoteId { get; init; }

    /// <summary>From 1; what the public sees instead of a name.</summary>
    public int No { get; init; }

    public int OwnerNo { get; init; }

    /// <summary>Read by the objector and by those who answer; the public reads the answer.</summary>
    public string Words { get; init; } = "";

    public DateTime MadeAt { get; init; }

    /// <summary>Who wrote it down for an owner on paper; null: by the owner's own phone.</summary>
    public Guid? EnteredBy { get; init; }

    public ObjectionState State { get; set; }
    public string Answer { get; set; } = "";
    public Guid? AnsweredBy { get; set; }
    public DateTime? AnsweredAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class VoteObjectionTable : IEntityTypeConfiguration<VoteObjection>
{
    public void Configure(EntityTypeBuilder<VoteObjection> row)
    {
        row.ToTable("council_vote_objection");
        row.HasKey(o => new
        {
            o.DistrictId,
            o.VoteId,
            o.No,
        });
        row.Property(o => o.Words).HasMaxLength(3200);
        row.Property(o => o.State).HasMaxLength(12);
        row.Property(o => o.Answer).HasMaxLength(3200);
    }
}
