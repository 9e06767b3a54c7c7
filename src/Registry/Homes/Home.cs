using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Homes;

/// <summary>Where the proof of a home stands. 住户认证状态</summary>
public enum HomeState
{
    /// <summary>待认证.</summary>
    Asked,

    /// <summary>已认证.</summary>
    Confirmed,

    /// <summary>未通过.</summary>
    Refused,

    /// <summary>已结束.</summary>
    Ended,
}

/// <summary>By what a home was confirmed; of the proof itself nothing is kept. 认证方式</summary>
public enum HomeProof
{
    /// <summary>上门见到.</summary>
    Visit,

    /// <summary>看过材料.</summary>
    Paper,

    /// <summary>门上的一次性认证码.</summary>
    Code,
}

/// <summary>Why a home ended. 结束原因</summary>
public enum HomeEnd
{
    /// <summary>本人搬走.</summary>
    MovedAway,

    /// <summary>网格员结束.</summary>
    ByStaff,

    /// <summary>房屋台账注销.</summary>
    DwellingEnded,

    /// <summary>本人撤回.</summary>
    TakenBack,
}

/// <summary>A resident says, and the grid confirms, that they live behind a door. 认证住户</summary>
/// <remarks>The link alone: no name, no phone, no picture of a paper. It writes nothing into the registry of people.</remarks>
public sealed class Home : ITenantRow, IVersioned
{
    public const string ReasonField = "registry.home.reason";
    public const int LongestReason = 200;
    public const int MostTries = 5;

    private const string Why = "确认谁住在哪一户，用于楼栋群和社区议事";
    private const string UntilWhen = "搬走、未通过或撤回满设定天数（默认三十天）自动删除";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Six letters and digits that both sides see: at the door they tell one ask from another.</summary>
    public string No { get; init; } = "";

    /// <summary>Null once the time of an ended one is over.</summary>
    [Sensitive(Why, What = "居民用户与房屋的对应", Class = DataClass.Internal, Basis = LegalBasis.Consent, Until = UntilWhen)]
    public Guid? ResidentId { get; private set; }

    /// <summary>The resident while the home lives, else null: at most one a resident.</summary>
    [Sensitive(Why, What = "居民用户与房屋的对应", Class = DataClass.Internal, Basis = LegalBasis.Consent, Until = UntilWhen)]
    public Guid? LivingOf { get; private set; }
    public Guid DwellingId { get; init; }
    public Guid BuildingId { get; init; }

    /// <summary>Of the dwelling, 15 or 17 digits.</summary>
    public string AreaCode { get; init; } = "";
    public HomeState State { get; private set; }
    public HomeProof? Proof { get; private set; }
    public DateTime AskedAt { get; init; }

    /// <summary>UTC; null until confirmed.</summary>
    public DateTime? ConfirmedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Null unless ended.</summary>
    public HomeEnd? Ending { get; private set; }

    /// <summary>Why it was refused or ended by staff; the resident reads it.</summary>
    [Sensitive(Why, What = "未通过或结束的原因", Until = UntilWhen, Field = ReasonField)]
    public byte[]? ReasonSealed { get; private set; }

    /// <summary>Wrong codes typed.</summary>
    public int Tries { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsLiving => State is HomeState.Asked or HomeState.Confirmed;

    internal void Ask(Guid residentId) => (ResidentId, LivingOf) = (residentId, residentId);

    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    internal void Confirm(HomeProof proof, DateTime now)
    {
        if (State != HomeState.Asked)
            throw new RuleViolation("home.state");
        (State, Proof, ConfirmedAt) = (HomeState.Confirmed, proof, now);
    }

    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    internal void Refuse(byte[]? reason, DateTime now)
    {
        if (State != HomeState.Asked)
            throw new RuleViolation("home.state");
        (State, ReasonSealed, EndedAt, LivingOf) = (HomeState.Refused, reason, now, null);
    }

    /// <exception cref="RuleViolation"><c>home.state</c>.</exception>
    internal void End(HomeEnd why, byte[]? reason, DateTime now)
    {
        if (!IsLiving)
            throw new RuleViolation("home.state");
        (State, Ending, ReasonSealed, EndedAt, LivingOf) = (HomeState.Ended, why, reason, now, null);
    }

    /// <exception cref="RuleViolation"><c>home.tries</c>.</exception>
    internal void TryCode()
    {
        if (Tries >= MostTries)
            throw new RuleViolation("home.tries");
        Tries++;
    }

    /// <summary>That somebody lived there stays as a number; who, and why it ended, goes.</summary>
    internal void Forget() => (ResidentId, LivingOf, ReasonSealed) = (null, null, null);
}

/// <summary>A code handed to a door: whoever lives behind it types it once. 认证码</summary>
public sealed class HomeCode : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid DwellingId { get; init; }

    /// <summary>Keyed hash of door and code; the code is nowhere kept.</summary>
    public byte[] CodeHash { get; set; } = [];

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>Wrong tries at this code, by whomever.</summary>
    public int Tries { get; set; }

    /// <summary>UTC; null until used.</summary>
    public DateTime? UsedAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class HomeTable : IEntityTypeConfiguration<Home>
{
    public void Configure(EntityTypeBuilder<Home> row)
    {
        row.ToTable("registry_home");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.No).HasMaxLength(6);
        row.Property(h => h.AreaCode).HasMaxLength(17);
        row.Ignore(h => h.IsLiving);
        row.HasIndex(h => new { h.DistrictId, h.LivingOf }).IsUnique();
        row.HasIndex(h => new { h.DistrictId, h.ResidentId });
        row.HasIndex(h => new
        {
            h.DistrictId,
            h.BuildingId,
            h.State,
        });
        row.HasIndex(h => new { h.DistrictId, h.DwellingId });
        row.HasIndex(h => new
        {
            h.DistrictId,
            h.State,
            h.AreaCode,
        });
        row.HasOne<Dwelling>().WithMany().HasForeignKey(h => new { h.DistrictId, h.DwellingId }).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HomeCodeTable : IEntityTypeConfiguration<HomeCode>
{
    public void Configure(EntityTypeBuilder<HomeCode> row)
    {
        row.ToTable("registry_home_code");
        row.HasKey(c => new { c.DistrictId, c.DwellingId });
        row.Property(c => c.CodeHash).HasMaxLength(32);
        row.HasOne<Dwelling>().WithOne().HasForeignKey<HomeCode>(c => new { c.DistrictId, c.DwellingId }).OnDelete(DeleteBehavior.Cascade);
    }
}
