using System.Globalization;

namespace Gezhi.Cases.HandOver;

/// <summary>A place in between as the audit trail keeps it: what was, what is. 移交清单审计用语</summary>
internal static class PlaceWords
{
    private static readonly string[] Fields = ["area", "ground", "matters", "built", "keeper", "to", "on", "removed"];

    /// <summary>What decides who answers, in the order of <see cref="Fields"/>.</summary>
    public static string[] Of(PlaceInBetween place) =>
        [
            place.AreaPrefix ?? "",
            place.Ring is { } ring
                ? Cut(ring)
                : string.Create(CultureInfo.InvariantCulture, $"{place.Lon:0.####},{place.Lat:0.####},{place.RadiusMetres}").Trim(','),
            Cut(place.CategoryPrefixes),
            Day(place.BuiltOn),
            place.KeeperUnitCode ?? "",
            place.ToUnitCode ?? "",
            Day(place.HandedOverOn),
            place.IsRemoved ? "yes" : "",
        ];

    /// <summary>Old → new of each field that is another now; of a new place what is said.</summary>
    /// <param name="before">Null for a new place.</param>
    public static string Change(string[]? before, string[] after) =>
        string.Join(
            "; ",
            Fields
                .Select((name, i) => (Name: name, Was: before?[i] ?? "", Is: after[i]))
                .Where(f => f.Was != f.Is)
                .OrderBy(f => f.Name is "ground" or "matters") // the long ones last: the trail keeps 200 characters
                .Select(f => before is null ? $"{f.Name} {f.Is}" : $"{f.Name} {Or(f.Was)} → {Or(f.Is)}")
        );

    private static string Or(string said) => said.Length == 0 ? "-" : said;

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
