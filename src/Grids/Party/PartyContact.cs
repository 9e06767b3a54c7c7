using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Party;

/// <summary>A member who agreed to keep contact with some households (1+N). 联户党员</summary>
/// <remarks>Only by consent, and only the contact post: nothing is kept about the member besides.</remarks>
public sealed class PartyContact : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The micro-grid group of the member.</summary>
    public Guid OrgId { get; init; }

    /// <summary>Micro-grid, 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>The household may know who stands at the door.</summary>
    [Sensitive("联系户知道上门的是谁", What = "姓名", Class = DataClass.Internal, Basis = LegalBasis.Consent, Until = "不再联系时结束")]
    public string Name { get; set; } = "";

    /// <summary>Day on which the member agreed; without it there is no contact post.</summary>
    public DateOnly ConsentedOn { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without; null while it is held.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>A household in contact: a dwelling, no name, no note. 联系户</summary>
/// <remarks>Goes at once when the household does not want it.</remarks>
public sealed class ContactHousehold : ITenantRow
{
    /// <summary>Name under which the dwelling is sealed and indexed.</summary>
    public const string DwellingField = "grids.party.dwelling";

    /// <summary>Name under which the code is sealed and indexed.</summary>
    public const string CodeField = "grids.party.code";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid ContactId { get; set; }

    /// <summary>Micro-grid, 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Where they live, sealed.</summary>
    [Sensitive("联户走访", What = "住址", Until = "住户不愿联系或联系结束时删除", Field = DwellingField, Index = nameof(DwellingIndex))]
    public byte[] DwellingSealed { get; init; } = [];

    /// <summary>Blind index of micro-grid and dwelling: a household stands once.</summary>
    [Sensitive("联户走访", What = "住址", Until = "住户不愿联系或联系结束时删除")]
    public byte[] DwellingIndex { get; init; } = [];

    /// <summary>12 characters on the letter to the household, sealed.</summary>
    [Sensitive(
        "住户凭编码拒绝联系",
        What = "住户编码",
        Until = "住户不愿联系或联系结束时删除",
        Field = CodeField,
        Index = nameof(CodeIndex)
    )]
    public byte[] CodeSealed { get; init; } = [];

    /// <summary>Blind index of the code.</summary>
    [Sensitive("住户凭编码拒绝联系", What = "住户编码", Until = "住户不愿联系或联系结束时删除")]
    public byte[] CodeIndex { get; init; } = [];

    /// <summary>First local day.</summary>
    public DateOnly Since { get; init; }
}

/// <summary>A household that wants no contact; kept as a blind index alone, so that nobody writes it down again unasked. 不再联系</summary>
/// <remarks>Neither place nor day nor member: the row can be recognised by whoever types the same dwelling, and read by nobody.</remarks>
public sealed class ContactRefusal : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Mark of micro-grid and dwelling (<see cref="Dwelling.Mark"/>).</summary>
    [Sensitive("住户不愿联系，不再登记", What = "住址", Until = "长期保存，只能比对，不能还原")]
    public byte[] DwellingIndex { get; init; } = [];
}

internal sealed class PartyContactTable : IEntityTypeConfiguration<PartyContact>
{
    public void Configure(EntityTypeBuilder<PartyContact> row)
    {
        row.ToTable("grids_party_contact");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.Name).HasMaxLength(60);
        row.HasIndex(c => new { c.DistrictId, c.AreaCode });
    }
}

internal sealed class ContactHouseholdTable : IEntityTypeConfiguration<ContactHousehold>
{
    public void Configure(EntityTypeBuilder<ContactHousehold> row)
    {
        row.ToTable("grids_party_household");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.AreaCode).HasMaxLength(17);
        row.Property(h => h.DwellingSealed).HasMaxLength(600);
        row.Property(h => h.DwellingIndex).HasMaxLength(16);
        row.Property(h => h.CodeSealed).HasMaxLength(100);
        row.Property(h => h.CodeIndex).HasMaxLength(16);
        row.HasIndex(h => new { h.DistrictId, h.DwellingIndex }).IsUnique();
        row.HasIndex(h => new { h.DistrictId, h.CodeIndex }).IsUnique();
        row.HasIndex(h => new { h.DistrictId, h.ContactId });
        row.HasIndex(h => new { h.DistrictId, h.AreaCode });
    }
}

internal sealed class ContactRefusalTable : IEntityTypeConfiguration<ContactRefusal>
{
    public void Configure(EntityTypeBuilder<ContactRefusal> row)
    {
        row.ToTable("grids_party_refusal");
        row.HasKey(r => new { r.DistrictId, r.DwellingIndex });
        row.Property(r => r.DwellingIndex).HasMaxLength(16);
    }
}
