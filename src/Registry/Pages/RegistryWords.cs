using Gezhi.Platform.Consents;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Exporting;
using Gezhi.Registry.Importing;
using Gezhi.Registry.Records;
using Gezhi.Registry.Revealing;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Pages;

/// <summary>Kinds, fields and choices of the registry by name. 台账用语</summary>
public sealed class RegistryWords(IStringLocalizer T)
{
    public string Kind(RecordKind kind) =>
        kind switch
        {
            RecordKind.Building => T["楼栋"],
            RecordKind.Organisation => T["商户与单位"],
            RecordKind.Place => T["场所点位"],
            RecordKind.Dwelling => T["房屋"],
            RecordKind.Household => T["户"],
            RecordKind.Component => T["部件"],
            _ => T["人员"],
        };

    /// <summary>Label of a field of a record.</summary>
    public string Label(string name) =>
        name switch
        {
            "Road" => T["路街巷"],
            "DoorNo" => T["门牌号"],
            "Compound" => T["小区或院"],
            "BuildingNo" => T["楼号"],
            "Aliases" => T["俗称"],
            "BuildingUse" or "DwellingUse" => T["用途"],
            "Floors" => T["层数"],
            "Unit" => T["单元"],
            "Room" => T["房号"],
            "HouseholdType" => T["户类型"],
            "Residents" => T["居住人数"],
            "Residence" => T["居住类型"],
            "BirthYear" => T["出生年份"],
            "ConsentedOn" => T["同意留存日期"],
            "Name" => T["名称"],
            "OrganisationType" or "PlaceType" => T["类型"],
            "Trade" => T["经营业态"],
            "Uscc" => T["统一社会信用代码"],
            "LicenceUntilOn" => T["证照有效期至"],
            "Address" => T["地址"],
            "AreaCode" => T["所在网格编码"],
            "Relation" => T["与户主关系"],
            "Source" => T["数据来源"],
            "Lon" => T["经度"],
            "Lat" => T["纬度"],
            "Use" => T["用途"],
            "Type" => T["类型"],
            "Phone" => T["电话"],
            "Contact" => T["联系人"],
            "ContactPhone" => T["联系电话"],
            "CitizenId" => T["证件号码"],
            "HasConsented" => T["本人同意留存电话或证件号码"],
            "Organisation" => T["经营单位"],
            "Code" => T["部件标识码"],
            "ComponentState" or "State" => T["部件状态"],
            "Department" => T["主管部门"],
            "DepartmentUscc" => T["主管部门代码"],
            "Owner" => T["权属单位"],
            "Carer" => T["养护单位"],
            "UnitGridCode" => T["单元网格标识码"],
            "SurveyedOn" => T["初始日期"],
            "ChangedOn" => T["变更日期"],
            _ => name,
        };

    /// <summary>Label of a column of a file: what is called a name there may be a person's.</summary>
    internal string Label(string field, ImportKind kind) =>
        (field, kind) switch
        {
            ("Name", ImportKind.Residents) => T["姓名"],
            ("DwellingUse", _) => T["房屋用途"],
            ("Uscc", ImportKind.Places) => T["经营单位信用代码"],
            _ => Label(field),
        };

    /// <summary>Value of a field as people read it.</summary>
    public string Show(string name, string value) =>
        name switch
        {
            _ when value.Length == 0 => "—",
            "BuildingUse" => Choice(Named.One<BuildingUse>(value)),
            "DwellingUse" => Choice(Named.One<DwellingUse>(value)),
            "HouseholdType" => Choice(Named.One<HouseholdType>(value)),
            "Residence" => Choice(Named.One<ResidenceType>(value)),
            "OrganisationType" => Choice(Named.One<OrganisationKind>(value)),
            "PlaceType" => Choice(Named.One<PlaceKind>(value)),
            "Relation" => Choice(Named.One<MemberRelation>(value)),
            "ComponentState" => Choice(Named.One<ComponentState>(value)),
            _ => value,
        };

    public string Field(SealedField field) =>
        field switch
        {
            SealedField.Name => T["姓名"],
            SealedField.CitizenId => T["证件号码"],
            SealedField.Contact => T["联系人"],
            SealedField.ContactPhone => T["联系电话"],
            _ => T["电话"],
        };

    public string Purpose(RevealPurpose purpose) =>
        purpose switch
        {
            RevealPurpose.Visit => T["约定走访或服务"],
            RevealPurpose.Verify => T["核对登记内容"],
            RevealPurpose.Matter => T["办理本网格的诉求"],
            _ => T["应急联系"],
        };

    public string Purpose(ExportPurpose purpose) =>
        purpose switch
        {
            ExportPurpose.Emergency => T["应急处置"],
            ExportPurpose.Inspection => T["安全检查"],
            ExportPurpose.Service => T["上门服务"],
            ExportPurpose.Statistics => T["统计报表"],
            _ => T["移交工作"],
        };

    public string Import(ImportKind kind) =>
        kind switch
        {
            ImportKind.Buildings => T["楼栋"],
            ImportKind.Residents => T["房屋与人员"],
            ImportKind.Organisations => T["商户与单位"],
            ImportKind.Places => T["场所点位"],
            _ => T["部件"],
        };

