using System.Text.Json;
using Gezhi.Registry.Contract;

namespace Gezhi.Web.Seeding;

/// <summary>Words from which the registry of the seed town is made, as committed in seed/town/registry.json. 台账示例数据</summary>
/// <param name="Surnames">One character each.</param>
/// <param name="Given">Given names.</param>
/// <param name="Trades">Trade and name of a shop.</param>
/// <param name="Places">Kind and name of a place.</param>
/// <param name="Towers">Compounds whose houses are high.</param>
/// <param name="Grounds">Kind, name, 17-digit area and address of places that stand for themselves: crowded places, woodland, fields.</param>
public sealed record RegistrySeed(
    string Surnames,
    IReadOnlyList<string> Given,
    IReadOnlyList<RegistryCommunity> Communities,
    IReadOnlyList<IReadOnlyList<string>> Trades,
    IReadOnlyList<IReadOnlyList<string>> Places,
    IReadOnlyList<string> Stalls,
    IReadOnlyList<string> Towers,
    IReadOnlyList<IReadOnlyList<string>> Grounds
)
{
    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    public static RegistrySeed Read(string seedFolder) =>
        JsonSerializer.Deserialize<RegistrySeed>(
            File.ReadAllText(Path.Combine(seedFolder, "town", "registry.json")),
            JsonSerializerOptions.Web
        )!;

    public IEnumerable<PlaceKind> PlaceKinds => Places.Select(p => Enum.Parse<PlaceKind>(p[0]));
}

/// <summary>A community with a registry: its roads and compounds. 社区</summary>
/// <param name="Code">12 digits.</param>
public sealed record RegistryCommunity(string Code, IReadOnlyList<string> Roads, IReadOnlyList<string> Compounds);
