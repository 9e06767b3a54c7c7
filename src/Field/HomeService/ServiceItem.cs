using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.HomeService;

/// <summary>By what somebody is due. 到期规则</summary>
public enum ServiceRule
{
    /// <summary>提出才办: by the person, the family or a worker who was asked.</summary>
    OnRequest,

    /// <summary>按周期: so many months after it was done.</summary>
    Interval,

    /// <summary>到年龄: by the year of birth, which the registry keeps for services by age.</summary>
    Age,

    /// <summary>凭待遇事项: by a record that says which item is due for whom and until when; its basis is sealed.</summary>
    Entitled,
}

/// <summary>Something that is done at home instead of at the counter. 上门事项</summary>
/// <remarks>
/// No rule reads health, disability or income of people: the registry keeps nothing of the kind. Items that rest on a certificate or a benefit are due by a
/// record of their own (<see cref="ServiceEntitlement"/>), or done when they are asked for and again by interval.
/// </remarks>
public sealed class ServiceItem : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; private set; } = "";

    /// <summary>Empty: the Chinese name is shown.</summary>
    public string NameEn { get; private set; } = "";
    public ServiceRule Rule { get; private set; }

    /// <summary>It is due again after so many months; null when once is enough.</summary>
    public int? Months { get; private set; }

    /// <summary>For a rule by age; for one by entitlement the lowest age of records that rest on age, null for none.</summary>
    public int? FromAge { get; private set; }

    /// <summary>So many days before the due day somebody is to come; for a rule by entitlement.</summary>
    public int WindowDays { get; private set; } = UsualWindow;

    /// <summary>When nobody says otherwise.</summary>
    public const int UsualWindow = 60;

    /// <summary>The rule or notice that orders it, and what to bring.</summary>
    public string Basis { get; private set; } = "";
    public bool IsActive { get; private set; } = true;
    public int Version { get; set; } = 1;

    public void Write(
        string name,
        string nameEn,
        ServiceRule rule,
        int? months,
        int? fromAge,
        string basis,
        bool isActive,
        int windowDays = UsualWindow
    ) =>
        (Name, NameEn, Rule, Months, FromAge, Basis, IsActive, WindowDays) = (
            name,
            nameEn,
            rule,
            months,
            fromAge,
            basis,
            isActive,
            windowDays
        );

    /// <summary>In the reader's language.</summary>
    public string Named =>
        NameEn.Length > 0 && System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : Name;

    /// <summary>Local day on which it is due again; null when once is enough.</summary>
    public DateOnly? NextAfter(DateOnly doneOn) => Months is { } months ? doneOn.AddMonths(months) : null;
}

/// <summary>Who says that it is needed. 需求来源</summary>
public enum NeedOrigin
{
    /// <summary>本人</summary>
    Resident,

    /// <summary>家属</summary>
    Family,

    /// <summary>网格员</summary>
    Worker,

    /// <summary>按周期</summary>
    Interval,

    /// <summary>按年龄</summary>
    Age,

    /// <summary>凭待遇事项</summary>
    Entitled,
}

/// <summary>How far it is. 需求状态</summary>
public enum NeedState
{
    /// <summary>待约</summary>
    Open,

    /// <summary>已约</summary>
    Booked,

    /// <summary>已办</summary>
    Met,

    /// <summary>不需要: not asked again for this item.</summary>
    Withdrawn,
}

/// <summary>A household, or one person of it, needs an item by a day. 上门需求</summary>
public sealed class ServiceNeed : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>In the registry; null when the household asked and nobody is on the books by name.</summary>
    public Guid? PersonId { get; init; }
    public Guid ItemId { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>百年里3号楼.</summary>
    public string Building { get; init; } = "";

    /// <summary>3-2-501.</summary>
    public string Door { get; init; } = "";
    public NeedOrigin Origin { get; init; }

    /// <summary>The record it comes from; null for all others.</summary>
    public Guid? EntitlementId { get; init; }

    /// <summary>Local day on which it was asked for or found.</summary>
    public DateOnly AskedOn { get; init; }

    /// <summary>Local day by which it is to be done.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Local day on which it was done the last time; null for the first.</summary>
    public DateOnly? LastOn { get; init; }
    public NeedState State { get; internal set; }

    /// <summary>Local day; null while it is not done.</summary>
    public DateOnly? MetOn { get; internal set; }
    public int Version { get; set; } = 1;
}

/// <summary>Half of a day, agreed with the household. 半天</summary>
public enum HalfDay
{
    /// <summary>上午</summary>
    Morning,

    /// <summary>下午</summary>
    Afternoon,
}

/// <summary>How far an appointment is. 预约状态</summary>
public enum AppointmentState
{
    /// <summary>已约定</summary>
    Booked,

    /// <summary>已办</summary>
    Done,

    /// <summary>已取消</summary>
    Cancelled,
}

/// <summary>Why an appointment is off. 取消原因</summary>
public enum CancelReason
{
    /// <summary>住户取消</summary>
    Resident,

    /// <summary>已在别处办好</summary>
    DoneElsewhere,

    /// <summary>已搬走</summary>
    Moved,

    /// <summary>我方原因</summary>
    Us,
}

