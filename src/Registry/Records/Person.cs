using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>A person, by the fewest fields that services need. 人员</summary>
/// <remarks>
/// Every field stands on a list that a test compares with this class: a new one needs a reason there. Never: religion, ethnicity, political opinion, biometrics,
/// health, convictions, marks of "special" or "key" people, scores, photos.
/// </remarks>
public sealed class Person : RegistryRecord
{
    public const string NameField = "registry.person.name";
    public const string PhoneField = "registry.person.phone";
    public const string CitizenIdField = "registry.person.citizen-id";

    /// <summary>Where they live now; null after they moved away.</summary>
    public Guid? HouseholdId { get; internal set; }

    [Sensitive("上门服务时称呼", What = "姓名", Until = "本人要求时更正；登记结束满设定天数（默认三年）删除", Field = NameField)]
    public byte[] NameSealed { get; internal set; } = [];

    /// <summary>王**.</summary>
    [Sensitive("上门服务时称呼", What = "姓名", Until = "本人要求时更正；登记结束满设定天数（默认三年）删除")]
    public string NameMask { get; internal set; } = "";

    [Sensitive(
        "约定服务、应急联系",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除",
        Field = PhoneField,
        Index = nameof(PhoneIndex)
    )]
    public byte[]? PhoneSealed { get; internal set; }

    [Sensitive(
        "约定服务、应急联系",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除"
    )]
    public byte[]? PhoneIndex { get; internal set; }

    /// <summary>Last four; null without phone.</summary>
    [Sensitive(
        "约定服务、应急联系",
        What = "电话",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除"
    )]
    public string? PhoneTail { get; internal set; }

    [Sensitive(
        "代办事项核对本人",
        What = "证件号码",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除",
        Field = CitizenIdField,
        Index = nameof(CitizenIdIndex)
    )]
    public byte[]? CitizenIdSealed { get; internal set; }

    [Sensitive(
        "代办事项核对本人",
        What = "证件号码",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除"
    )]
    public byte[]? CitizenIdIndex { get; internal set; }

    /// <summary>Last four; null without number.</summary>
    [Sensitive(
        "代办事项核对本人",
        What = "证件号码",
        Basis = LegalBasis.Consent,
        Until = "撤回同意、要求删除时去掉；登记结束满设定天数（默认三年）删除"
    )]
    public string? CitizenIdTail { get; internal set; }

    /// <summary>For services by age; null when unknown.</summary>
    [Sensitive("按年龄提供服务", What = "出生年份", Until = "本人要求时更正；登记结束满设定天数（默认三年）删除")]
    public int? BirthYear { get; internal set; }

    public ResidenceType Residence { get; internal set; }

    /// <summary>Local day on which they agreed to leave their phone or number; null when neither is kept.</summary>
    public DateOnly? ConsentedOn { get; internal set; }

    public override RecordKind Kind => RecordKind.Person;
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> row)
    {
        RecordTable.Shape(row, "registry_person");
        row.Property(p => p.NameSealed).HasMaxLength(300);
        row.Property(p => p.NameMask).HasMaxLength(60);
        row.Property(p => p.PhoneSealed).HasMaxLength(100);
        row.Property(p => p.PhoneIndex).HasMaxLength(16);
        row.Property(p => p.PhoneTail).HasMaxLength(4);
        row.Property(p => p.CitizenIdSealed).HasMaxLength(100);
        row.Property(p => p.CitizenIdIndex).HasMaxLength(16);
        row.Property(p => p.CitizenIdTail).HasMaxLength(4);
        row.HasIndex(p => new { p.DistrictId, p.HouseholdId });
        row.HasIndex(p => new { p.DistrictId, p.CitizenIdIndex }).IsUnique();
        row.HasIndex(p => new { p.DistrictId, p.PhoneIndex });
    }
}
