using System.Globalization;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Proposing;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>What the product proposes by itself: categories that operators taught it, and what many people speak of.</summary>
public sealed class ProposalTests
{
    private const string Rubbish = "gb47678/matter/06010";

    /// <summary>About 1.7 km away, WGS-84.</summary>
    private static readonly (double Lon, double Lat) Far = (113.6470, 34.7402);

    [Fact]
    public async Task What_operators_file_teaches_the_next_proposal_and_a_restart_keeps_it()
    {
        await using var town = await Town.Start(Engine.Sqlite); // a lesson changes what all others are proposed
        var guesses = town.Services.GetRequiredService<CategoryGuesses>();
        var before = await Proposed(town, "咕噜桶又倒了，气味难闻");
        for (var i = 0; i < 15; i++)
        {
            var receipt = await town.Report(string.Create(CultureInfo.InvariantCulture, $"楼下的咕噜桶第{i}回倒了没人扶"));
            using var linXiao = await town.As(Role.Operator, "caozuo01");
            await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Rubbish, version = 1 });
        }

        (await guesses.Learn(Town.District, TestContext.Current.CancellationToken)).ShouldBeGreaterThanOrEqualTo(15);

        var (name, why) = await Proposed(town, "咕噜桶又倒了");
        name.ShouldNotBe(before.Name);
        name.ShouldBe(await NameOf(town, Rubbish));
        why.ShouldMatch("[0-9]+%");
        why.ShouldContain("咕噜");
        // Another process finds what was learnt in the storage, and says the same.
        var restarted = ActivatorUtilities.CreateInstance<CategoryGuesses>(town.Services);
        const string Asked = "咕噜桶倒在路上";
        var (here, there) = (guesses.Known(Town.District)!.Propose(Asked, 3), restarted.Known(Town.District)!.Propose(Asked, 3));
        there.Select(p => (p.Key, p.Confidence)).ShouldBe(here.Select(p => (p.Key, p.Confidence)));
        there[0].Key.ShouldBe(Rubbish);
    }

    [Fact]
    public async Task What_many_people_speak_of_at_one_place_is_one_topic_and_is_joined_from_the_list()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        string[] said =
        [
            "铁路桥下积水，车过不去",
            "铁路桥下面积水很深，车熄火了",
            "桥下积水半天没退，车都绕行",
            "铁路桥下又积水了，公交车过不去",
        ];
        var same = new List<Guid>();
        foreach (var (text, n) in said.Select((text, n) => (text, n)))
        {
            same.Add((await Said(town, text, (Town.Lon, Town.Lat), $"1540009510{n}")).CaseId());
            town.Clock.Move(TimeSpan.FromHours(9));
        }
        var other = (await Said(town, "小区门口的路灯不亮", (Town.Lon, Town.Lat), "15400095110")).CaseId();
        var far = (await Said(town, "铁路桥下积水，车过不去", Far, "15400095111")).CaseId();
        town.Clock.Move(TimeSpan.FromMinutes(6)); // older than the figures that are kept
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var topics = await town.With(
            (services, _) =>
                services.GetRequiredService<ReadTopics>().Run(Actor.System(Town.District), TestContext.Current.CancellationToken)
        );
        var page = await linXiao.See("/topics");

        var topic = topics.ShouldHaveSingleItem();
        topic.Cases.Select(c => c.Id).ShouldBe(same, ignoreOrder: true);
        (topic.Reports, topic.Open).ShouldBe((4, 4));
        topic.LastAt.ShouldBeGreaterThan(topic.FirstAt.AddDays(1));
        var row = page.Page.QuerySelectorAll("table.grid tbody tr").ShouldHaveSingleItem();
        row.TextContent.ShouldContain("铁路桥");
        page.Text("#main").ShouldNotContain("154");
        await linXiao.Submit(page, "table.grid form");
        for (var round = 0; round < 20; round++)
            if (!await town.With((services, _) => services.GetRequiredService<Gezhi.Cases.Joining.JoinRound>().Run(CancellationToken.None)))
                break;
        var open = await town.With(
            (_, db) => db.Cases.AsNoTracking().Where(c => c.State != CaseState.Joined).Select(c => c.Id).ToListAsync()
        );
        open.Count(same.Contains).ShouldBe(1);
        open.ShouldContain(other);
        open.ShouldContain(far);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Said(Town town, string text, (double Lon, double Lat) at, string phone)
    {
        using var somebody = town.Anybody();
        return await somebody.Do(
            "/api/reports",
            new
            {
                text,
                phone,
                lon = at.Lon,
                lat = at.Lat,
                placeText = "铁路桥",
            }
        );
    }

    /// <summary>Name of the first proposal on the operator's card, and why.</summary>
    private static async Task<(string Name, string Why)> Proposed(Town town, string text)
    {
        var receipt = await town.Report(text);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var card = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}");
        return (card.Text(".kindnow strong"), card.Text(".kindnow small"));
    }

    private static Task<string> NameOf(Town town, string key) =>
        town.With(
            async (services, _) =>
                (await services.GetRequiredService<Gezhi.Cases.CaseDesk>().Catalogue(TestContext.Current.CancellationToken)).NameOf(key)
        );
}
