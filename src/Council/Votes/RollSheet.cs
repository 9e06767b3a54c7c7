using System.Globalization;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;

namespace Gezhi.Council.Votes;

/// <summary>A unit as a sheet has it. 名册行</summary>
/// <param name="OwnerNo">From 1; the same for all units of one owner.</param>
public sealed record RollUnit(int No, string Door, long Area, UnitUse Use, int OwnerNo);

/// <summary>An owner as a sheet has it. 名册业主</summary>
/// <param name="Phone">Normalised mobile; null when none is kept: that owner votes on paper or at the door.</param>
public sealed record RollOwner(int No, string Name, string? Phone, bool IsDeveloper, int CoOwners);

/// <summary>What a sheet gave. 名册</summary>
/// <param name="Faults">Empty, or nothing is taken.</param>
public sealed record Roll(IReadOnlyList<RollUnit> Units, IReadOnlyList<RollOwner> Owners, IReadOnlyList<RowFault> Faults);

/// <summary>Reads the roll of exclusive units from a table: who owns what, and who counts as one. 名册表</summary>
/// <remarks>
/// One owner is: all rows with the same 业主编号; without one, all rows with the same name and the same phone; all rows marked 建设单位. A row that names neither
/// number nor phone is an owner of its own: two people of one name are not one owner.
/// </remarks>
public static class RollSheet
{
    /// <summary>Most units of a roll.</summary>
    public const int MostUnits = 60_000;

    /// <summary>Faults that are told; more say the same.</summary>
    private const int MostFaults = 100;

    /// <summary>A unit of more than 10 km² is a typing error. Hundredths of a square metre.</summary>
    private const long LargestArea = 1_000_000_000;

    /// <summary>Headings of a sheet, in order.</summary>
    public static readonly SheetColumn[] Columns =
    [
        new("房号", 20),
        new("面积", 12),
        new("用途", 10),
        new("业主", 14),
        new("业主编号", 14),
        new("手机号", 16),
        new("共有人数", 10),
        new("建设单位", 10),
    ];

    /// <param name="rows">Below the headings.</param>
    /// <param name="say">Words of a fault by its Chinese sentence.</param>
    public static Roll Read(IEnumerable<SheetRow> rows, Func<string, string> say)
    {
        var (units, owners, faults) = (new List<RollUnit>(), new List<RollOwner>(), new List<RowFault>());
        var (doors, keys) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            if (faults.Count >= MostFaults)
                break;
            void Fault(string column, string text) => faults.Add(new RowFault(row.RowNo, column, say(text)));
            var door = PlainText.CleanLine(PlainText.Normalise(row.Any("房号", "门牌", "室号")));
            if (door.Length is 0 or > 40)
                Fault("房号", "房号必填，最多 40 个字");
            else if (!doors.Add(door))
                Fault("房号", "房号重复");
            if (AreaOf(row.Any("面积", "建筑面积", "专有面积")) is not { } area)
            {
                Fault("面积", "面积写成平方米，最多两位小数，如 89.32");
                continue;
            }
            if (UseOf(row["用途"]) is not { } use)
            {
                Fault("用途", "用途写住宅、商铺、车位或其他");
                continue;
            }
            var isDeveloper = IsYes(row["建设单位"]);
            var name = PlainText.CleanLine(PlainText.Normalise(row.Any("业主", "业主姓名", "姓名")));
            if (name.Length is 0 or > 60)
            {
                Fault("业主", "业主必填，最多 60 个字");
                continue;
            }
            string? phone = null;
            if (row.Any("手机号", "电话") is { Length: > 0 } typed)
            {
                if (!Phone.TryParse(CsvText.FromCell(typed), out var read) || read.Kind != PhoneKind.Mobile)
                {
                    Fault("手机号", "不是手机号；没有手机号就留空");
                    continue;
                }
                phone = read.Value;
            }
            if (CountOf(row["共有人数"]) is not { } coOwners)
            {
                Fault("共有人数", "共有人数写整数；一个人所有就留空");
                continue;
            }
            var number = PlainText.CleanLine(PlainText.Normalise(CsvText.FromCell(row["业主编号"])));
            var key =
                isDeveloper ? "developer"
                : number.Length > 0 ? "no " + number
                : phone is not null ? $"who {name} {phone}"
                : $"row {row.RowNo}";
            if (!keys.TryGetValue(key, out var ownerNo))
            {
                keys[key] = ownerNo = owners.Count + 1;
                owners.Add(new RollOwner(ownerNo, name, phone, isDeveloper, coOwners));
            }
            else if (!isDeveloper && owners[ownerNo - 1].Name != name)
            {
                Fault("业主编号", "同一业主编号下姓名不一样");
                continue;
            }
            else if (phone is not null && owners[ownerNo - 1].Phone is null)
                owners[ownerNo - 1] = owners[ownerNo - 1] with { Phone = phone };
            units.Add(new RollUnit(units.Count + 1, door, area, use, ownerNo));
        }
        return new Roll(units, owners, faults);
    }

    /// <summary>89.32 → 8932; null when it is no area.</summary>
    public static long? AreaOf(string text)
    {
        var typed = PlainText.Normalise(text).Trim().TrimEnd('㎡').Replace("m2", "", StringComparison.OrdinalIgnoreCase).Trim();
        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var metres))
            return null;
        var hundredths = metres * 100;
        return hundredths == decimal.Truncate(hundredths) && hundredths is > 0 and <= LargestArea ? (long)hundredths : null;
    }

    private static UnitUse? UseOf(string text) =>
        text switch
        {
            "" or "住宅" => UnitUse.Dwelling,
            "商铺" or "商业" or "非住宅" => UnitUse.Shop,
            "车位" or "车库" => UnitUse.Parking,
            "其他" => UnitUse.Other,
            _ => null,
        };

    private static int? CountOf(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(PlainText.Normalise(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 99 ? count
        : null;

    private static bool IsYes(string text) => text is "是" or "1" or "yes" or "Yes" or "√";
}
