using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.HomeService;

/// <summary>On what an item rests for one person. 待遇依据</summary>
public enum EntitlementBasis
{
    /// <summary>年龄</summary>
    Age,

    /// <summary>残疾证件</summary>
    Disability,

    /// <summary>享受的待遇</summary>
    Benefit,

    /// <summary>本人申请</summary>
    Request,
}

/// <summary>By what right the record is kept. 登记依据</summary>
public enum EntitlementGround
{
    /// <summary>本人单独同意</summary>
    Consent,

    /// <summary>履行法定职责</summary>
    Duty,
}

/// <summary>Which item of home service is due for one person, and until when: an item and its days, never a mark on a person. 待遇事项</summary>
/// <remarks>
/// Nobody can list or search by basis: basis, source and ground lie sealed. Outside its days nobody sees it; while it is due, the posts that work at that
/// door read it one at a time, on the audit trail. It ends with its last day, with a no, or when the person moves away, and is deleted some days later.
/// </remarks>
public sealed class ServiceEntitlement : ITenantRow, IVersioned
{
    public const string ReasonField = "field.entitlement.reason";

    /// <summary>No record outlives so many days without being entered anew.</summary>
    public const int MostDays = 1_830;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>In the registry.</summary>
    public Guid PersonId { get; init; }
    public Guid HouseholdId { get; init; }
    public Guid ItemId { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary><see cref="EntitlementReason"/> as JSON, sealed.</summary>
    [Sensitive("到期上门办理", What = "待遇依据", Until = "待遇结束满设定天数（默认 30 天）自动删除", Field = ReasonField)]
    public byte[] ReasonSealed { get; private set; } = [];

    /// <summary>Local day by which it is to be done next.</summary>
    public DateOnly NextDueOn { get; private set; }

    /// <summary>Last local day of the record.</summary>
    public DateOnly UntilOn { get; private set; }

    /// <summary>The due day for which a need was opened; null before the first.</summary>
    public DateOnly? OfferedFor { get; private set; }

    /// <summary>Local day; null while it is in force.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public int Version { get; set; } = 1;

    public bool IsInForce(DateOnly today) => EndedOn is null && UntilOn >= today;

    /// <summary>Entered, or entered anew. 登记</summary>
    public void Write(byte[] reason, DateOnly nextDueOn, DateOnly untilOn)
    {
        (ReasonSealed, NextDueOn, UntilOn, EndedOn) = (reason, nextDueOn, untilOn, null);
        if (OfferedFor < nextDueOn)
            OfferedFor = null;
    }

    /// <summary>A need was opened for this due day.</summary>
    public void Offer() => OfferedFor = NextDueOn;

    /// <summary>Done: due again after the interval, or never again when once is enough or the record ends before that.</summary>
    /// <param name="again">Local day; null when once is enough.</param>
    public void Done(DateOnly on, DateOnly? again)
    {
        if (again is { } next && next <= UntilOn)
            NextDueOn = next;
        else
            EndedOn ??= on;
    }

    public void End(DateOnly on) => EndedOn ??= on;

    /// <summary>Local day on which a need is opened.</summary>
    public DateOnly OpensOn(int windowDays) => NextDueOn.AddDays(-windowDays);
}

/// <summary>What is sealed of an entitlement. 待遇依据内容</summary>
/// <param name="Source">Where it comes from: a list of an office by name and day, or the person; no health data.</param>
public sealed record EntitlementReason(EntitlementBasis Basis, EntitlementGround Ground, string Source)
{
    public byte[] Seal(FieldCipher cipher, int districtId) =>
        cipher.Seal(districtId, ServiceEntitlement.ReasonField, JsonSerializer.Serialize(this, FieldJson.Options))!;

    public static EntitlementReason Open(FieldCipher cipher, ServiceEntitlement row) =>
        JsonSerializer.Deserialize<EntitlementReason>(
            cipher.Open(row.DistrictId, ServiceEntitlement.ReasonField, row.ReasonSealed)!,
            FieldJson.Options
        )!;
}

internal sealed class ServiceEntitlementTable : IEntityTypeConfiguration<ServiceEntitlement>
{
    public void Configure(EntityTypeBuilder<ServiceEntitlement> row)
    {
        row.ToTable("field_service_entitlement");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.AreaCode).HasMaxLength(17);
        row.Property(e => e.ReasonSealed).HasMaxLength(1_000);
        row.HasIndex(e => new
            {
                e.DistrictId,
                e.PersonId,
                e.ItemId,
            })
            .IsUnique();
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.EndedOn,
            e.NextDueOn,
        });
        row.HasOne<ServiceItem>().WithMany().HasForeignKey(e => new { e.DistrictId, e.ItemId });
    }
}