/// <summary>One visit to a door, for several items and a look at gas and wiring. 上门预约</summary>
public sealed class Appointment : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>百年里3号楼.</summary>
    public string Building { get; init; } = "";

    /// <summary>3-2-501.</summary>
    public string Door { get; init; } = "";

    /// <summary>Local day.</summary>
    public DateOnly On { get; internal set; }
    public HalfDay Half { get; internal set; }
    public AppointmentState State { get; internal set; }
    public CancelReason? Reason { get; internal set; }

    /// <summary>How often it was moved.</summary>
    public int Moves { get; internal set; }

    /// <summary>The safety list was gone through.</summary>
    public bool SafetyChecked { get; internal set; }

    /// <summary>Points that were not in order, parted by commas; kept only when the household agreed to a report.</summary>
    public string? Unsafe { get; internal set; }

    /// <summary>The case of what was not in order; null for none.</summary>
    public Guid? CaseId { get; internal set; }

    /// <summary>UTC; null while it stands.</summary>
    public DateTime? EndedAt { get; internal set; }
    public Guid? EndedBy { get; internal set; }
    public Guid? BookedBy { get; init; }
    public int Version { get; set; } = 1;
}

/// <summary>What came of an item on a visit. 事项结果</summary>
public enum ItemResult
{
    /// <summary>办成</summary>
    Done,

    /// <summary>缺材料: open again.</summary>
    Papers,

    /// <summary>未见到: open again.</summary>
    NotMet,

    /// <summary>不需要了: not asked again.</summary>
    Declined,
}

/// <summary>One item of an appointment. 预约事项</summary>
public sealed class AppointmentItem : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid AppointmentId { get; init; }
    public Guid NeedId { get; init; }

    /// <summary>Null before the visit.</summary>
    public ItemResult? Result { get; internal set; }

    /// <summary>As the authority's own app or counter gave it; null when it gave none.</summary>
    public string? ReceiptNo { get; internal set; }
}

/// <summary>What is looked at with gas and wiring; yes means in order. 安全检查项</summary>
public enum SafetyPoint
{
    /// <summary>燃气软管完好、没有过期</summary>
    GasHose,

    /// <summary>燃气阀门能关严、闻不到气味</summary>
    GasValve,

    /// <summary>燃气报警器通电、会响</summary>
    GasAlarm,

    /// <summary>厨房通风，没有和卧室打通</summary>
    Ventilation,

    /// <summary>电线没有老化、没有私拉乱接</summary>
    Wiring,

    /// <summary>插座没有超负荷、没有发热</summary>
    Sockets,

    /// <summary>漏电保护器按试验键会跳闸</summary>
    Breaker,

    /// <summary>屋里和楼道没有给电动车充电</summary>
    Charging,
}

internal sealed class ServiceItemTable : IEntityTypeConfiguration<ServiceItem>
{
    public void Configure(EntityTypeBuilder<ServiceItem> row)
    {
        row.ToTable("field_service_item");
        row.HasKey(i => new { i.DistrictId, i.Id });
        row.Property(i => i.Name).HasMaxLength(60);
        row.Property(i => i.NameEn).HasMaxLength(100);
        row.Property(i => i.Basis).HasMaxLength(400);
        row.Ignore(i => i.Named);
        row.HasIndex(i => new { i.DistrictId, i.Name }).IsUnique();
    }
}

internal sealed class ServiceNeedTable : IEntityTypeConfiguration<ServiceNeed>
{
    public void Configure(EntityTypeBuilder<ServiceNeed> row)
    {
        row.ToTable("field_service_need");
        row.HasKey(n => new { n.DistrictId, n.Id });
        row.Property(n => n.AreaCode).HasMaxLength(17);
        row.Property(n => n.Building).HasMaxLength(200);
        row.Property(n => n.Door).HasMaxLength(60);
        row.HasIndex(n => new
        {
            n.DistrictId,
            n.State,
            n.DueOn,
        });
        row.HasIndex(n => new
        {
            n.DistrictId,
            n.ItemId,
            n.PersonId,
        });
        row.HasIndex(n => new { n.DistrictId, n.HouseholdId });
        row.HasOne<ServiceItem>().WithMany().HasForeignKey(n => new { n.DistrictId, n.ItemId });
    }
}

internal sealed class AppointmentTable : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> row)
    {
        row.ToTable("field_appointment");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.AreaCode).HasMaxLength(17);
        row.Property(a => a.Building).HasMaxLength(200);
        row.Property(a => a.Door).HasMaxLength(60);
        row.Property(a => a.Unsafe).HasMaxLength(200);
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.State,
            a.On,
        });
        row.HasIndex(a => new { a.DistrictId, a.HouseholdId });
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.AreaCode,
            a.Building,
        });
    }
}

internal sealed class AppointmentItemTable : IEntityTypeConfiguration<AppointmentItem>
{
    public void Configure(EntityTypeBuilder<AppointmentItem> row)
    {
        row.ToTable("field_appointment_item");
        row.HasKey(i => new
        {
            i.DistrictId,
            i.AppointmentId,
            i.NeedId,
        });
        row.Property(i => i.ReceiptNo).HasMaxLength(40);
        row.HasOne<Appointment>().WithMany().HasForeignKey(i => new { i.DistrictId, i.AppointmentId });
        row.HasOne<ServiceNeed>().WithMany().HasForeignKey(i => new { i.DistrictId, i.NeedId });
    }
}
