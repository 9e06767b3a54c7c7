using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Keeping;

namespace Gezhi.Registry.Pages;

/// <summary>Turns a posted form into the command of its kind and runs it. 表单提交</summary>
public sealed class RecordPost(
    SaveBuilding buildings,
    SaveDwelling dwellings,
    SaveHousehold households,
    SavePerson people,
    SaveOrganisation organisations,
    SavePlace places,
    SaveComponent components
)
{
    /// <param name="id">Null to add.</param>
    /// <param name="parent">What it is added to; null for what stands alone.</param>
    /// <param name="form">The text of a field; empty when it was not sent.</param>
    public Task<Guid> Save(RecordKind kind, Guid? id, Guid? parent, Func<string, string> form, Actor actor, CancellationToken ct)
    {
        var version = Number("Version") ?? 0;
        return kind switch
        {
            RecordKind.Building => buildings.Run(
                id,
                new(
                    form("AreaCode"),
                    form("Compound"),
                    form("Road"),
                    form("DoorNo"),
                    form("BuildingNo"),
                    form("Aliases"),
                    One<BuildingUse>("Use"),
                    Number("Floors"),
                    Source: form("Source"),
                    Version: version
                ),
                actor,
                ct
            ),
            RecordKind.Dwelling => dwellings.Run(
                id,
                new(parent ?? Guid.Empty, form("Unit"), form("Room"), One<DwellingUse>("Use"), form("Source"), version),
                actor,
                ct
            ),
            RecordKind.Household => households.Run(
                id,
                new(parent ?? Guid.Empty, One<HouseholdType>("Type"), Number("Residents"), form("Source"), version),
                actor,
                ct
            ),
            RecordKind.Person => people.Run(id, Person(), actor, ct),
            RecordKind.Organisation => organisations.Run(id, Organisation(), actor, ct),
            RecordKind.Component => components.Run(id, Component(), actor, ct),
            _ => places.Run(
                id,
                new(
                    form("AreaCode"),
                    form("Name"),
                    One<PlaceKind>("Type"),
                    parent,
                    null,
                    form("Address"),
                    Source: form("Source"),
                    Version: version,
                    MarketId: Guid.TryParse(form("MarketId"), out var market) ? market : null,
                    RunBy: form("RunBy")
                ),
                actor,
                ct
            ),
        };

        SavePerson.Command Person() =>
            new(
                parent ?? Guid.Empty,
                form("Name"),
                form("Phone"),
                form("CitizenId"),
                Number("BirthYear"),
                One<ResidenceType>("Residence"),
                Named.One<MemberRelation>(form("Relation")) ?? MemberRelation.Other,
                form("HasConsented") == "true",
                form("ForgetPhone") == "true",
                form("ForgetCitizenId") == "true",
                form("Source"),
                version,
                form("Guardian"),
                Named.One<GuardianRelation>(form("GuardianRelation")),
                Named.One<ConsentChannel>(form("Channel")),
                form("PaperNo")
            );

        SaveOrganisation.Command Organisation() =>
            new(
                form("AreaCode"),
                form("Name"),
                One<OrganisationKind>("Type"),
                form("Trade"),
                form("Uscc"),
                Day("LicenceUntilOn"),
                parent,
                form("Address"),
                form("Contact"),
                form("Phone"),
                Source: form("Source"),
                Version: version
            );

        SaveComponent.Command Component() =>
            new(
                form("AreaCode"),
                form("Code"),
                form("Name"),
                One<ComponentState>("State"),
                form("DepartmentUscc"),
                form("Department"),
                form("Owner"),
                form("Carer"),
                form("UnitGridCode"),
                form("Address"),
                Source: form("Source"),
                Version: version
            );

        int? Number(string name) =>
            form(name).Length == 0 ? null
            : int.TryParse(form(name), CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidInput(name, "input.invalid");

        T One<T>(string name)
            where T : struct, Enum => Named.One<T>(form(name)) ?? throw new InvalidInput(name, "input.invalid");

        DateOnly? Day(string name) =>
            form(name).Length == 0 ? null
            : DateOnly.TryParseExact(form(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw new InvalidInput(name, "input.invalid");
    }
}