    public string Import(ImportState state) =>
        state switch
        {
            ImportState.Waiting => T["正在核对"],
            ImportState.Checked => T["已核对，等您决定"],
            ImportState.Running => T["正在导入"],
            ImportState.Done => T["已导入"],
            ImportState.Undoing => T["正在撤销"],
            ImportState.Undone => T["已撤销"],
            _ => T["读不出"],
        };

    /// <summary>Why a record stayed when its file was taken back.</summary>
    public string Kept(KeptReason reason) =>
        reason switch
        {
            KeptReason.Changed => T["导入后改过或核实过"],
            KeptReason.Holds => T["里面还有别的台账"],
            KeptReason.Licensed => T["登记了证照"],
            KeptReason.Sampled => T["被抽查过"],
            KeptReason.Inspected => T["有检查或隐患"],
            KeptReason.Visited => T["有走访或核实记录"],
            KeptReason.Held => T["依法保全中"],
            _ => T["有上门服务"],
        };

    /// <summary>Kind of status for the pill.</summary>
    internal static string Look(ImportState state) =>
        state switch
        {
            ImportState.Checked => "check",
            ImportState.Done => "done",
            ImportState.Undone => "hold",
            ImportState.Broken => "late",
            _ => "doing",
        };

    public string Action(ChangeKind action) =>
        action switch
        {
            ChangeKind.Added => T["登记"],
            ChangeKind.Mended => T["修改"],
            ChangeKind.Confirmed => T["核实无误"],
            ChangeKind.Ended => T["注销"],
            ChangeKind.MovedIn => T["迁入"],
            ChangeKind.Withdrawn => T["撤销导入"],
            _ => T["迁出"],
        };

    /// <summary>The sources that the program itself writes, in the reader's language; what people typed stays as it is.</summary>
    public string Source(string source) =>
        source switch
        {
            Sources.Visit => T["上门走访"],
            Sources.Seed => T["示例数据生成"],
            Sources.Check => T["人户核实"],
            Sources.List => T["名册导入"],
            _ => source,
        };

    /// <summary>One value of an enumeration.</summary>
    public string Choice(Enum? value) =>
        value switch
        {
            BuildingUse.Residential => T["住宅"],
            BuildingUse.Mixed => T["商住两用"],
            BuildingUse.Commercial => T["商业办公"],
            BuildingUse.Public => T["公共建筑"],
            BuildingUse.SelfBuilt => T["自建房"],
            DwellingUse.Owner => T["自住"],
            DwellingUse.Rented => T["出租"],
            DwellingUse.Vacant => T["空置"],
            DwellingUse.Business => T["商用"],
            HouseholdType.Family => T["家庭户"],
            HouseholdType.Collective => T["集体户"],
            HouseholdType.Tenants => T["租户"],
            ResidenceType.Registered => T["户籍"],
            ResidenceType.Resident => T["常住"],
            ResidenceType.Floating => T["流动"],
            OrganisationKind.Merchant => T["商户"],
            OrganisationKind.Company => T["企业"],
            OrganisationKind.PublicBody => T["机关事业单位"],
            OrganisationKind.Association => T["社会组织"],
            ComponentState.Sound => T["完好"],
            ComponentState.Damaged => T["破损"],
            ComponentState.Lost => T["丢失"],
            ComponentState.Abandoned => T["废弃"],
            ComponentState.Removed => T["移除"],
            GuardianRelation.Father => T["父亲"],
            GuardianRelation.Mother => T["母亲"],
            GuardianRelation.Grandparent => T["祖父母或外祖父母"],
            GuardianRelation.Other => T["其他监护人"],
            ConsentChannel.Page => T["网页"],
            ConsentChannel.Phone => T["电话"],
            ConsentChannel.Paper => T["书面"],
            ConsentChannel.HomeVisit => T["上门"],
            ConsentChannel.List => T["随名册登记"],
            ConsentChannel.Retention => T["到期自动"],
            ConsentGiver.Self => T["本人"],
            ConsentGiver.Guardian => T["监护人"],
            MemberRelation relation => Relation(relation),
            PlaceKind place => Place(place),
            _ => value?.ToString() ?? "—",
        };

    public string Relation(MemberRelation relation) =>
        relation switch
        {
            MemberRelation.Head => T["户主"],
            MemberRelation.Spouse => T["配偶"],
            MemberRelation.Child => T["子女"],
            MemberRelation.Parent => T["父母"],
            MemberRelation.Relative => T["其他亲属"],
            _ => T["同住人"],
        };

    private string Place(PlaceKind kind) =>
        kind switch
        {
            PlaceKind.SmallSchool => T["小学校或幼儿园"],
            PlaceKind.SmallClinic => T["小医院"],
            PlaceKind.SmallShop => T["小商店"],
            PlaceKind.SmallEatery => T["小餐饮"],
            PlaceKind.SmallInn => T["小旅馆"],
            PlaceKind.SmallEntertainment => T["小歌舞娱乐"],
            PlaceKind.SmallNetBar => T["小网吧"],
            PlaceKind.SmallBeauty => T["小美容洗浴"],
            PlaceKind.SmallWorkshop => T["小生产加工"],
            PlaceKind.Market => T["市场"],
            PlaceKind.Charging => T["充电点"],
            PlaceKind.RentedRoom => T["出租房"],
            PlaceKind.Stall => T["摊位"],
            PlaceKind.Crowded => T["人员密集场所"],
            PlaceKind.Woodland => T["林地"],
            PlaceKind.Farmland => T["农田（秸秆）"],
            _ => T["其他场所"],
        };
}
