using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Council.Votes;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>An owners' vote from draft to confirmed result: three ways into one tally, what is refused, what anybody can check.</summary>
public sealed class VoteTests
{
    private const string Sheet = """
        房号,面积,用途,业主,业主编号,手机号,共有人数,建设单位
        1-1-101,100,住宅,王建国,A1,15400270001,,
        1-1-102,100.00,住宅,王建国,A1,,,
        1-1-201,90,住宅,李桂兰,,15400270002,,
        1-1-202,90,住宅,赵秀英,,15400270003,2,
        1-1-301,80,住宅,陈志强,,15400270004,,
        1-1-302,80,住宅,刘丽华,,15400270005,,
        1-1-401,60,住宅,某置业,,,,是
        1-1-402,60,住宅,某置业,,,,是
        B1-1,12,车位,周俊杰,,15400270006,,
        """;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Three_ways_lead_into_one_tally_that_anybody_can_check(Engine engine)
    {
        await using var town = await Town.Start(
            engine,
            "--Votes:NoticeDays=0",
            "--Votes:ObjectionDays=1",
            "--Limits:SignInsPerMinute=100000"
        );
        var (area, secretaryName, workerName) = await Staff(town);
        var secretary = await town.As(Role.CommunitySecretary, secretaryName);
        var worker = await town.As(Role.GridWorker, workerName);
        var leader = await town.As(Role.Leader, "lingdao01");

        var id = await Called(town, secretary, worker, area);
        var api = $"/api/votes/{id}";
        var receipt = await OnePhone(town, worker, api);
        var paper = await OnePaper(secretary, worker, api);
        await CoOwners(town, secretary, worker, api);
        await Sold(town, secretary, api);
        await FromTheBox(secretary, api);
        (await Phone(town, "15400270006", api, 7, "Yes")).ShouldBe((409, "vote.no-weight"), "a parking place does not count");

        (await secretary.Refused($"{api}/count", new { version = await Version(secretary, api) })).ShouldBe((409, "vote.still-open"));
        town.Clock.Move(TimeSpan.FromHours(4));
        (secretary, worker, leader) = await Again(town, secretaryName, workerName);
        (
            await worker.Refused(
                $"{api}/papers",
                new
                {
                    ownerNo = 6,
                    choice = "Yes",
                    scanHash = paper.Scan,
                }
            )
        ).ShouldBe((409, "vote.ended"));
        await secretary.Do($"{api}/count", new { version = await Version(secretary, api) });
        using var anybody = town.Anybody();
        (await anybody.GetAsync(new Uri($"/votes/{id}/recount.json", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "not public yet"
        );
        (await anybody.Do(api, method: HttpMethod.Get))["results"]!.AsArray().ShouldBeEmpty();
        await secretary.Do($"{api}/publication", new { version = await Version(secretary, api) });

        await town.Ring();
        var told = await secretary.Do($"{api}/work", method: HttpMethod.Get);
        (told["told"]!.GetValue<int>(), told["untold"]!.GetValue<int>()).ShouldBe((4, 3), "who never signed in is told on paper");
        (await News(town, id)).ShouldBe(5, "each phone once, also of the owner who sold");
        (await secretary.See($"/council/votes/{id}")).Text("main").ShouldContain("要送纸质通知");
        var result = (await anybody.Do(api, method: HttpMethod.Get))["results"]![0]!["outcome"]!;
        Weights(result).ShouldBe("66000/6 54000/5 45000/4 9000/1 0/0");
        (result["hasQuorum"]!.GetValue<bool>(), result["isPassed"]!.GetValue<bool>()).ShouldBe((true, true));
        await Checked(anybody, id, receipt, paper.Receipt);
        await Objected(town, secretary, leader, api);

        town.Clock.Move(TimeSpan.FromHours(25));
        (secretary, worker, leader) = await Again(town, secretaryName, workerName);
        (await secretary.Refused($"{api}/confirmation", new { version = await Version(secretary, api) })).ShouldBe(
            (409, "vote.second-person")
        );
        await leader.Do($"{api}/confirmation", new { version = await Version(leader, api) });
        await town.With(
            async (_, db) =>
            {
                (
                    await db.Set<VoteOwner>()
                        .CountAsync(o => o.VoteId == id && (o.NameSealed != null || o.PhoneSealed != null || o.PhoneIndex != null))
                ).ShouldBe(0, "names and phones served the vote");
                (await db.Set<VoteTurnout>().CountAsync(t => t.VoteId == id && t.WitnessesSealed != null)).ShouldBe(0);
                (await db.Set<AuditRow>().Where(a => a.SubjectId == id).Select(a => a.Action).Distinct().ToListAsync()).ShouldBe(
                    [
                        "vote.called",
                        "vote.confirmed",
                        "vote.counted",
                        "vote.drafted",
                        "vote.objection-answered",
                        "vote.published",
                        "vote.roll-changed",
                        "vote.roll-taken",
                    ],
                    ignoreOrder: true
                );
                return 0;
            }
        );
        await secretary.Do(
            $"{api}/spending",
            new
            {
                spentFen = 1234500,
                words = "换了两台水泵",
                version = await Version(secretary, api),
            }
        );
        using var english = new Handset(town, "en");
        await english.Open($"/votes/{id}");
        english.Words.ShouldContain("Result of the vote");
        english.Words.ShouldContain("12,345.00");
        await SecretAndEarly(town, secretary, area);
        secretary.Dispose();
        worker.Dispose();
        leader.Dispose();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Owners_are_told_of_the_notice_and_of_the_last_days_and_the_count_is_offered_when_it_is_possible(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Votes:NoticeDays=0", "--Limits:SignInsPerMinute=100000");
        var (area, secretaryName, _) = await Staff(town);
        string[] phones = ["15400270031", "15400270032"];
        foreach (var phone in phones)
        {
            using var handset = new Handset(town);
            await PhoneOwner.SignIn(town, handset, phone);
        }
        var secretary = await town.As(Role.CommunitySecretary, secretaryName);
        var made = await secretary.Do("/api/votes", Draft(town, area) with { ClosesAt = At(town, 24 * 6) });
        var id = Guid.Parse(made["id"]!.GetValue<string>());
        var (api, page) = ($"/api/votes/{id}", $"/council/votes/{id}");
        var roll = $"房号,面积,业主,手机号\n1-1-101,80,王建国,{phones[0]}\n1-1-102,80,李秀英,{phones[1]}\n1-1-103,80,赵大年,15400270033\n";
        var taken = await secretary.Do($"{api}/roll?version={made["version"]!.GetValue<int>()}", new StringContent(roll, Encoding.UTF8));
        await secretary.Do($"{api}/call", new { version = taken["version"]!.GetValue<int>() });
        await town.Ring();
        (await News(town, id)).ShouldBe(2, "of the notice, to whoever signed in once");
        var seen = await secretary.See(page);
        seen.Page.QuerySelector("[value=count]").ShouldBeNull("it would be refused");
        seen.Text("main").ShouldContain("还差 3 人");
        (await Phone(town, phones[0], api, 1, "Yes", again: true)).Status.ShouldBe(200);

        town.Clock.Move(TimeSpan.FromDays(4));
        await town.Ring();
        (await News(town, id)).ShouldBe(3, "of the last days, to who has not voted");
        await town.Ring();
        (await News(town, id)).ShouldBe(3, "once");

        town.Clock.Move(TimeSpan.FromDays(2));
        secretary.Dispose();
        secretary = await town.As(Role.CommunitySecretary, secretaryName);
        var over = await secretary.See(page);
        await secretary.Submit(over, "form:has([value=count])", ("Do", "count"));
        (await secretary.See(page)).Page.QuerySelector("[value=publish]").ShouldNotBeNull();
        secretary.Dispose();
    }

    private static Task<int> News(Town town, Guid voteId) =>
        town.With((_, db) => db.Set<Gezhi.Platform.Notify.Parcel>().CountAsync(p => p.Kind == "vote.news" && p.OwnerId == voteId));

    /// <summary>Drafted, a sheet with a fault refused, the roll taken in, called; stale versions and strangers on the way.</summary>
    private static async Task<Guid> Called(Town town, HttpClient secretary, HttpClient worker, string area)
    {
        (await worker.Refused("/api/votes", Draft(town, area))).Status.ShouldBe(403);
        (await secretary.Refused("/api/votes", Draft(town, area) with { AmountFen = null })).Status.ShouldBe(400);
        (await secretary.Refused("/api/votes", Draft(town, "410103999999"))).Status.ShouldBe(400);
        var made = await secretary.Do("/api/votes", Draft(town, area));
        var (id, version) = (Guid.Parse(made["id"]!.GetValue<string>()), made["version"]!.GetValue<int>());
        var api = $"/api/votes/{id}";
        using var anybody = town.Anybody();
        (await anybody.Refused(api, method: HttpMethod.Get)).Status.ShouldBe(404, "a draft is nobody's business");
        (await secretary.Refused($"{api}/call", new { version })).ShouldBe((409, "vote.no-roll"));
        var faults = (
            await secretary.Do(
                $"{api}/roll?version={version}",
                new StringContent(Sheet.Replace(",90,", ",九十,", StringComparison.Ordinal))
            )
        )["faults"]!.AsArray();
        faults.Select(f => f!["rowNo"]!.GetValue<int>()).ShouldBe([4, 5]);
        var taken = await secretary.Do($"{api}/roll?version={version}", new StringContent(Sheet, Encoding.UTF8));
        (taken["units"]!.GetValue<int>(), taken["owners"]!.GetValue<int>()).ShouldBe((9, 7));
        (await secretary.Refused($"{api}/call", new { version })).Status.ShouldBe(412, "the roll came in between");
        (await secretary.Refused($"/api/votes/{Guid.Empty}/call", new { version })).Status.ShouldBe(404);
        await secretary.Do($"{api}/call", new { version = taken["version"]!.GetValue<int>() });
        await town.Ring(); // nobody of them has signed in yet: whoever fires the notice, it goes to nobody
        (await secretary.Refused($"{api}/roll?version={taken["version"]!.GetValue<int>() + 1}", new StringContent(Sheet))).ShouldBe(
            (409, "vote.not-now")
        );
        return id;
    }

    /// <summary>By phone, then a second time by phone and on paper.</summary>
    private static async Task<string> OnePhone(Town town, HttpClient worker, string api)
    {
        using var wang = new Handset(town);
        await PhoneOwner.SignIn(town, wang, "15400270001");
        (await wang.Client.Refused($"{api}/ballots", new { ownerNo = 2, choice = "Yes" })).Status.ShouldBe(404, "another one's line");
        (await wang.Client.Refused($"{api}/ballots", new { ownerNo = 1, choice = 7 })).Status.ShouldBe(400);
        var cast = await wang.Client.Do($"{api}/ballots", new { ownerNo = 1, choice = "Yes" });
        (await wang.Client.Refused($"{api}/ballots", new { ownerNo = 1, choice = "No" })).ShouldBe((409, "vote.already"));
        var scan = await Scan(worker, api);
        (
            await worker.Refused(
                $"{api}/papers",
                new
                {
                    ownerNo = 1,
                    choice = "No",
                    scanHash = scan,
                }
            )
        ).ShouldBe((409, "vote.already"));
        (await worker.Do(api, method: HttpMethod.Get))["secondBallots"]!.GetValue<int>().ShouldBe(1);
        return cast["receipt"]!.GetValue<string>();
    }

    /// <summary>Two people read the same paper; one alone, or two who differ, count nothing.</summary>
    private static async Task<(string Scan, string Receipt)> OnePaper(HttpClient secretary, HttpClient worker, string api)
    {
        var scan = await Scan(worker, api);
        (await worker.Refused($"{api}/papers", new { ownerNo = 2, choice = "Yes" })).Status.ShouldBe(400, "without a scan");
        (
            await worker.Do(
                $"{api}/papers",
                new
                {
                    ownerNo = 2,
                    choice = "Yes",
                    scanHash = scan,
                }
            )
        )["receipt"].ShouldBeNull();
        (await worker.Refused($"{api}/papers", new { ownerNo = 2, choice = "Yes" })).ShouldBe((409, "vote.second-person"));
        (await secretary.Refused($"{api}/papers", new { ownerNo = 2, choice = "No" })).ShouldBe((409, "vote.readings-differ"));
        (await secretary.Do($"{api}/papers", new { ownerNo = 2, choice = "Yes" }))["state"]!.GetValue<string>().ShouldBe("Pending");
        var done = await worker.Do($"{api}/papers", new { ownerNo = 2, choice = "Yes" });
        done["state"]!.GetValue<string>().ShouldBe("Counted");
        return (scan, done["receipt"]!.GetValue<string>());
    }

    private static async Task CoOwners(Town town, HttpClient secretary, HttpClient worker, string api)
    {
        (await worker.Refused($"{api}/roll-changes/withdrawal", new { ownerNo = 3, evidence = "x" })).Status.ShouldBe(403);
        (await secretary.Refused($"{api}/roll-changes/withdrawal", new { ownerNo = 2, evidence = "x" })).ShouldBe(
            (409, "vote.no-co-owners")
        );
        await secretary.Do($"{api}/roll-changes/withdrawal", new { ownerNo = 3, evidence = "共有人来信" });
        (await Phone(town, "15400270003", api, 3, "Yes")).ShouldBe((409, "vote.voter-withdrawn"));
        await secretary.Do(
            $"{api}/roll-changes/naming",
            new
            {
                ownerNo = 3,
                name = "赵志强",
                phone = "15400270007",
                evidence = "全体共有人签字",
            }
        );
        (await Phone(town, "15400270003", api, 3, "Yes", again: true)).Status.ShouldBe(404, "no longer the voter");
        (await Phone(town, "15400270007", api, 3, "No")).Status.ShouldBe(200);
    }

    /// <summary>Sold on the day of the vote: before the owner has voted the buyer votes, afterwards the ballot stands.</summary>
    private static async Task Sold(Town town, HttpClient secretary, string api)
    {
        (
            await secretary.Refused(
                $"{api}/roll-changes/sale",
                new
                {
                    unitNo = 1,
                    name = "买家",
                    evidence = "登记",
                }
            )
        ).ShouldBe((409, "vote.owner-voted"));
        (
            await secretary.Refused(
                $"{api}/roll-changes/sale",
                new
                {
                    unitNo = 5,
                    toOwnerNo = 1,
                    evidence = "登记",
                }
            )
        ).ShouldBe((409, "vote.buyer-voted"));
        var sold = await secretary.Do(
            $"{api}/roll-changes/sale",
            new
            {
                unitNo = 5,
                name = "孙海涛",
                phone = "15400270008",
                evidence = "不动产登记当天",
            }
        );
        sold["ownerNo"]!.GetValue<int>().ShouldBe(8);
        (await Phone(town, "15400270004", api, 4, "No")).ShouldBe((409, "vote.no-weight"), "sold it");
        using var sun = new Handset(town);
        await PhoneOwner.SignIn(town, sun, "15400270008");
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => sun.Client.Refused($"{api}/ballots", new { ownerNo = 8, choice = "Yes" }))
        );
        both.Count(b => b.Status == 200).ShouldBe(1, "one of two at the same moment");
        both.Max(b => b.Status).ShouldBeOneOf(409, 412);
    }

    private static async Task FromTheBox(HttpClient secretary, string api)
    {
        var ballot = new
        {
            ownerNo = 5,
            choice = "Yes",
            boxNo = "2 号箱",
            witness1 = "钱淑芬",
            witness2 = "钱淑芬",
        };
        (await secretary.Refused($"{api}/home-ballots", ballot)).ShouldBe((409, "vote.witnesses"));
        (await secretary.Do($"{api}/home-ballots", ballot with { witness2 = "吴保民" }))["receipt"]!.GetValue<string>().Length.ShouldBe(14);
    }

    private static async Task Checked(HttpClient anybody, Guid id, params string[] receipts)
    {
        foreach (var receipt in receipts)
            (await anybody.Do($"/api/votes/{id}/receipts", new { no = receipt }))["choice"]!.GetValue<string>().ShouldBe("Yes");
        (await anybody.Do($"/api/votes/{id}/receipts", new { no = "0000-0000-0000" }))["isIn"]!.GetValue<bool>().ShouldBeFalse("forged");
        (await anybody.Refused($"/api/votes/{id}/receipts", new { no = "?" })).Status.ShouldBe(400);
        var file = JsonNode.Parse(await anybody.GetStringAsync(new Uri($"/votes/{id}/recount.json", UriKind.Relative)))!;
        file["ballots"]!
            .AsArray()
            .Select(b => b!["receipt"]!.GetValue<string>())
            .ShouldContain(RecountFile.Fingerprint(id, receipts[0].Replace("-", "", StringComparison.Ordinal)));
        file.ToJsonString().ShouldNotContain("1-1-101");
        (await anybody.GetStringAsync(new Uri($"/votes/{id}/recount.csv", UriKind.Relative))).ShouldContain("ballot");
        (await anybody.GetStringAsync(new Uri("/votes/recount.py", UriKind.Relative))).ShouldContain("gezhi-vote|");
    }

    /// <summary>An owner objects, the ballot of owner 5 is taken out, the count is made again beside the first one.</summary>
    private static async Task Objected(Town town, HttpClient secretary, HttpClient leader, string api)
    {
        using var wang = new Handset(town);
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await PhoneOwner.SignIn(town, wang, "15400270001");
        var made = await wang.Client.Do($"{api}/objections", new { ownerNo = 1, words = "5 号票是租户投的" });
        (await leader.Refused($"{api}/confirmation", new { version = await Version(leader, api) })).ShouldBe((409, "vote.objection-time"));
        var answer = $"{api}/objections/{made["no"]}/answer";
        (
            await secretary.Refused(
                answer,
                new
                {
                    isUpheld = false,
                    answer = "不",
                    version = 1,
                    struckOwnerNo = 5,
                }
            )
        ).ShouldBe((409, "vote.strike"));
        (
            await secretary.Refused(
                answer,
                new
                {
                    isUpheld = true,
                    answer = "是",
                    version = 9,
                }
            )
        ).Status.ShouldBe(412);
        await secretary.Do(
            answer,
            new
            {
                isUpheld = true,
                answer = "核实属实，这张票剔除。",
                version = 1,
                struckOwnerNo = 5,
            }
        );
        (
            await secretary.Refused(
                answer,
                new
                {
                    isUpheld = false,
                    answer = "不",
                    version = 2,
                }
            )
        ).ShouldBe((409, "vote.answered"));
        using var anybody = town.Anybody();
        var results = (await anybody.Do(api, method: HttpMethod.Get))["results"]!.AsArray();
        results.Select(r => r!["revision"]!.GetValue<int>()).ShouldBe([1, 0]);
        Weights(results[0]!["outcome"]!).ShouldBe("66000/6 46000/4 37000/3 9000/1 0/0");
        results[0]!["outcome"]!["isPassed"]!.GetValue<bool>().ShouldBeTrue("four of six are exactly two thirds");
        (await wang.Client.Do($"{api}/mine", method: HttpMethod.Get))["named"]!
            .AsArray()
            .Count.ShouldBe(4, "an open vote is open to its owners");
    }

    /// <summary>A secret vote in which everybody has voted may be counted before its end, and no row ties a ballot to its owner.</summary>
    private static async Task SecretAndEarly(Town town, HttpClient secretary, string area)
    {
        var made = await secretary.Do("/api/votes", Draft(town, area) with { IsSecret = true, Kind = "CommonPart", AmountFen = null });
        var (id, version) = (Guid.Parse(made["id"]!.GetValue<string>()), made["version"]!.GetValue<int>());
        var api = $"/api/votes/{id}";
        version = (await secretary.Do($"{api}/roll?version={version}", new StringContent("房号,面积,业主\n1-1-101,80,王建国\n")))[
            "version"
        ]!.GetValue<int>();
        await secretary.Do($"{api}/call", new { version });
        var cast = await secretary.Do(
            $"{api}/home-ballots",
            new
            {
                ownerNo = 1,
                choice = "Abstain",
                boxNo = "1",
                witness1 = "钱淑芬",
                witness2 = "吴保民",
            }
        );
        (await town.With((_, db) => db.Set<VoteBallot>().SingleAsync(b => b.VoteId == id))).OwnerNo.ShouldBeNull();
        using var anybody = town.Anybody();
        (await anybody.Do($"{api}/receipts", new { no = cast["receipt"] }))["choice"]
            .ShouldBeNull("nobody can be pressed to show it while others vote");
        await secretary.Do($"{api}/count", new { version = await Version(secretary, api) });
        await secretary.Do($"{api}/publication", new { version = await Version(secretary, api) });
        (await anybody.Do($"{api}/receipts", new { no = cast["receipt"] }))["choice"]!.GetValue<string>().ShouldBe("NotYes");
        (await anybody.Do(api, method: HttpMethod.Get))["results"]![0]!["outcome"]!["isPassed"]!.GetValue<bool>().ShouldBeFalse();
        await secretary.Do($"{api}/annulment", new { reason = "名册有误，重新表决", version = await Version(secretary, api) });
        (await secretary.Refused($"{api}/publication", new { version = await Version(secretary, api) })).ShouldBe((409, "vote.not-now"));
    }

    private sealed record VoteDraft(
        string AreaCode,
        string Compound,
        string Title,
        string Words,
        string Kind,
        bool IsSecret,
        bool CountsParking,
        long? AmountFen,
        string OpensAt,
        string ClosesAt
    );

    private static VoteDraft Draft(Town town, string area) =>
        new(area, "百年里", "使用维修资金更换水泵", "更换两台水泵。", "UseFund", false, false, 1_300_000, At(town, 0), At(town, 3));

    private static string At(Town town, int hours) =>
        town.Clock.GetUtcNow().AddHours(hours).DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<string> Scan(HttpClient worker, string api) =>
        (await worker.Do($"{api}/scans", new ByteArrayContent(Photos.Small)))["hash"]!.GetValue<string>();

    private static async Task<int> Version(HttpClient person, string api) =>
        (await person.Do(api, method: HttpMethod.Get))["version"]!.GetValue<int>();

    private static async Task<(int Status, string Code)> Phone(
        Town town,
        string phone,
        string api,
        int ownerNo,
        string choice,
        bool again = false
    )
    {
        if (again)
            town.Clock.Move(TimeSpan.FromMinutes(2));
        using var handset = new Handset(town);
        await PhoneOwner.SignIn(town, handset, phone);
        return await handset.Client.Refused($"{api}/ballots", new { ownerNo, choice });
    }

    private static string Weights(JsonNode outcome) =>
        string.Join(
            ' ',
            new[] { "total", "participating", "yes", "no", "abstain" }.Select(n => $"{outcome[n]!["area"]}/{outcome[n]!["people"]}")
        );

    private static async Task<(HttpClient Secretary, HttpClient Worker, HttpClient Leader)> Again(
        Town town,
        string secretary,
        string worker
    ) =>
        (
            await town.As(Role.CommunitySecretary, secretary),
            await town.As(Role.GridWorker, worker),
            await town.As(Role.Leader, "lingdao01")
        );

    /// <summary>A community that has a secretary and a grid worker.</summary>
    private static Task<(string Area, string Secretary, string Worker)> Staff(Town town) =>
        town.With(
            async (_, db) =>
            {
                var posts = await db.Set<Post>()
                    .Where(p => (p.Role == Role.CommunitySecretary || p.Role == Role.GridWorker) && p.AreaCode != null)
                    .Join(
                        db.Set<Account>(),
                        p => p.AccountId,
                        a => a.Id,
                        (p, a) =>
                            new
                            {
                                p.Role,
                                Area = p.AreaCode!,
                                a.UserName,
                            }
                    )
                    .ToListAsync();
                var found = posts
                    .Where(p => p.Role == Role.CommunitySecretary)
                    .SelectMany(s =>
                        posts
                            .Where(w => w.Role == Role.GridWorker && w.Area.StartsWith(s.Area, StringComparison.Ordinal))
                            .Select(w => (s.Area, s.UserName, Worker: w.UserName))
                    )
                    .OrderBy(f => f.Area, StringComparer.Ordinal)
                    .ThenBy(f => f.Worker, StringComparer.Ordinal)
                    .First();
                return (found.Area, found.UserName, found.Worker);
            }
        );
}
