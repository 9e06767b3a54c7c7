using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Party;

/// <summary>Steps of the party chain; what is beside the chain has steps of its own. 党建层级</summary>
public enum PartyStep
{
    /// <summary>街道党工委、镇党委.</summary>
    Committee,

    /// <summary>社区党组织.</summary>
    Community,

    /// <summary>网格党支部.</summary>
    Branch,

    /// <summary>微网格党小组.</summary>
    Group,

    /// <summary>共建单位: beside the chain.</summary>
    Partner,

    /// <summary>红色物业管委会、红色管家: a team by area, beside the chain.</summary>
    Team,
}

/// <summary>A kind of party organisation: names are data of the district. 党组织类别</summary>
public sealed class PartyKind : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Small letters and hyphens, e.g. <c>compound-branch</c>.</summary>
    public string Code { get; init; } = "";

    public PartyStep Step { get; set; }
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>What a district uses that has written no kinds of its own.</summary>
    public static IReadOnlyList<PartyKind> Usual { get; } =
    [
        Make("street-committee", PartyStep.Committee, "街道党工委", "Street party committee"),
        Make("town-committee", PartyStep.Committee, "镇党委", "Town party committee"),
        Make("community-committee", PartyStep.Community, "社区党委", "Community party committee"),
        Make("village-branch", PartyStep.Community, "村党支部", "Village party branch"),
        Make("grid-branch", PartyStep.Branch, "网格党支部", "Grid party branch"),
        Make("compound-branch", PartyStep.Branch, "小区党支部", "Compound party branch"),
        Make("building-group", PartyStep.Group, "楼栋党小组", "Building party group"),
        Make("micro-grid-group", PartyStep.Group, "微网格党小组", "Micro-grid party group"),
        Make("department-partner", PartyStep.Partner, "部门共建党组织", "Partner department"),
        Make("service-partner", PartyStep.Partner, "职能服务党组织", "Public service partner"),
        Make("new-business", PartyStep.Partner, "两企三新党组织", "New business and social organisations"),
        Make("red-property-council", PartyStep.Team, "红色物业管委会", "Property management council"),
        Make("red-steward", PartyStep.Team, "红色管家队伍", "Steward team"),
    ];

    private static PartyKind Make(string code, PartyStep step, string zh, string en) =>
        new()
        {
            Code = code,
            Step = step,
            NameZh = zh,
            NameEn = en,
        };
}

/// <summary>A party organisation, standing beside an area of the tree. 党组织</summary>
public sealed class PartyOrg : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string KindCode { get; init; } = "";

    /// <summary>Step of the kind on the day it was written.</summary>
    public PartyStep Step { get; init; }

    /// <summary>The area it stands beside, 9 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>The organisation above; null for a committee and for what stands beside the chain.</summary>
    public Guid? ParentId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Who leads it, an office of the organisation; empty while vacant.</summary>
    public string SecretaryName { get; set; } = "";

    /// <summary>How many members, a number and no list; null when not told.</summary>
    public int? Members { get; set; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without it; null while it stands.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class PartyKindTable : IEntityTypeConfiguration<PartyKind>
{
    public void Configure(EntityTypeBuilder<PartyKind> row)
    {
        row.ToTable("grids_party_kind");
        row.HasKey(k => new { k.DistrictId, k.Code });
        row.Property(k => k.Code).HasMaxLength(40);
        row.Property(k => k.NameZh).HasMaxLength(40);
        row.Property(k => k.NameEn).HasMaxLength(80);
    }
}

internal sealed class PartyOrgTable : IEntityTypeConfiguration<PartyOrg>
{
    public void Configure(EntityTypeBuilder<PartyOrg> row)
    {
        row.ToTable("grids_party_org");
        row.HasKey(o => new { o.DistrictId, o.Id });
        row.Property(o => o.KindCode).HasMaxLength(40);
        row.Property(o => o.AreaCode).HasMaxLength(17);
        row.Property(o => o.Name).HasMaxLength(80);
        row.Property(o => o.SecretaryName).HasMaxLength(60);
        row.HasIndex(o => new { o.DistrictId, o.AreaCode });
    }
}

/// <summary>The feature's tables on the context. 党建表</summary>
public static class PartySets
{
    extension(GezhiDb db)
    {
        public DbSet<PartyKind> PartyKinds => db.Set<PartyKind>();

        public DbSet<PartyOrg> PartyOrgs => db.Set<PartyOrg>();

        public DbSet<PartyContact> PartyContacts => db.Set<PartyContact>();

        public DbSet<ContactHousehold> ContactHouseholds => db.Set<ContactHousehold>();

        public DbSet<ContactRefusal> ContactRefusals => db.Set<ContactRefusal>();

        /// <summary>Organisations that stand on a day inside an area, itself included.</summary>
        public IQueryable<PartyOrg> PartyOrgsBelow(string areaCode, DateOnly day)
        {
            var end = areaCode + ":"; // ':' follows '9'
            return db.Set<PartyOrg>()
                .AsNoTracking()
                .Where(o => o.ValidFrom <= day && (o.ValidTo == null || o.ValidTo > day))
                .Where(o => o.AreaCode.CompareTo(areaCode) >= 0 && o.AreaCode.CompareTo(end) < 0);
        }

        /// <summary>The group of this name in a micro-grid; null when there is none.</summary>
        public Task<Guid?> GroupNamed(string areaCode, string name, CancellationToken ct) =>
            db.Set<PartyOrg>()
                .Where(o => o.AreaCode == areaCode && o.Name == name && o.Step == PartyStep.Group && o.ValidTo == null)
                .Select(o => (Guid?)o.Id)
                .FirstOrDefaultAsync(ct);

        /// <summary>Kinds of the district; the usual ones while it has none of its own.</summary>
        public async Task<IReadOnlyList<PartyKind>> KindsOfParty(CancellationToken ct)
        {
            var own = await db.Set<PartyKind>().AsNoTracking().OrderBy(k => k.Step).ThenBy(k => k.Code).ToListAsync(ct);
            return own.Count > 0 ? own : PartyKind.Usual;
        }
    }
}
