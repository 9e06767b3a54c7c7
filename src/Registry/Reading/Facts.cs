using System.Globalization;
using Gezhi.Registry.Records;
using Gezhi.Registry.Revealing;

namespace Gezhi.Registry.Reading;

/// <summary>Fields of each kind in the order to show. 字段清单</summary>
internal static class Facts
{
    public static IReadOnlyList<Fact> Of(Building b) =>
        [
            new("Road", b.Road),
            new("DoorNo", b.DoorNo),
            new("Compound", b.Compound),
            new("BuildingNo", b.BuildingNo),
            new("Aliases", b.Aliases),
            new("BuildingUse", b.Use.ToString()),
            new("Floors", Text(b.Floors)),
        ];

    public static IReadOnlyList<Fact> Of(Dwelling d) => [new("Unit", d.Unit), new("Room", d.Room), new("DwellingUse", d.Use.ToString())];

    public static IReadOnlyList<Fact> Of(Household h) => [new("HouseholdType", h.Type.ToString()), new("Residents", Text(h.Residents))];

    public static IReadOnlyList<Fact> Of(Person p) =>
        [new("Residence", p.Residence.ToString()), new("BirthYear", Text(p.BirthYear)), new("ConsentedOn", Text(p.ConsentedOn))];

    public static IReadOnlyList<Fact> Of(Organisation o) =>
        [
            new("Name", o.Name),
            new("OrganisationType", o.Type.ToString()),
            new("Trade", o.Trade),
            new("Uscc", o.Uscc ?? ""),
            new("LicenceUntilOn", Text(o.LicenceUntilOn)),
            new("Address", o.Address),
        ];

    public static IReadOnlyList<Fact> Of(Place p) => [new("Name", p.Name), new("PlaceType", p.Type.ToString()), new("Address", p.Address)];

    public static IReadOnlyList<Fact> Of(Component c) =>
        [
            new("Code", c.Code),
            new("Name", c.Name),
            new("ComponentState", c.State.ToString()),
            new("Department", c.Department),
            new("DepartmentUscc", c.DepartmentUscc ?? ""),
            new("Owner", c.Owner),
            new("Carer", c.Carer),
            new("UnitGridCode", c.UnitGridCode ?? ""),
            new("Address", c.Address),
            new("SurveyedOn", Text(c.SurveyedOn)),
            new("ChangedOn", Text(c.ChangedOn)),
        ];

    public static IReadOnlyList<SealedFact> Sealed(Person p) =>
        [
            new(SealedField.Name, p.NameMask),
            .. p.PhoneTail is { } phone ? [new SealedFact(SealedField.Phone, "*******" + phone)] : Array.Empty<SealedFact>(),
            .. p.CitizenIdTail is { } id ? [new SealedFact(SealedField.CitizenId, "**************" + id)] : Array.Empty<SealedFact>(),
        ];

    public static IReadOnlyList<SealedFact> Sealed(Organisation o) =>
        [
            .. o.ContactMask is { } name ? [new SealedFact(SealedField.Contact, name)] : Array.Empty<SealedFact>(),
            .. o.PhoneTail is { } phone ? [new SealedFact(SealedField.ContactPhone, "*******" + phone)] : Array.Empty<SealedFact>(),
        ];

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
