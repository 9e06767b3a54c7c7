using System.Text.Json;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Web.Seeding.Making;

/// <summary>What the cast is made from. 人员底稿</summary>
internal sealed record CastPlan(
    DateOnly ValidFrom,
    IReadOnlyList<PlannedUnit> Units,
    IReadOnlyDictionary<string, string> StreetsEn,
    IReadOnlyList<PlannedPerson> Named,
    IReadOnlyDictionary<string, string> Handlers,
    string Secretary,
    IReadOnlyList<PlannedWorker> GridWorkers,
    PlannedVacancy Vacancy,
    IReadOnlyList<SeedResident> Residents,
    SeedDemoCase DemoCase,
    IReadOnlyList<string> GivenNames
)
{
    public static CastPlan Read(string sourceFolder) =>
        JsonSerializer.Deserialize<CastPlan>(File.ReadAllText(Path.Combine(sourceFolder, "cast-plan.json")), SeedCast.Options)!;
}

/// <summary>A unit of the whole district. 部门</summary>
internal sealed record PlannedUnit(string Code, string Zh, string En, UnitKind Kind);

/// <summary>A person who works for the whole district. 人员</summary>
internal sealed record PlannedPerson(string UserName, string Name, Role Role, string Title);

/// <summary>A grid worker with a name; the grid is the one around the landmark. 网格员</summary>
internal sealed record PlannedWorker(string Name, string Landmark);

/// <summary>A grid without a worker since a day. 空岗</summary>
internal sealed record PlannedVacancy(string Landmark, DateOnly Left);
