using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Council.Meetings;

/// <summary>What sort of meeting it is, as data of the district: name, notice, reminder, what belongs to it. 会议类别</summary>
public sealed class MeetingKind : ITenantRow, IVersioned
{
    public const int LongestName = 20;

    public int DistrictId { get; init; }

    /// <summary>Stable, lower-case.</summary>
    public string Key { get; init; } = "";
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>Shortest notice in hours of the wall clock; a later one is marked as short.</summary>
    public int NoticeHours { get; set; }

    /// <summary>So many hours before it begins, units that have not answered are reminded.</summary>
    public int RemindHours { get; set; }

    /// <summary>It is about one or more cases.</summary>
    public bool NeedsCases { get; set; }

    /// <summary>述职: each unit hands in a report.</summary>
    public bool TakesReports { get; set; }

    /// <summary>What the agenda begins with, one point a line.</summary>
    public string Agenda { get; set; } = "";
    public int Order { get; set; }
    public int Version { get; set; } = 1;

    public string Name(System.Globalization.CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;
}

/// <summary>The kinds of a district: those it keeps, and the shipped ones until it keeps them itself. 会议类别表</summary>
internal static class MeetingKinds
{
    public const string Joint = "joint";

    /// <summary>In their order.</summary>
    public static async Task<IReadOnlyList<MeetingKind>> Of(GezhiDb db, CancellationToken ct)
    {
        var kept = await db.Set<MeetingKind>().AsNoTracking().ToListAsync(ct);
        return
        [
            .. kept.Concat(Shipped(db.DistrictId).Where(s => kept.TrueForAll(k => k.Key != s.Key)))
                .OrderBy(k => k.Order)
                .ThenBy(k => k.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the product brings along.</summary>
    public static IReadOnlyList<MeetingKind> Shipped(int districtId) =>
        [
            new()
            {
                DistrictId = districtId,
                Key = Joint,
                NameZh = "三跨事件联席会议",
                NameEn = "Joint meeting",
                NoticeHours = 4,
                RemindHours = 2,
                NeedsCases = true,
                Agenda = "通报案件情况\n各单位说明职责和困难\n议定责任单位和管辖边界\n议定各单位要办的事和期限",
                Order = 10,
            },
            new()
            {
                DistrictId = districtId,
                Key = "report",
                NameZh = "述职会",
                NameEn = "Report meeting",
                NoticeHours = 72,
                RemindHours = 24,
                TakesReports = true,
                Agenda = "各单位报告办理情况\n与会人员提问和评议\n议定要改进的事和期限",
                Order = 20,
            },
            new()
            {
                DistrictId = districtId,
                Key = "party",
                NameZh = "党建联席共治会议",
                NameEn = "Party-building co-governance meeting",
                NoticeHours = 72,
                RemindHours = 24,
                Agenda = "通报上次议定事项的落实情况\n提出需求清单和资源清单\n议定共建事项和期限",
                Order = 30,
            },
            new()
            {
                DistrictId = districtId,
                Key = "group",
                NameZh = "楼社联动会议",
                NameEn = "Building and community meeting",
                NoticeHours = 24,
                RemindHours = 4,
                Agenda = "楼宇和园区提出的问题\n社区通报的事项\n议定要办的事和期限",
                Order = 40,
            },
        ];
}

internal sealed class MeetingKindTable : IEntityTypeConfiguration<MeetingKind>
{
    public void Configure(EntityTypeBuilder<MeetingKind> row)
    {
        row.ToTable("council_meeting_kind");
        row.HasKey(k => new { k.DistrictId, k.Key });
        row.Property(k => k.Key).HasMaxLength(20);
        row.Property(k => k.NameZh).HasMaxLength(MeetingKind.LongestName * 4);
        row.Property(k => k.NameEn).HasMaxLength(60);
        row.Property(k => k.Agenda).HasMaxLength(Meeting.LongestAgenda * 4);
    }
}
