using System.Net;
using System.Text;
using Gezhi.Grids.Party;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Grids;

/// <summary>The party chain: by consent, and the household decides.</summary>
public sealed class PartyTests
{
    private const string Community = "410103010004";
    private const string Micro = Community + "00201";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_chain_stands_beside_the_tree_with_its_reach_and_its_gaps(Engine engine)
    {
        var town = await Town.On(engine);
        using var leader = await town.As(Role.Leader, "lingdao01");

        var district = await leader.See("/staffing/party");
        var grid = await leader.See($"/staffing/party?area={Community}001");

        district.Text("#holes").ShouldStartWith("空白");
        district.Texts(".facts4 dd")[0].ShouldContain("/1344");
        grid.Text("main").ShouldContain("党支部");
        grid.Text("#contacts").ShouldStartWith("联户党员");
        grid.Text("main")
            .Replace("3号楼1单元502", "")
            .ShouldNotContain("单元", customMessage: "dwellings stay sealed; the example of the form is none");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_household_sees_its_contact_and_refuses_it_at_once_and_for_good(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var group = await Group(town, secretary, Micro, "测试党小组" + engine);
        object Contact(bool? agreed, string dwellings) =>
            new
            {
                orgId = group,
                name = "周大姐",
                hasConsented = agreed,
                dwellings,
            };

        (await secretary.Refused("/api/party/contacts", Contact(false, "9号楼1单元101"))).Code.ShouldBe("party.consent-needed");
        (await secretary.Refused("/api/party/contacts", Contact(null, "9号楼1单元101"))).Status.ShouldBe(400);
        var contact = (await secretary.Do("/api/party/contacts", Contact(true, "9号楼1单元101\n9号楼1单元102")))["id"]!.GetValue<string>();
        (await secretary.Refused("/api/party/contacts", Contact(true, "９号楼 1单元 101"))).Code.ShouldBe("party.household-taken");
        var form = await secretary.See($"/staffing/party/letters?contact={contact}");
        (await secretary.Submit(form, "form.card")).Status.ShouldBe(HttpStatusCode.BadRequest, "a purpose is needed");
        var letters = await secretary.Submit(form, "form.card", ("Purpose", "打印告知信"));
        letters.Texts(".letter h2").ShouldContain(t => t.Contains("9号楼1单元101"));
        var which = letters.Texts(".letter h2").ToList().FindIndex(t => t.Contains("9号楼1单元101"));
        var code = letters.Texts(".letter .code")[which];

        using var household = town.Anybody();
        var seen = await household.See($"/contact/{code}");
        seen.Text("main").ShouldContain("周大姐");
        seen.Text("main").ShouldContain("打印告知信", customMessage: "the household sees who opened its dwelling");
        var gone = await household.Submit(seen, "form[method=post]");

        gone.Text("main").ShouldContain("已经删除");
        (await household.See($"/contact/{code}")).Text("main").ShouldNotContain("周大姐");
        (await town.With((_, db) => db.ContactHouseholds.CountAsync(h => h.ContactId == Guid.Parse(contact)))).ShouldBe(1);
        (await secretary.Refused("/api/party/contacts", Contact(true, "9号楼1单元101"))).Code.ShouldBe("party.household-refused");
        var consent = await Consent(town, contact);
        (consent.Purpose, consent.Stands, consent.RecordedBy.HasValue, consent.AreaCode).ShouldBe(("party-contact", true, true, Micro));
        await secretary.Do($"/api/party/contacts/{contact}/end", new { });
        (await town.With((_, db) => db.ContactHouseholds.CountAsync(h => h.ContactId == Guid.Parse(contact)))).ShouldBe(0);
        consent = await Consent(town, contact);
        (consent.Stands, consent.Stopped).ShouldBe((false, 2), "the contact and its one household");
        (await town.With((_, db) => db.PartyContacts.AsNoTracking().SingleAsync(c => c.Id == Guid.Parse(contact)))).Name.ShouldBeEmpty();
        await secretary.Do($"/api/party/contacts/{contact}/end", new { }); // the same again changes nothing
    }

    private static Task<Gezhi.Platform.Consents.ConsentRecord> Consent(Town town, string contact) =>
        town.With(
            (_, db) => db.Set<Gezhi.Platform.Consents.ConsentRecord>().AsNoTracking().SingleAsync(c => c.SubjectId == Guid.Parse(contact))
        );

    [Fact]
    public async Task A_wrong_code_opens_nothing_and_the_form_says_so()
    {
        var town = await Town.On(Engine.Sqlite);
        using var anybody = town.Anybody();

        (await anybody.See("/contact")).Text("h1").ShouldBe("您家的联户党员");
        (await anybody.See("/contact?no=4F7K-9QTR-02MX")).Text("main").ShouldContain("没有这个编号");
        (await anybody.See("/contact/xyz")).Text("main").ShouldContain("没有这个编号");
    }

    [Fact]
    public async Task The_chain_follows_the_tree_and_a_secretary_keeps_only_the_own()
    {
        var town = await Town.On(Engine.Sqlite);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        object Org(string kind, string area, string name) =>
            new
            {
                kindCode = kind,
                areaCode = area,
                name,
            };

        (await secretary.Refused("/api/party/organisations", Org("grid-branch", Micro, "甲支部"))).Code.ShouldBe("party.level");
        (await secretary.Refused("/api/party/organisations", Org("grid-branch", "410103011001001", "甲支部"))).Status.ShouldBe(403);
        (await secretary.Refused("/api/party/organisations", Org("nothing", Micro, "甲"))).Status.ShouldBe(400);
        await secretary.Do("/api/party/organisations", Org("compound-branch", Community + "002", "丽景小区党支部"));
        (await secretary.Refused("/api/party/organisations", Org("compound-branch", Community + "002", "丽景小区党支部"))).Code.ShouldBe(
            "party.twice"
        );
        (await secretary.See($"/staffing/party?area={Community}002")).Text("main").ShouldContain("丽景小区党支部");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Another_head_takes_over_without_ending_the_organisation(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var name = "换届小区党支部";
        var made = await secretary.Do(
            "/api/party/organisations",
            new
            {
                kindCode = "compound-branch",
                areaCode = Community + "004",
                name,
                secretaryName = "前任书记",
                members = 9,
            }
        );
        var page = await secretary.See($"/staffing/party?area={Community}004");
        var row = page.Page.QuerySelectorAll(".chain li").Single(li => li.TextContent.Contains(name, StringComparison.Ordinal));
        var form = row.QuerySelector("form")!.QuerySelector("input[name=_handler]")!.GetAttribute("value");

        var saved = await secretary.Submit(page, $"form:has(input[value='{form}'])", ("Head", "新任书记"), ("Many", "11"));

        saved.Text("main").ShouldContain("新任书记");
        saved.Text("main").ShouldContain("党员 11 名");
        var path = $"/api/party/organisations/{made["id"]}/amendments";
        (await secretary.Refused(path, new { secretaryName = "慢了一步", version = 1 })).Status.ShouldBe(412);
        (await secretary.Refused(path, new { secretaryName = "谁", members = -1 })).Status.ShouldBe(400);
        using var other = await town.As(Role.CommunitySecretary, "shuji002");
        (await other.Refused(path, new { secretaryName = "外人" })).Status.ShouldBe(404, "another community's is not theirs to see");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_file_is_tried_first_and_wrong_rows_are_told_to_the_cell(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var name = "导入党小组" + engine;
        var csv =
            "类别,区域编码,名称,负责人,党员数,联户党员,本人同意,联系户\n"
            + $"微网格党小组,{Community}00301,{name},孙组长,6,何联户,是,8号楼1单元201；8号楼1单元202\n"
            + $"微网格党小组,{Community}00302,{name}二,,不少,,,\n"
            + "微网格党小组,410103011001001,别处,,,,,\n"
            + $"没有这类,{Community}00303,丙,,,,,\n"
            + $"微网格党小组,{Community}00301,{name},,,何联户二,是,８号楼 1单元 202\n"
            + $"微网格党小组,{Community}00304,{name}四,,,何联户三,否,8号楼1单元209\n";

        var actor = await town.With(
            (_, db) =>
                Task.FromResult(
                    new Actor(
                        db.DistrictId,
                        ActorKind.Staff,
                        Guid.Empty,
                        "郑书记",
                        [new(Guid.Empty, Role.CommunitySecretary, Community, null, "书记")]
                    )
                )
        );
        Task<PartyImport> Import(bool isDryRun) =>
            town.With(
                (services, _) =>
                    services
                        .GetRequiredService<ImportParty>()
                        .Run(new MemoryStream(Encoding.UTF8.GetBytes(csv)), isDryRun, actor, CancellationToken.None)
            );
        Task<int> Count() => town.With((_, db) => db.PartyOrgs.CountAsync(o => o.Name == name));

        PartyImport tried;
        using (await town.With(async (_, db) => await db.Dialect.WriteTurn(false, TestContext.Current.CancellationToken)))
            tried = await Import(true); // while somebody else writes: a trial waits for nobody and holds nobody up
        (await Count()).ShouldBe(0, "a trial keeps nothing");
        var done = await Import(false);

        (tried.Kept, done.Kept).ShouldBe((1, 1));
        done.Faults.Select(f => (f.RowNo, f.Column)).ShouldBe([(3, "党员数"), (4, null), (5, "类别"), (6, null), (7, null)]);
        tried.Faults.ShouldBe(done.Faults, "the trial says what the import will say");
        (await town.With((_, db) => db.PartyOrgs.AnyAsync(o => o.Name == name + "四"))).ShouldBeFalse("a wrong row leaves nothing behind");
        (await Count()).ShouldBe(1);
        (await secretary.See($"/staffing/party?area={Community}00301")).Text("main").ShouldContain("何联户");
    }

    private static async Task<string> Group(Town town, HttpClient secretary, string micro, string name) =>
        (
            await secretary.Do(
                "/api/party/organisations",
                new
                {
                    kindCode = "building-group",
                    areaCode = micro,
                    name,
                }
            )
        )["id"]!.GetValue<string>();
}
