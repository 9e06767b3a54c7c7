using Gezhi.Platform.Consents;
using Gezhi.Registry.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Pages;

/// <summary>One control of a form. 表单控件</summary>
/// <param name="Name">Field of the command; also the id of the control.</param>
/// <param name="Type">text, number, date, check; a list of choices makes it a select.</param>
/// <param name="Fact">Name of the field as the record shows it, when it differs.</param>
public sealed record RecordInput(
    string Name,
    string Label,
    string Type = "text",
    bool IsRequired = false,
    string? Hint = null,
    string? Fact = null
)
{
    public IReadOnlyList<Enum> Choices { get; init; } = [];

    /// <summary>The first choice is none at all.</summary>
    public bool HasNone { get; init; }

    public int MaxLength { get; init; } = 60;
}

/// <summary>The controls by kind of record. 登记表单</summary>
internal static class RecordInputs
{
    /// <param name="isNew">Adding asks for more: where it lies, to whom somebody belongs.</param>
    /// <param name="isInBuilding">The building says where it lies.</param>
    public static IReadOnlyList<RecordInput> Of(RecordKind kind, bool isNew, bool isInBuilding, RegistryWords words, IStringLocalizer t) =>
        kind switch
        {
            RecordKind.Building => [.. Where(isNew, words, t), .. Building(words, t)],
            RecordKind.Dwelling => Dwelling(words, t),
            RecordKind.Household =>
            [
                Select("Type", words, Enum.GetValues<HouseholdType>(), "HouseholdType"),
                new("Residents", words.Label("Residents"), "number", Hint: t["只记人数也可以，不必逐人登记"]),
            ],
            RecordKind.Person => Person(isNew, words, t),
            RecordKind.Organisation => [.. Where(isNew && !isInBuilding, words, t), .. Organisation(words, t)],
            RecordKind.Component => [.. Where(isNew, words, t), .. Component(isNew, words, t)],
            _ =>
            [
                .. Where(isNew && !isInBuilding, words, t),
                new("Name", words.Label("Name"), IsRequired: true) { MaxLength = 100 },
                Select("Type", words, Enum.GetValues<PlaceKind>(), "PlaceType"),
                new("Address", words.Label("Address")) { MaxLength = 150 },
                new("RunBy", words.Label("Organisation"), Hint: t["单位全名或统一社会信用代码；空着就不改"]) { MaxLength = 100 },
            ],
        };

    private static RecordInput[] Where(bool isAsked, RegistryWords words, IStringLocalizer t) =>
        isAsked ? [new("AreaCode", words.Label("AreaCode"), IsRequired: true, Hint: t["15 或 17 位数字"]) { MaxLength = 17 }] : [];

    private static RecordInput[] Building(RegistryWords words, IStringLocalizer t) =>
        [
            new("Road", words.Label("Road")),
            new("DoorNo", words.Label("DoorNo")) { MaxLength = 20 },
            new("Compound", words.Label("Compound")),
            new("BuildingNo", words.Label("BuildingNo")) { MaxLength = 10 },
            new("Aliases", words.Label("Aliases"), Hint: t["大家平时怎么叫，多个用顿号隔开"]) { MaxLength = 120 },
            Select("Use", words, Enum.GetValues<BuildingUse>(), "BuildingUse"),
            new("Floors", words.Label("Floors"), "number"),
        ];

    private static RecordInput[] Dwelling(RegistryWords words, IStringLocalizer t) =>
        [
            new("Unit", words.Label("Unit"), Hint: t["没有单元就空着"]) { MaxLength = 10 },
            new("Room", words.Label("Room"), IsRequired: true) { MaxLength = 10 },
            Select("Use", words, Enum.GetValues<DwellingUse>(), "DwellingUse"),
        ];

    private static RecordInput[] Person(bool isNew, RegistryWords words, IStringLocalizer t)
    {
        var kept = isNew ? null : t["空着就不改"].Value;
        return
        [
            new("Name", t["姓名"], IsRequired: isNew, Hint: kept) { MaxLength = 40 },
            .. isNew ? [Select("Relation", words, Enum.GetValues<MemberRelation>(), "Relation")] : Array.Empty<RecordInput>(),
            Select("Residence", words, Enum.GetValues<ResidenceType>(), "Residence"),
            new("BirthYear", words.Label("BirthYear"), "number"),
            new("Phone", t["电话"], "tel", Hint: kept) { MaxLength = 20 },
            new("CitizenId", t["证件号码"], Hint: kept ?? t["没有要代办的事就不要登记"].Value) { MaxLength = 18 },
            new("HasConsented", t["本人同意留存电话或证件号码"], "check"),
            new("Guardian", t["监护人姓名"], Hint: t["不满十四周岁的孩子，要监护人同意后才能登记"]) { MaxLength = 40 },
            new("GuardianRelation", t["监护人和孩子的关系"])
            {
                Choices = [.. Enum.GetValues<GuardianRelation>().Cast<Enum>()],
                HasNone = true,
            },
            new("Channel", t["同意方式"]) { Choices = [ConsentChannel.HomeVisit, ConsentChannel.Paper, ConsentChannel.Phone] },
            new("PaperNo", t["纸质同意书编号"], Hint: t["书面同意时填，写在纸上的编号"]) { MaxLength = 40 },
            .. isNew
                ? Array.Empty<RecordInput>()
                : [new RecordInput("ForgetPhone", t["删除电话"], "check"), new RecordInput("ForgetCitizenId", t["删除证件号码"], "check")],
        ];
    }

    private static RecordInput[] Organisation(RegistryWords words, IStringLocalizer t) =>
        [
            new("Name", words.Label("Name"), IsRequired: true) { MaxLength = 100 },
            Select("Type", words, Enum.GetValues<OrganisationKind>(), "OrganisationType"),
            new("Trade", words.Label("Trade")),
            new("Uscc", words.Label("Uscc")) { MaxLength = 18 },
            new("LicenceUntilOn", words.Label("LicenceUntilOn"), "date"),
            new("Address", words.Label("Address")) { MaxLength = 150 },
            new("Contact", t["联系人"]) { MaxLength = 40 },
            new("Phone", t["联系电话"], "tel") { MaxLength = 20 },
        ];

    private static RecordInput[] Component(bool isNew, RegistryWords words, IStringLocalizer t) =>
        [
            .. isNew
                ?
                [
                    new("Code", words.Label("Code"), IsRequired: true, Hint: t["17 位：区县 6 位、大类 2 位、小类 3 位、顺序号 6 位"])
                    {
                        MaxLength = 17,
                    },
                ]
                : Array.Empty<RecordInput>(),
            new("Name", words.Label("Name"), IsRequired: true),
            Select("State", words, Enum.GetValues<ComponentState>(), "ComponentState"),
            new("Department", words.Label("Department")) { MaxLength = 100 },
            new("DepartmentUscc", words.Label("DepartmentUscc")) { MaxLength = 18 },
            new("Owner", words.Label("Owner")) { MaxLength = 100 },
            new("Carer", words.Label("Carer")) { MaxLength = 100 },
            new("UnitGridCode", words.Label("UnitGridCode")) { MaxLength = 15 },
            new("Address", words.Label("Address")) { MaxLength = 150 },
        ];

    private static RecordInput Select<T>(string name, RegistryWords words, IReadOnlyList<T> choices, string fact)
        where T : struct, Enum => new(name, words.Label(fact), IsRequired: true, Fact: fact) { Choices = [.. choices.Cast<Enum>()] };
}
