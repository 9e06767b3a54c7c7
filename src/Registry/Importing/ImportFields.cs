namespace Gezhi.Registry.Importing;

/// <summary>What a row may hold, by kind of file, and what its columns are usually called. 导入字段</summary>
public static class ImportFields
{
    private static readonly (string, string[]) Area = (
        "AreaCode",
        ["网格编码", "所在网格编码", "微网格编码", "网格代码", "area", "areacode"]
    );
    private static readonly (string, string[]) Address = (
        "Address",
        ["地址", "详细地址", "住址", "现住址", "居住地址", "经营地址", "地点", "位置", "address"]
    );
    private static readonly (string, string[]) Lon = ("Lon", ["经度", "lon", "lng", "longitude"]);
    private static readonly (string, string[]) Lat = ("Lat", ["纬度", "lat", "latitude"]);
    private static readonly (string, string[]) Phone = ("Phone", ["电话", "手机", "手机号", "手机号码", "联系电话", "phone"]);

    private static readonly (string, string[])[] Door =
    [
        ("Road", ["路街巷", "街路巷", "道路", "路名", "road"]),
        ("DoorNo", ["门牌", "门牌号"]),
        ("Compound", ["小区", "小区或院", "小区名称", "院落", "院落名称", "compound"]),
        ("BuildingNo", ["楼号", "楼栋号", "栋号", "幢号", "楼栋", "building"]),
    ];

    private static readonly Dictionary<ImportKind, (string Field, string[] Names)[]> ByKind = new()
    {
        [ImportKind.Buildings] =
        [
            Area,
            Address,
            .. Door,
            ("Aliases", ["俗称", "别名", "曾用名"]),
            ("Use", ["用途", "楼栋用途", "建筑用途"]),
            ("Floors", ["层数", "楼层数", "总层数", "地上层数", "floors"]),
            Lon,
            Lat,
        ],
        [ImportKind.Residents] =
        [
            Area,
            Address,
            .. Door,
            ("Unit", ["单元", "单元号", "unit"]),
            ("Room", ["房号", "室号", "房间号", "房屋号", "室", "room"]),
            ("DwellingUse", ["房屋用途", "房屋类型"]),
            ("HouseholdType", ["户类型", "户别"]),
            ("Residents", ["居住人数", "人数", "常住人数"]),
            ("Name", ["姓名", "居民姓名", "name"]),
            ("Relation", ["与户主关系", "户主关系", "关系"]),
            ("Residence", ["居住类型", "人口类型", "人员类型"]),
            ("BirthYear", ["出生年份", "出生年", "出生日期", "出生年月"]),
            Phone,
            ("CitizenId", ["证件号码", "身份证", "身份证号", "身份证号码", "公民身份号码", "证件号"]),
            ("HasConsented", ["同意留存", "本人同意", "本人同意留存", "同意"]),
        ],
        [ImportKind.Organisations] =
        [
            Area,
            ("Name", ["名称", "单位名称", "商户名称", "企业名称", "店名", "字号", "name"]),
            ("Type", ["类型", "单位类型", "商户类型"]),
            ("Trade", ["经营业态", "业态", "行业", "经营范围"]),
            ("Uscc", ["统一社会信用代码", "社会信用代码", "信用代码", "营业执照号"]),
            ("LicenceUntilOn", ["证照有效期至", "有效期至", "证照有效期", "有效期"]),
            Address,
            ("Contact", ["联系人", "负责人", "经营者", "法定代表人"]),
            Phone,
        ],
        [ImportKind.Places] =
        [
            Area,
            ("Name", ["名称", "场所名称", "点位名称", "name"]),
            ("Type", ["类型", "场所类型", "点位类型"]),
            Address,
            ("Uscc", ["统一社会信用代码", "经营单位信用代码"]),
            Lon,
            Lat,
        ],
        [ImportKind.Components] =
        [
            ("Code", ["管理部件标识码", "部件标识码", "标识码", "部件编码", "GLBJBSM"]),
            ("Name", ["管理部件名称", "部件名称", "名称", "GLBJMC"]),
            ("DepartmentUscc", ["主管部门代码", "ZGBMDM"]),
            ("Department", ["主管部门名称", "主管部门", "ZGBMMC"]),
            ("Owner", ["权属单位名称", "权属单位", "QSDWMC"]),
            ("Carer", ["养护单位名称", "养护单位", "YHDWMC"]),
            ("UnitGridCode", ["所在单元网格标识码", "单元网格标识码", "SZDYWGBSM"]),
            ("State", ["管理部件状态", "部件状态", "状态", "GLBJZT"]),
            ("SurveyedOn", ["初始日期", "CSRQ"]),
            ("ChangedOn", ["变更日期", "BGRQ"]),
            Area,
            Address,
            Lon,
            Lat,
        ],
    };

    /// <summary>Fields of a kind in the order to ask for them.</summary>
    public static IReadOnlyList<string> Of(ImportKind kind) => [.. ByKind[kind].Select(f => f.Field)];

    /// <summary>At least one of each group must have a column: without it nothing could be taken.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Needed(ImportKind kind) =>
        kind switch
        {
            ImportKind.Buildings =>
            [
                ["Address", "Road", "Compound"],
            ],
            ImportKind.Residents =>
            [
                ["Address", "Road", "Compound"],
                ["Room", "Address"],
            ],
            ImportKind.Components =>
            [
                ["Code"],
                ["Name"],
            ],
            _ =>
            [
                ["Name"],
            ],
        };

    /// <summary>Which heading is which field, by the usual names; what was remembered of the source wins.</summary>
    /// <param name="remembered">Field → heading; headings that the file does not have are passed over.</param>
    public static Dictionary<string, string> Guess(
        ImportKind kind,
        IReadOnlyList<string> headings,
        IReadOnlyDictionary<string, string> remembered
    )
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, names) in ByKind[kind])
        {
            var heading = remembered.TryGetValue(field, out var last)
                ? headings.FirstOrDefault(h => h == last)
                : headings.FirstOrDefault(h =>
                    names.Contains(h.Replace(" ", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase)
                );
            if (heading is not null)
                map[field] = heading;
        }
        return map;
    }

    /// <summary>Whether the map says enough to take anything.</summary>
    public static bool IsEnough(ImportKind kind, IReadOnlyDictionary<string, string> map) =>
        Needed(kind).All(group => group.Any(map.ContainsKey));
}
