using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Web.Seeding;

/// <summary>Units and invented people of the seed town, as committed in seed/town/cast.json. 人员与部门</summary>
/// <param name="Residents">Demo residents with phones that reach nobody.</param>
/// <param name="DemoCase">The case the stories speak of.</param>
public sealed record SeedCast(
    IReadOnlyList<SeedUnit> Units,
    IReadOnlyList<SeedPerson> Staff,
    IReadOnlyList<SeedResident> Residents,
    SeedDemoCase DemoCase
)
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads the committed file.</summary>
    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    public static SeedCast Read(string seedFolder) =>
        JsonSerializer.Deserialize<SeedCast>(File.ReadAllText(Path.Combine(seedFolder, "town", "cast.json")), Options)!;

    /// <summary>The person with this user name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public SeedPerson Person(string userName) => Staff.Single(p => p.UserName == userName);
}

/// <summary>A unit. 处置部门</summary>
/// <param name="Area">Code of the area it belongs to.</param>
public sealed record SeedUnit(string Code, string Zh, string En, UnitKind Kind, string Area);

/// <summary>An invented member of staff. 人员</summary>
/// <param name="UserName">Latin letters and digits.</param>
/// <param name="Phone">Begins with 154, a prefix no operator has been given.</param>
/// <param name="IsNamed">Part of the named cast that stories and sign-in links speak of.</param>
public sealed record SeedPerson(string UserName, string Name, string Phone, bool IsNamed, IReadOnlyList<SeedPost> Posts);

/// <summary>A post: role × area or unit × dates. 岗位</summary>
/// <param name="Area">6 to 17 digits; null for a unit's post.</param>
/// <param name="Unit">Code of the unit; null for an area post.</param>
/// <param name="Title">What the public sees; names no person.</param>
/// <param name="To">First local day on which it is no longer held; null: until further notice.</param>
public sealed record SeedPost(Role Role, string? Area, string? Unit, string Title, DateOnly From, DateOnly? To);

/// <summary>An invented resident. 居民</summary>
public sealed record SeedResident(string Name, string Phone);

/// <summary>The case of the stories: half a manhole cover is missing. 示例案件</summary>
public sealed record SeedDemoCase(string Title, string Landmark, string Category, string Unit);
