using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>A city two hours behind Beijing: every time on every page is its own.</summary>
public sealed class ZoneTests
{
    [Fact]
    public async Task Times_are_those_of_the_deployments_zone_on_all_faces()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--TimeZone=Asia/Urumqi");
        var receipt = await town.Dispatched("二道街口窨井盖缺了一半"); // 06:26 UTC: 14:26 in Beijing, 12:26 in Urumqi
        var id = receipt.CaseId();
        using var aunt = town.Anybody();
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");

        town.Services.GetRequiredService<WorkCalendar>().Zone.Id.ShouldBe("Asia/Urumqi");
        foreach (
            var (person, path) in new[]
            {
                (chenMo, $"/cases/{id}"),
                (chenMo, "/cases"),
                (chenMo, $"/centre?case={id}"),
                (aunt, $"/receipt/{receipt["receiptNo"]}"),
            }
        )
        {
            var page = await Page(person, path);
            page.ShouldContain("12:26", customMessage: path);
            page.ShouldNotContain("+08:00", customMessage: path);
        }
    }

    private static async Task<string> Page(HttpClient person, string path)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Accept.ParseAdd("text/html");
        return await (await person.SendAsync(asked)).Content.ReadAsStringAsync();
    }
}
