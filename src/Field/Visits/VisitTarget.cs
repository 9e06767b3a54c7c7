using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Visits;

/// <summary>What came of one try at a door. 走访结果</summary>
public enum VisitResult
{
    /// <summary>见到</summary>
    Met,

    /// <summary>不在家</summary>
    NotHome,

    /// <summary>不愿意: allowed without disadvantage; not asked again in this campaign.</summary>
    Refused,

    /// <summary>已搬走</summary>
    Moved,
}

/// <summary>Where a door stands in its campaign. 走访户状态</summary>
public enum TargetState
{
    /// <summary>待走访</summary>
    Open,

    /// <summary>待再访</summary>
    Again,

    /// <summary>已见到</summary>
    Met,

    /// <summary>不愿意</summary>
    Refused,

    /// <summary>已搬走</summary>
    Moved,

    /// <summary>多次不在</summary>
    Unreached,
}

/// <summary>Time of the day at which somebody may be at home. 时段</summary>
public enum DayPart
{
    /// <summary>上午</summary>
    Morning,

    /// <summary>下午</summary>
    Afternoon,

    /// <summary>晚上</summary>
    Evening,
}

/// <summary>One door of a campaign: address parts and how far it is, no names. 走访户</summary>
public sealed class VisitTarget : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public Guid HouseholdId { get; init; }
    public Guid BuildingId { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>百年里3号楼.</summary>
    public string Building { get; init; } = "";

    /// <summary>3-2-501.</summary>
    public string Door { get; init; } = "";

    /// <summary>Place in the walk through the grid, from 1.</summary>
    public int Walk { get; init; }

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; init; }

    /// <summary>Of the building, WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; init; }

    public TargetState State { get; private set; }

    /// <summary>How often nobody was there.</summary>
    public int Tries { get; private set; }

    /// <summary>A card was left at one of them.</summary>
    public bool CardLeft { get; private set; }

    /// <summary>Local day from which it is tried again; null when it is not.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>Nobody was there at this time of the day: another one next; null when nobody tried.</summary>
    public DayPart? NotAt { get; private set; }

    /// <summary>UTC, of the last result; null for none, and where they said no.</summary>
    public DateTime? LastAt { get; private set; }

    /// <summary>Who noted the last result; null for none, and where they said no.</summary>
    public Guid? LastBy { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Whether it is to be tried on that day.</summary>
    public bool IsDue(DateOnly on) => State == TargetState.Open || (State == TargetState.Again && NextOn <= on);

    /// <summary>Works out where it stands from all tries that count.</summary>
    public void Stand(IReadOnlyList<VisitTry> tries, int retryDays, int mostTries)
    {
        var standing = VisitRule.Of(tries, retryDays, mostTries);
        (State, Tries, CardLeft, NextOn, NotAt) = (standing.State, standing.Tries, standing.CardLeft, standing.NextOn, standing.NotAt);
        var last = tries.Where(t => t.UndoneAt is null).OrderBy(t => t.No).LastOrDefault();
        (LastAt, LastBy) = (last?.At, last?.AccountId);
    }

    /// <summary>They said no: nothing but that stays.</summary>
    public void Strip() => (Tries, CardLeft, NextOn, NotAt, LastAt, LastBy) = (0, false, null, null, null, null);
}

/// <summary>One try at a door; taken back, it stays as taken back. 走访记录</summary>
public sealed class VisitTry : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid TargetId { get; init; }

    /// <summary>From 1, also counting those taken back.</summary>
    public int No { get; init; }
    public VisitResult Result { get; init; }
    public bool CardLeft { get; init; }
    public DayPart Part { get; init; }

    /// <summary>Number of the choice by question, from 0; empty between commas where nothing was answered. Null when nothing was asked, and after the consent was withdrawn.</summary>
    public string? Answers { get; set; }

    /// <summary>They agreed that answers are kept, for the purpose of the campaign; noted by the worker at the time of the try.</summary>
    public bool HasConsented { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Local day.</summary>
    public DateOnly On { get; init; }

    /// <summary>Who noted it, and with it the consent.</summary>
    public Guid AccountId { get; init; }

    /// <summary>The case that was opened for what they asked for; null for none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>UTC; null while it counts.</summary>
    public DateTime? UndoneAt { get; set; }
    public Guid? UndoneBy { get; set; }
}

internal sealed class VisitTargetTable : IEntityTypeConfiguration<VisitTarget>
{
    public void Configure(EntityTypeBuilder<VisitTarget> row)
    {
        row.ToTable("field_visit_target");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.AreaCode).HasMaxLength(17);
        row.Property(t => t.Building).HasMaxLength(200);
        row.Property(t => t.Door).HasMaxLength(60);
        row.HasIndex(t => new
            {
                t.DistrictId,
                t.CampaignId,
                t.HouseholdId,
            })
            .IsUnique();
        row.HasIndex(t => new
        {
            t.DistrictId,
            t.CampaignId,
            t.AreaCode,
        });
        row.HasIndex(t => new { t.DistrictId, t.HouseholdId });
        row.HasIndex(t => new { t.DistrictId, t.BuildingId });
        row.HasOne<VisitCampaign>().WithMany().HasForeignKey(t => new { t.DistrictId, t.CampaignId });
    }
}

internal sealed class VisitTryTable : IEntityTypeConfiguration<VisitTry>
{
    public void Configure(EntityTypeBuilder<VisitTry> row)
    {
        row.ToTable("field_visit_try");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.TargetId,
            t.No,
        });
        row.Property(t => t.Answers).HasMaxLength(60);
        row.HasOne<VisitTarget>().WithMany().HasForeignKey(t => new { t.DistrictId, t.TargetId });
    }
}
