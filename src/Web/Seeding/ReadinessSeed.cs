using System.Text.Json;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Readiness;

namespace Gezhi.Web.Seeding;

/// <summary>Plans, stock, segments and drills of the seed town as committed in seed/town/readiness.json. 值守示例数据</summary>
/// <param name="River">The river of the seed town that is cut into segments.</param>
public sealed record ReadinessSeed(
    IReadOnlyList<SeedPlan> Plans,
    IReadOnlyList<SeedStock> Stock,
    string River,
    IReadOnlyList<SeedRiverPost> RiverPosts,
    IReadOnlyList<SeedDrill> Drills
)
{
    /// <param name="seedFolder">The repository's folder <c>seed</c>.</param>
    public static ReadinessSeed Read(string seedFolder) =>
        JsonSerializer.Deserialize<ReadinessSeed>(File.ReadAllText(Path.Combine(seedFolder, "town", "readiness.json")), SeedCast.Options)!;
}

/// <summary>A plan. 预案</summary>
/// <param name="Steps">As typed in the form: task|minutes|what is done.</param>
public sealed record SeedPlan(EmergencyKind Kind, string Title, IReadOnlyList<string> Steps);

/// <summary>A thing in stock. 物资</summary>
/// <param name="LentTo">Who has one of it now; null when nobody has.</param>
public sealed record SeedStock(
    string Area,
    string Name,
    int Quantity,
    string Measure,
    string Owner,
    string Place,
    string Phone,
    bool IsLendable,
    string? LentTo = null
);

/// <summary>Who answers for a piece of the river. 河段</summary>
public sealed record SeedRiverPost(string From, string To, string Name, string Phone);

/// <summary>A drill. 演练</summary>
public sealed record SeedDrill(
    EmergencyKind Kind,
    string Area,
    string Place,
    int DaysAgo,
    IReadOnlyList<DrillArrival> Arrivals,
    string Well,
    string Wrong
);
