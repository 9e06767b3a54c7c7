using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Topics;

/// <summary>How big a topic is. 三事分流</summary>
public enum TopicSize
{
    /// <summary>小事: property service or building.</summary>
    Small,

    /// <summary>中事: hall of the community.</summary>
    Medium,

    /// <summary>大事: street or department, as a case.</summary>
    Big,

    /// <summary>私事: answered with where to turn.</summary>
    Personal,
}

/// <summary>How a topic is decided. 决定形式</summary>
public enum TopicForm
{
    /// <summary>协商意见.</summary>
    Opinion,

    /// <summary>逐户表态: one voice a household.</summary>
    Show,

    /// <summary>业主表决, by law.</summary>
    OwnersVote,
}

/// <summary>The way a topic of one size goes, as data of a district or street. 分流路径</summary>
public sealed class TopicRoute : ITenantRow, IVersioned
{
    public const int LongestLead = 60;
    public const int LongestInvite = 600;

    public int DistrictId { get; init; }

    /// <summary>6 digits: for the district; 9: for a street, which comes before the district's.</summary>
    public string AreaCode { get; init; } = "";
    public TopicSize Size { get; init; }

    /// <summary>Who is in charge, as the public reads it.</summary>
    public string Lead { get; set; } = "";

    /// <summary>People and groups to ask, one a line.</summary>
    public string Invite { get; set; } = "";

    /// <summary>Whole days between the notice and the hall.</summary>
    public int NoticeDays { get; set; }
    public TopicForm Form { get; set; }

    /// <summary>Days for which the result hangs out: 3 to 7.</summary>
    public int PublicityDays { get; set; }

    /// <summary>Working days until it must be done; 0: as it is agreed.</summary>
    public int LimitDays { get; set; }

    /// <summary>Of personal matters: where to turn.</summary>
    public string Advice { get; set; } = "";
    public int Version { get; set; } = 1;
}

/// <summary>Routes that apply somewhere: of the street, else of the district, else as shipped. 分流路径表</summary>
internal static class TopicRoutes
{
    /// <summary>One of each size, in their order.</summary>
    public static async Task<IReadOnlyList<TopicRoute>> Of(GezhiDb db, string areaCode, CancellationToken ct)
    {
        var district = areaCode[..6];
        var street = areaCode.Length >= 9 ? areaCode[..9] : district;
        var kept = await db.Set<TopicRoute>().AsNoTracking().Where(r => r.AreaCode == district || r.AreaCode == street).ToListAsync(ct);
        return
        [
            .. Shipped(db.DistrictId, district)
                .Select(s => kept.Where(k => k.Size == s.Size).OrderByDescending(k => k.AreaCode.Length).FirstOrDefault() ?? s),
        ];
    }

    /// <summary>What the product brings along.</summary>
    public static IReadOnlyList<TopicRoute> Shipped(int districtId, string areaCode) =>
        [
            new()
            {
                DistrictId = districtId,
                AreaCode = areaCode,
                Size = TopicSize.Small,
                Lead = "物业服务人或楼栋长",
                Invite = "当事住户\n楼栋长\n物业服务人",
                NoticeDays = 0,
                Form = TopicForm.Opinion,
                PublicityDays = 3,
                LimitDays = 3,
            },
            new()
            {
                DistrictId = districtId,
                AreaCode = areaCode,
                Size = TopicSize.Medium,
                Lead = "社区党组织书记",
                Invite = "利益相关住户代表\n业主委员会\n物业服务人\n网格员\n社会组织",
                NoticeDays = 3,
                Form = TopicForm.Show,
                PublicityDays = 5,
            },
            new()
            {
                DistrictId = districtId,
                AreaCode = areaCode,
                Size = TopicSize.Big,
                Lead = "街道办事处或区主管部门",
                Invite = "社区党组织\n街道办事处\n区主管部门\n居民代表",
                NoticeDays = 5,
                Form = TopicForm.Opinion,
                PublicityDays = 7,
            },
            new()
            {
                DistrictId = districtId,
                AreaCode = areaCode,
                Size = TopicSize.Personal,
                Lead = "本人",
                Invite = "",
                Form = TopicForm.Opinion,
                PublicityDays = 3,
                Advice = "这是您自己可以决定的事。需要帮手时，可以找社区志愿服务队和楼栋长；有纠纷时，可以申请人民调解。",
            },
        ];
}

internal sealed class TopicRouteTable : IEntityTypeConfiguration<TopicRoute>
{
    public void Configure(EntityTypeBuilder<TopicRoute> row)
    {
        row.ToTable("council_topic_route");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.AreaCode,
            r.Size,
        });
        row.Property(r => r.AreaCode).HasMaxLength(9);
        row.Property(r => r.Lead).HasMaxLength(TopicRoute.LongestLead * 4);
        row.Property(r => r.Invite).HasMaxLength(TopicRoute.LongestInvite * 4);
        row.Property(r => r.Advice).HasMaxLength(TopicRoute.LongestInvite * 4);
    }
}
