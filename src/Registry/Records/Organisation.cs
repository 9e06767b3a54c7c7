using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>A merchant, company, public body or association, with the person to call. 商户与单位</summary>
public sealed class Organisation : RegistryRecord
{
    public const string ContactField = "registry.organisation.contact";
    public const string PhoneField = "registry.organisation.phone";

    public string Name { get; internal set; } = "";
    public OrganisationKind Type { get; internal set; }

    /// <summary>经营业态, e.g. 餐饮.</summary>
    public string Trade { get; internal set; } = "";

    /// <summary>统一社会信用代码; null without one (stalls, small traders). Public by law.</summary>
    public string? Uscc { get; internal set; }

    /// <summary>Last local day of the licence; null when it has none or no end.</summary>
    public DateOnly? LicenceUntilOn { get; internal set; }

    /// <summary>The building it is in; null for stalls and open ground.</summary>
    public Guid? BuildingId { get; internal set; }

    /// <summary>As people would find it.</summary>
    public string Address { get; internal set; } = "";

    [Sensitive("安全检查和服务联系", What = "联系人", Until = "登记结束后随登记保存；本人要求时去掉", Field = ContactField)]
    public byte[]? ContactSealed { get; internal set; }

    /// <summary>王**; null without contact.</summary>
    [Sensitive("安全检查和服务联系", What = "联系人", Until = "登记结束后随登记保存；本人要求时去掉")]
    public string? ContactMask { get; internal set; }

    [Sensitive(
        "安全检查和服务联系",
        What = "电话",
        Until = "登记结束后随登记保存；本人要求时去掉",
        Field = PhoneField,
        Index = nameof(PhoneIndex)
    )]
    public byte[]? PhoneSealed { get; internal set; }

    [Sensitive("安全检查和服务联系", What = "电话", Until = "登记结束后随登记保存；本人要求时去掉")]
    public byte[]? PhoneIndex { get; internal set; }

    /// <summary>Last four; null without phone.</summary>
    [Sensitive("安全检查和服务联系", What = "电话", Until = "登记结束后随登记保存；本人要求时去掉")]
    public string? PhoneTail { get; internal set; }

    public override RecordKind Kind => RecordKind.Organisation;
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> row)
    {
        RecordTable.Shape(row, "registry_organisation");
        row.Property(o => o.Name).HasMaxLength(100);
        row.Property(o => o.Trade).HasMaxLength(60);
        row.Property(o => o.Uscc).HasMaxLength(18);
        row.Property(o => o.ContactSealed).HasMaxLength(300);
        row.Property(o => o.ContactMask).HasMaxLength(60);
        row.Property(o => o.PhoneSealed).HasMaxLength(100);
        row.Property(o => o.PhoneIndex).HasMaxLength(16);
        row.Property(o => o.PhoneTail).HasMaxLength(4);
        row.HasIndex(o => new { o.DistrictId, o.BuildingId });
        row.HasIndex(o => new { o.DistrictId, o.PhoneIndex });
        row.HasIndex(o => new { o.DistrictId, o.Name });
        row.HasIndex(o => new { o.DistrictId, o.Uscc });
    }
}
