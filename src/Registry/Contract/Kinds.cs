namespace Gezhi.Registry.Contract;

/// <summary>What kinds of records the registry holds; their order is the order of search results. 台账类别</summary>
public enum RecordKind
{
    /// <summary>楼栋</summary>
    Building,

    /// <summary>商户与单位</summary>
    Organisation,

    /// <summary>场所</summary>
    Place,

    /// <summary>房屋</summary>
    Dwelling,

    /// <summary>家庭户</summary>
    Household,

    /// <summary>人员</summary>
    Person,

    /// <summary>部件</summary>
    Component,
}

/// <summary>In what state a component was found. 管理部件状态</summary>
public enum ComponentState
{
    /// <summary>完好</summary>
    Sound,

    /// <summary>破损</summary>
    Damaged,

    /// <summary>丢失</summary>
    Lost,

    /// <summary>废弃</summary>
    Abandoned,

    /// <summary>移除</summary>
    Removed,
}

/// <summary>What a building is for. 楼栋用途</summary>
public enum BuildingUse
{
    /// <summary>住宅</summary>
    Residential,

    /// <summary>商住</summary>
    Mixed,

    /// <summary>商业办公</summary>
    Commercial,

    /// <summary>公共建筑</summary>
    Public,

    /// <summary>自建房</summary>
    SelfBuilt,
}

/// <summary>How a dwelling is used. 房屋用途</summary>
public enum DwellingUse
{
    /// <summary>自住</summary>
    Owner,

    /// <summary>出租</summary>
    Rented,

    /// <summary>空置</summary>
    Vacant,

    /// <summary>商用</summary>
    Business,
}

/// <summary>Kinds of households. 户类型</summary>
public enum HouseholdType
{
    /// <summary>家庭户</summary>
    Family,

    /// <summary>集体户</summary>
    Collective,

    /// <summary>租户</summary>
    Tenants,
}

/// <summary>To whom the household belongs. 与户主关系</summary>
public enum MemberRelation
{
    /// <summary>户主</summary>
    Head,

    /// <summary>配偶</summary>
    Spouse,

    /// <summary>子女</summary>
    Child,

    /// <summary>父母</summary>
    Parent,

    /// <summary>其他亲属</summary>
    Relative,

    /// <summary>同住人</summary>
    Other,
}

/// <summary>How somebody lives here. 居住类型</summary>
public enum ResidenceType
{
    /// <summary>户籍</summary>
    Registered,

    /// <summary>常住</summary>
    Resident,

    /// <summary>流动</summary>
    Floating,
}

/// <summary>Kinds of organisations. 单位类型</summary>
public enum OrganisationKind
{
    /// <summary>商户</summary>
    Merchant,

    /// <summary>企业</summary>
    Company,

    /// <summary>机关事业单位</summary>
    PublicBody,

    /// <summary>社会组织</summary>
    Association,
}

/// <summary>Kinds of places; the first nine are the small premises of fire safety (九小场所). 场所类型</summary>
public enum PlaceKind
{
    /// <summary>小学校或幼儿园</summary>
    SmallSchool,

    /// <summary>小医院</summary>
    SmallClinic,

    /// <summary>小商店</summary>
    SmallShop,

    /// <summary>小餐饮</summary>
    SmallEatery,

    /// <summary>小旅馆</summary>
    SmallInn,

    /// <summary>小歌舞娱乐</summary>
    SmallEntertainment,

    /// <summary>小网吧</summary>
    SmallNetBar,

    /// <summary>小美容洗浴</summary>
    SmallBeauty,

    /// <summary>小生产加工</summary>
    SmallWorkshop,

    /// <summary>市场</summary>
    Market,

    /// <summary>充电点</summary>
    Charging,

    /// <summary>出租房</summary>
    RentedRoom,

    /// <summary>摊位</summary>
    Stall,

    /// <summary>人员密集场所: halls, malls, stations, cinemas; larger than the nine small kinds.</summary>
    Crowded,

    /// <summary>林地: where a fire would run.</summary>
    Woodland,

    /// <summary>农田: straw that nobody may burn.</summary>
    Farmland,

    /// <summary>其他场所</summary>
    Other,
}
