using Gezhi.Registry.Records;

namespace Gezhi.Registry.Searching;

/// <summary>What the search shows of a record and finds it by. 条目样式</summary>
/// <param name="Title">Name, or mask of a name.</param>
/// <param name="Address">Whole, or up to the building for people.</param>
/// <param name="Words">Tokens beside those of the area.</param>
public sealed record EntryFace(string Title, string Address, IEnumerable<string> Words)
{
    /// <summary>All tokens with those of the area, parted by blanks, where somebody has put them together already; null: they are made of <see cref="Words"/>.</summary>
    public string? Line { get; init; }

    public static EntryFace Of(Building building) =>
        new(
            Short(building),
            building.Address,
            [.. EntryWords.Clear(building.Address, building.Compound, building.Aliases), .. Called(Short(building), building.Address)]
        );

    public static EntryFace Of(Dwelling dwelling, Building building) =>
        new(Short(building) + dwelling.DoorText, building.Address + dwelling.DoorText, Door(dwelling, building));

    /// <summary>As <see cref="Of(Dwelling, Building)"/>, without what it is found by.</summary>
    internal static EntryFace Titled(Dwelling dwelling, Building building) =>
        new(Short(building) + dwelling.DoorText, building.Address + dwelling.DoorText, []);

    public static EntryFace Of(Household household, Dwelling dwelling, Building building) =>
        Of(dwelling, building) with
        {
            Words = Door(dwelling, building).Append(household.Type.ToString().ToLowerInvariant()),
        };

    /// <param name="blind">Hashes of name, phone and number.</param>
    /// <param name="dwelling">Where they live; null after they moved away.</param>
    /// <param name="building">As the dwelling.</param>
    public static EntryFace Of(Person person, IEnumerable<string> blind, Dwelling? dwelling, Building? building) =>
        new(
            person.NameMask,
            building?.Address ?? "",
            dwelling is null || building is null ? blind : blind.Concat(Door(dwelling, building))
        );

    /// <param name="blind">Hashes of the contact's name and phone.</param>
    public static EntryFace Of(Organisation organisation, IEnumerable<string> blind) =>
        new(
            organisation.Name,
            organisation.Address,
            [
                .. EntryWords.Clear(organisation.Name, organisation.Address, organisation.Trade, organisation.Uscc),
                .. Called(organisation.Name, organisation.Uscc),
                .. blind,
            ]
        );

    public static EntryFace Of(Component component) =>
        new(
            component.Name,
            component.Address,
            [
                .. EntryWords.Clear(component.Name, component.Address, component.Code, component.Department),
                .. Called(component.Name, component.Code),
            ]
        );

    public static EntryFace Of(Place place) =>
        new(place.Name, place.Address, [.. EntryWords.Clear(place.Name, place.Address), .. Called(place.Name)]);

    /// <summary>百年里3号楼; the whole address when there is no compound.</summary>
    public static string Short(Building building) =>
        building.Compound.Length > 0 && building.BuildingNo.Length > 0 ? $"{building.Compound}{building.BuildingNo}号楼"
        : building.Compound.Length > 0 ? building.Compound
        : building.Address;

    private static IEnumerable<string> Called(params IEnumerable<string?> names) => names.Select(EntryWords.Whole).OfType<string>();

    private static IEnumerable<string> Door(Dwelling dwelling, Building building) =>
        EntryWords
            .Clear(building.Address + dwelling.DoorText, building.Compound, building.Aliases)
            .Concat(DoorText.Tokens(building.BuildingNo, dwelling.Unit, dwelling.Room))
            .Concat(Called(Short(building) + dwelling.DoorText, building.Address + dwelling.DoorText));
}
