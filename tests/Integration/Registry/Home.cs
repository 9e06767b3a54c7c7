namespace Gezhi.Tests.Integration.Registry;

/// <summary>A building, a dwelling and a household of a test's own in 王磊's grid.</summary>
internal sealed record Home(string Building, string Dwelling, string Household)
{
    /// <param name="mark">One character that no other test uses.</param>
    public static async Task<Home> Make(HttpClient worker, string mark)
    {
        var building = await Id(
            worker,
            "buildings",
            new
            {
                areaCode = "41010301000400101",
                compound = "试验里" + mark,
                road = "实验路" + mark,
                doorNo = "1",
                buildingNo = "7",
                aliases = "老印刷厂" + mark,
            }
        );
        var dwelling = await Id(
            worker,
            "dwellings",
            new
            {
                buildingId = building,
                unit = "2",
                room = "901",
            }
        );
        return new Home(building, dwelling, await Id(worker, "households", new { dwellingId = dwelling, residents = 2 }));
    }

    public Task<string> Person(HttpClient worker, string name, string? phone, string? citizenId) =>
        Id(
            worker,
            "people",
            new
            {
                householdId = Household,
                name,
                phone,
                citizenId,
                hasConsented = phone is not null || citizenId is not null,
            }
        );

    private static async Task<string> Id(HttpClient worker, string kind, object body) =>
        (await worker.Do($"/api/registry/{kind}", body))["id"]!.GetValue<string>();
}
