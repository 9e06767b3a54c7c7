using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;

namespace Gezhi.Registry.Importing;

/// <summary>The words that tables use for the values of our enumerations. 导入用词</summary>
internal static class ImportWords
{
    private static readonly Dictionary<string, Enum> Words = Index(
        (BuildingUse.Residential, "住宅 居民楼 居住 住宅楼"),
        (BuildingUse.Mixed, "商住两用 商住 商住混用 商住楼"),
        (BuildingUse.Commercial, "商业办公 商业 办公 写字楼 商业楼"),
        (BuildingUse.Public, "公共建筑 公建 公共"),
        (BuildingUse.SelfBuilt, "自建房 自建"),
        (DwellingUse.Owner, "自住 自用 自有"),
        (DwellingUse.Rented, "出租 租赁 出租房 出租屋"),
        (DwellingUse.Vacant, "空置 空房 闲置"),
        (DwellingUse.Business, "商用 经营 商铺"),
        (HouseholdType.Family, "家庭户 家庭"),
        (HouseholdType.Collective, "集体户 集体"),
        (HouseholdType.Tenants, "租户 租客"),
        (MemberRelation.Head, "户主 本人"),
        (MemberRelation.Spouse, "配偶 妻子 丈夫 妻 夫"),
        (MemberRelation.Child, "子女 子 女 儿子 女儿 长子 长女 次子 次女"),
        (MemberRelation.Parent, "父母 父 母 父亲 母亲"),
        (MemberRelation.Relative, "其他亲属 亲属 孙子 孙女 儿媳 女婿 祖父母 兄弟姐妹"),
        (MemberRelation.Other, "同住人 其他 非亲属 租客"),
        (ResidenceType.Registered, "户籍 户籍人口 本地户籍 常住户籍"),
        (ResidenceType.Resident, "常住 常住人口"),
        (ResidenceType.Floating, "流动 流动人口 暂住"),
        (OrganisationKind.Merchant, "商户 个体 个体户 个体工商户 店铺"),
        (OrganisationKind.Company, "企业 公司"),
        (OrganisationKind.PublicBody, "机关事业单位 机关 事业单位"),
        (OrganisationKind.Association, "社会组织 社会团体 民办非企业"),
        (PlaceKind.SmallSchool, "小学校或幼儿园 小学校 幼儿园 学校 培训机构"),
        (PlaceKind.SmallClinic, "小医院 诊所 医院"),
        (PlaceKind.SmallShop, "小商店 商店 超市 小超市"),
        (PlaceKind.SmallEatery, "小餐饮 餐饮 餐馆 饭店"),
        (PlaceKind.SmallInn, "小旅馆 旅馆 宾馆 民宿"),
        (PlaceKind.SmallEntertainment, "小歌舞娱乐 歌舞娱乐 娱乐"),
        (PlaceKind.SmallNetBar, "小网吧 网吧"),
        (PlaceKind.SmallBeauty, "小美容洗浴 美容 洗浴 理发"),
        (PlaceKind.SmallWorkshop, "小生产加工 加工 作坊 小作坊"),
        (PlaceKind.Market, "市场 农贸市场 集贸市场"),
        (PlaceKind.Charging, "充电点 充电桩 充电棚"),
        (PlaceKind.RentedRoom, "出租房 出租屋"),
        (PlaceKind.Stall, "摊位 摊点 夜市摊位"),
        (PlaceKind.Other, "其他场所 其他"),
        (ComponentState.Sound, "完好 正常"),
        (ComponentState.Damaged, "破损 损坏"),
        (ComponentState.Lost, "丢失 缺失"),
        (ComponentState.Abandoned, "废弃"),
        (ComponentState.Removed, "移除 拆除")
    );

    /// <summary>The value that a word of a table means; null when it is none of them.</summary>
    public static T? One<T>(string text)
        where T : struct, Enum => Words.GetValueOrDefault(Key(typeof(T), text)) is T value ? value : Named.One<T>(text);

    private static Dictionary<string, Enum> Index(params (Enum Value, string Words)[] all)
    {
        var index = new Dictionary<string, Enum>(StringComparer.Ordinal);
        foreach (var (value, words) in all)
        foreach (var word in words.Split(' '))
            index.TryAdd(Key(value.GetType(), word), value);
        return index;
    }

    private static string Key(Type type, string word) => type.Name + ":" + word;
}
