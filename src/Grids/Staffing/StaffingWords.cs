using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Staffing;

/// <summary>Kinds, levels and days in the reader's words. 名称</summary>
public static class StaffingWords
{
    private static readonly Dictionary<StaffKind, string> Kinds = new()
    {
        [StaffKind.StreetLead] = "街道分管领导",
        [StaffKind.Secretary] = "社区书记",
        [StaffKind.GridLead] = "网格长",
        [StaffKind.Worker] = "网格员",
        [StaffKind.MicroLead] = "微网格长",
        [StaffKind.Police] = "社区民警",
        [StaffKind.Mediator] = "人民调解员",
        [StaffKind.BuildingChief] = "楼栋长",
        [StaffKind.Property] = "物业",
        [StaffKind.VolunteerLead] = "志愿服务队长",
        [StaffKind.PartyDelegate] = "党代表",
        [StaffKind.Deputy] = "人大代表",
        [StaffKind.Adviser] = "政协委员",
        [StaffKind.PartyBranch] = "网格党支部",
        [StaffKind.PartyGroup] = "微网格党小组",
    };

    extension(IStringLocalizer texts)
    {
        public string Of(StaffKind kind) => texts[Kinds[kind]];

        public string Of(AreaLevel level) =>
            level switch
            {
                AreaLevel.District => texts["区县"],
                AreaLevel.Street => texts["街道"],
                AreaLevel.Community => texts["社区"],
                AreaLevel.Grid => texts["网格"],
                _ => texts["微网格"],
            };

        /// <summary>From a day, or from a day to a day.</summary>
        /// <param name="end">First day without; null: until further notice.</param>
        public string Days(DateOnly from, DateOnly? end) =>
            end is { } day ? texts["{0} 至 {1}", Day(from), Day(day.AddDays(-1))] : texts["{0} 起", Day(from)];
    }

    /// <summary>As kept in addresses and date fields.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A share in percent, whole from ten upward, so that little is not shown as nothing; a dash without value.</summary>
    public static string Percent(double? share) =>
        share is { } value
            ? (value < 0.1 ? Math.Floor(value * 1000) / 10 : Math.Floor(value * 100)).ToString("0.#", CultureInfo.InvariantCulture) + "%"
            : "—";
}
