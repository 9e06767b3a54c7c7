using System.Net;
using System.Text;
using Gezhi.Cases.Messages;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Resident;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Mediation;

/// <summary>A dispute from the case to the bound dossier, and everybody who must not read it.</summary>
public class MediationTests
{
    private const string Committee = "mediation-410103010004";
    private const string OnePhone = "15400096001";
    private const string OtherPhone = "15400096002";

    /// <summary>Words of the dossier that stand nowhere else; each must stay inside.</summary>
    private static readonly string[] Secret =
    [
        "尤甲密名",
        "尤乙密名",
        "密事实三月楼上拖桌",
        "密请求十点以后安静",
        "密住址七号楼五零二",
        "密背靠背甲愿退一步",
        "密背靠背乙怕丢面子",
        "密面对面握了手",
        "密协议铺地毯",
        "密事项周末铺好",
        "密物业老周",
        "密调查看过现场",
        "密结案都做到了",
        "密回访很安静",
    ];

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dispute_goes_from_the_case_to_the_archive_and_nobody_else_learns_a_word(Engine engine)
    {
        await using var town = await Town.Start(engine); // its clock goes on for months
        using var head = await town.As(Role.Mediator, "tiaojie01");
        using var second = await town.As(Role.Mediator, "tiaojie02");
        using var desk = await town.As(Role.Operator, "caozuo01");
        var caseId = (await town.Report("楼上半夜有响动，请协调")).CaseId();

        var id = await HandOver(town, desk, caseId);
        await Scope(head, second, id);
        var oral = await Endings(town, head);
        var (one, other) = await Parties(town, head, id);
        await Sessions(head, second, id, one, other);
        await Risk(town, id);
        await Helper(town, id);
        await Agree(town, id, other);
        await TooLate(town, oral);
        await OwnParts(town, id);
        await Sweep(town, engine, caseId, id);
        await Perform(town, id);
        await Traces(town, engine, id);
        await Forgotten(town, id);
    }

    private static async Task<string> HandOver(Town town, HttpClient desk, Guid caseId)
    {
        var body = new
        {
            committee = Committee,
            kind = "neighbour",
            facts = Secret[2],
            requests = Secret[3],
            applicantName = Secret[0],
            applicantPhone = OnePhone,
            applicantAddress = Secret[4],
            respondentName = Secret[1],
            respondentPhone = OtherPhone,
            origin = "HandOver",
            caseId,
        };
        (await desk.See($"/cases/{caseId}")).Page.QuerySelector($"a[href='/mediation/new?case={caseId}']").ShouldNotBeNull();
        (
            await desk.Refused(
                "/api/mediation/applications",
                new
                {
                    committee = "mediation-none",
                    kind = "neighbour",
                    facts = "x",
                    origin = "Proactive",
                }
            )
        ).ShouldBe((400, "input.invalid"));
        (
            await desk.Refused(
                "/api/mediation/applications",
                new
                {
                    committee = Committee,
                    kind = "neighbour",
                    facts = "x",
                    origin = "HandOver",
                    caseId = Guid.Parse("01993f2e-0000-7000-8000-000000000000"),
                }
            )
        ).Status.ShouldBe(404);
        var taken = await desk.Do("/api/mediation/applications", body);
        (await desk.Refused("/api/mediation/applications", body)).ShouldBe((409, "mediation.handed-over"));
        var id = taken["id"]!.GetValue<string>();
        (await desk.Refused($"/api/mediation/disputes/{id}", method: HttpMethod.Get)).Status.ShouldBe(
            404,
            "whoever took it down has given it away"
        );
        var page = await desk.See($"/cases/{caseId}");
        page.Text("[data-inset]").ShouldContain("移交人民调解");
        page.Page.QuerySelector("[data-inset] a").ShouldBeNull();
        return id;
    }

    private static async Task Scope(HttpClient head, HttpClient second, string id)
    {
        var view = await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get);
        view["facts"]!.GetValue<string>().ShouldBe(Secret[2]);
        view["parties"]![0]!["phone"]!.GetValue<string>().ShouldNotContain(OnePhone);
        (await second.Refused($"/api/mediation/disputes/{id}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await head.Refused($"/api/mediation/disputes/{id}/scope", new { rule = "reserved" })).ShouldBe((400, "input.invalid"));
        (await head.Refused($"/api/mediation/disputes/{id}/scope", new { version = 77 })).Status.ShouldBe(412);
        (
            await head.Refused(
                $"/api/mediation/disputes/{id}/agreement",
                new
                {
                    form = "Written",
                    content = "x",
                    duties = Array.Empty<object>(),
                }
            )
        ).ShouldBe((409, "mediation.not-now"));
        await head.Do($"/api/mediation/disputes/{id}/scope", new { });
        (await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get))["no"]!.GetValue<string>().ShouldContain("人调字第");
        var me = view["candidates"]!.AsArray().Single(c => c!["isHead"]!.GetValue<bool>())!["accountId"]!.GetValue<string>();
        await head.Do($"/api/mediation/disputes/{id}/mediator", new { mediatorId = me, by = "Parties" });
        (await head.Do("/api/mediation/workload", method: HttpMethod.Get)).AsArray().Max(l => l!["open"]!.GetValue<int>()).ShouldBe(1);
        (await second.Do("/api/mediation/workload", method: HttpMethod.Get)).AsArray().Count.ShouldBe(1, "the own line alone");
    }

    private static async Task<(string One, string Other)> Parties(Town town, HttpClient head, string id)
    {
        var parties = (await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get))["parties"]!;
        var (one, other) = (parties[0]!["id"]!.GetValue<string>(), parties[1]!["id"]!.GetValue<string>());
        (
            await head.Refused(
                $"/api/mediation/disputes/{id}/parties",
                new
                {
                    side = "Respondent",
                    name = "第三人",
                    phone = OnePhone,
                }
            )
        ).ShouldBe((400, "input.invalid"));
        var apart = new
        {
            kind = "Apart",
            content = "x",
            partyId = one,
        };
        (await head.Refused($"/api/mediation/disputes/{id}/records", apart)).ShouldBe((409, "mediation.notice-missing"));

        using var stranger = new Handset(town);
        await PhoneOwner.SignIn(town, stranger, OtherPhone);
        (await stranger.Client.Do("/api/my/mediation", method: HttpMethod.Get))
            .AsArray()
            .ShouldBeEmpty("a typed number opens nothing until the person was seen");
        foreach (var party in new[] { one, other })
            await head.Do($"/api/mediation/disputes/{id}/parties/{party}/identity", new { paper = "IdCard" });
        (await stranger.Client.Do("/api/my/mediation", method: HttpMethod.Get)).AsArray().Count.ShouldBe(1);
        await stranger.Client.Do($"/api/my/mediation/{id}/notice", new { });
        (await stranger.Client.Refused($"/api/my/mediation/{id}/withdrawal", new { })).ShouldBe((409, "mediation.not-applicant"));
        await head.Do($"/api/mediation/disputes/{id}/parties/{one}/notice", new { });

        (await head.Refused($"/api/mediation/disputes/{id}/parties/{one}/look", new { field = "Phone" })).ShouldBe((400, "input.invalid"));
        (await head.Do($"/api/mediation/disputes/{id}/parties/{one}/look", new { field = "Phone", purpose = "约时间" }))["value"]!
            .GetValue<string>()
            .ShouldBe(OnePhone);
        return (one, other);
    }

    private static async Task Sessions(HttpClient head, HttpClient second, string id, string one, string other)
    {
        async Task Write(object body) => await head.Do($"/api/mediation/disputes/{id}/records", body);
        await Write(new { kind = "Investigation", content = Secret[11] });
        await Write(
            new
            {
                kind = "Apart",
                content = Secret[5],
                partyId = one,
            }
        );
        await Write(
            new
            {
                kind = "Apart",
                content = Secret[6],
                partyId = other,
            }
        );
        (
            await head.Refused(
                $"/api/mediation/disputes/{id}/records",
                new
                {
                    kind = "Together",
                    content = "x",
                    partyId = one,
                }
            )
        ).ShouldBe((400, "input.invalid"));
        await Beside(head, second, id);
        await Scans(head, second, id);
        await Conflicts(head, second, id);
        (await second.Refused($"/api/mediation/disputes/{id}", method: HttpMethod.Get)).Status.ShouldBe(404, "off it by the relation");
    }

    /// <summary>A second mediator reads and writes what the first does, until released.</summary>
    private static async Task Beside(HttpClient head, HttpClient second, string id)
    {
        var (path, view) = ($"/api/mediation/disputes/{id}", await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get));
        string Who(bool isHead) =>
            view["candidates"]!.AsArray().Single(c => c!["isHead"]!.GetValue<bool>() == isHead)!["accountId"]!.GetValue<string>();
        (await head.Refused(path + "/co-mediators", new { accountId = Who(true) })).ShouldBe((409, "mediation.in-charge"));
        (await head.Refused(path + "/co-mediators", new { accountId = Guid.Empty })).ShouldBe((409, "mediation.not-in-office"));
        await head.Do(path + "/co-mediators", new { accountId = Who(false) });
        (await second.Do(path, method: HttpMethod.Get))["facts"]!.GetValue<string>().ShouldBe(Secret[2]);
        (await second.Refused(path + "/co-mediators/release", new { accountId = Who(false) })).Status.ShouldBe(404, "the head decides");
        (await second.Do("/api/mediation/workload", method: HttpMethod.Get)).AsArray().Single()!["beside"]!.GetValue<int>().ShouldBe(1);
        await head.Do(path + "/co-mediators/release", new { accountId = Who(false) });
        (await second.Refused(path, method: HttpMethod.Get)).Status.ShouldBe(404);
        await head.Do(path + "/co-mediators", new { accountId = Who(false) }); // until the relation is declared
    }

    /// <summary>Pictures of pages: not of identity papers, read at the dossier alone, taken out again, in print after their part.</summary>
    private static async Task Scans(HttpClient head, HttpClient second, string id)
    {
        var scans = $"/api/mediation/disputes/{id}/scans";
        (await head.Refused($"{scans}?part=3", new ByteArrayContent(Photos.Small))).ShouldBe((409, "mediation.identity-scan"));
        (await head.Refused($"{scans}?part=13", new ByteArrayContent(Photos.Small))).Status.ShouldBe(400);
        (await head.Refused($"{scans}?part=6", new StringContent("<script>"))).ShouldBe((409, "file.kind"));
        (await head.Refused($"{scans}?part=6&version=1", new ByteArrayContent(Photos.Small))).Status.ShouldBe(412);
        var kept = (await head.Do($"{scans}?part=6", new ByteArrayContent(Photos.Small)))["id"]!.GetValue<string>();
        var wrong = (await head.Do($"{scans}?part=7", new ByteArrayContent(Photos.Small)))["id"]!.GetValue<string>();
        (await second.GetByteArrayAsync(new Uri($"{scans}/{kept}", UriKind.Relative))).ShouldBe(Photos.Small);
        await head.Do($"{scans}/{wrong}/removal", new { });
        (await head.Refused($"{scans}/{wrong}", method: HttpMethod.Get)).Status.ShouldBe(404);
        var page = await head.See($"/mediation/{id}");
        page.Page.QuerySelectorAll("#scans .scanlist li").Length.ShouldBe(1);
    }

    /// <summary>Every way it ends but the long one; what applied online is answered. Leaves an oral agreement that nobody performs.</summary>
    private static async Task<string> Endings(Town town, HttpClient head)
    {
        using var applicant = new Handset(town);
        await PhoneOwner.SignIn(town, applicant, "15400096011");
        var online = (
            await applicant.Client.Do(
                "/api/my/mediation",
                new
                {
                    committee = Committee,
                    kind = "labour",
                    facts = "加班费没有给",
                    applicantName = "辛工",
                    respondentName = "外区某厂",
                }
            )
        )["id"]!.GetValue<string>();
        await head.Do($"/api/mediation/disputes/{online}/scope", new { rule = "elsewhere", reason = "请到厂所在地的调委会" });
        await applicant.Open("/my/mediation");
        applicant.Words.ShouldContain("请到厂所在地的调委会");
        (await town.With((_, db) => db.Set<Gezhi.Platform.Notify.Parcel>().CountAsync(p => p.Kind == "mediation.answered"))).ShouldBe(1);

        foreach (var ending in new[] { "Failed", "PartyRefuses", "PartyGone", "HandedOn" })
        {
            var (path, _, _) = await Taken(head);
            (await head.Refused(path + "/ending", new { ending, reason = "谈不拢" })).ShouldBe((409, "mediation.not-told"));
            (await head.Refused(path + "/ending", new { ending = "Fulfilled", reason = "谈不拢" })).ShouldBe((409, "mediation.ending"));
            await head.Do(
                path + "/ending",
                new
                {
                    ending,
                    reason = "谈不拢",
                    wereTold = true,
                }
            );
            (await head.Do(path, method: HttpMethod.Get))["ending"]!.GetValue<string>().ShouldBe(ending);
        }

        var (oral, one, other) = await Taken(head);
        foreach (var party in new[] { one, other })
        {
            await head.Do($"{oral}/parties/{party}/identity", new { paper = "IdCard" });
            await head.Do($"{oral}/parties/{party}/notice", new { });
        }
        var me = (await head.Do(oral, method: HttpMethod.Get))["candidates"]!.AsArray().Single(c => c!["isHead"]!.GetValue<bool>())![
            "accountId"
        ]!.GetValue<string>();
        await head.Do(oral + "/mediator", new { mediatorId = me });
        await head.Do(oral + "/records", new { kind = "Together", content = "当面说好" });
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().AddHours(8).DateTime);
        await head.Do(
            oral + "/agreement",
            new
            {
                form = "Oral",
                content = "口头说好赔一百元",
                duties = new[]
                {
                    new
                    {
                        partyId = other,
                        what = "赔一百元",
                        dueOn = $"{today.AddDays(3):yyyy-MM-dd}",
                    },
                },
            }
        );
        await head.Do(oral + "/agreement/signature", new { haveAllSigned = true });
        (await head.See($"/mediation/{oral.Split('/')[^1]}/dossier")).Text("main").ShouldContain("口头协议，由调解员如实记录");
        return oral;
    }

    /// <summary>A month later the court is out of reach, and what was not performed ends as such.</summary>
    private static async Task TooLate(Town town, string oral)
    {
        using var head = await town.As(Role.Mediator, "tiaojie01");
        (await head.Refused(oral + "/court", new { step = "Applied", areTogether = true })).ShouldBe((409, "mediation.court-late"));
        var duty = (await head.Do(oral, method: HttpMethod.Get))["duties"]![0]!["id"]!.GetValue<string>();
        (await head.Refused($"{oral}/duties/{duty}/outcome", new { isDone = false })).Status.ShouldBe(400, "why not?");
        await head.Do($"{oral}/duties/{duty}/outcome", new { isDone = false, note = "不肯给" });
        (await head.Refused(oral + "/ending", new { ending = "Fulfilled", reason = "x" })).ShouldBe((409, "mediation.duties-open"));
        await head.Do(
            oral + "/ending",
            new
            {
                ending = "Unfulfilled",
                reason = "可以起诉",
                wereTold = true,
            }
        );
    }

    private static async Task<(string Path, string One, string Other)> Taken(HttpClient head)
    {
        var id = (
            await head.Do(
                "/api/mediation/applications",
                new
                {
                    committee = Committee,
                    kind = "damage",
                    facts = "自行车碰了一下",
                    applicantName = "丁一",
                    respondentName = "丁二",
                }
            )
        )["id"]!.GetValue<string>();
        var path = $"/api/mediation/disputes/{id}";
        await head.Do(path + "/scope", new { });
        var parties = (await head.Do(path, method: HttpMethod.Get))["parties"]!;
        return (path, parties[0]!["id"]!.GetValue<string>(), parties[1]!["id"]!.GetValue<string>());
    }

    /// <summary>Red calls the head at once and every hour until somebody has seen to it.</summary>
    private static async Task Risk(Town town, string id)
    {
        using (var head = await town.As(Role.Mediator, "tiaojie01"))
            await head.Do($"/api/mediation/disputes/{id}/risk", new { risk = "Red" });
        var asked = await Asked(town);
        town.Clock.Move(TimeSpan.FromMinutes(61));
        await town.Ring();
        (await Asked(town)).ShouldBe(asked + 1);
        using (var head = await town.As(Role.Mediator, "tiaojie01")) // sessions end by themselves
            await head.Do($"/api/mediation/disputes/{id}/risk/answer", new { note = "已上门安抚双方" });
        town.Clock.Move(TimeSpan.FromMinutes(61));
        await town.Ring();
        (await Asked(town)).ShouldBe(asked + 1);
    }

    private static Task<int> Asked(Town town) =>
        town.With((_, db) => db.Set<Message>().CountAsync(m => m.Kind == MessageKind.Mediation && m.Text.Contains("处置")));

    /// <summary>Who is a party, or bears a party's name, can neither mediate nor read.</summary>
    private static async Task Conflicts(HttpClient head, HttpClient second, string id)
    {
        var view = await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get);
        var helper = view["candidates"]!.AsArray().Single(c => !c!["isHead"]!.GetValue<bool>())!["accountId"]!.GetValue<string>();
        await head.Do($"/api/mediation/disputes/{id}/conflicts", new { kind = "Relative", accountId = helper });
        (await head.Refused($"/api/mediation/disputes/{id}/mediator", new { mediatorId = helper })).ShouldBe((409, "mediation.conflict"));
        (await head.Refused($"/api/mediation/disputes/{id}/conflicts/clearance", new { accountId = helper })).ShouldBe(
            (409, "mediation.not-cleared")
        );
        var own = await head.Do(
            "/api/mediation/applications",
            new
            {
                committee = Committee,
                kind = "damage",
                facts = "和调解员自己的纠纷",
                applicantName = "某甲",
                applicantPhone = "15400096009",
                respondentName = "邵玉梅",
                respondentPhone = "15400092003",
            }
        );
        var mine = own["id"]!.GetValue<string>();
        await head.Do($"/api/mediation/disputes/{mine}/scope", new { });
        (await head.Refused($"/api/mediation/disputes/{mine}/mediator", new { mediatorId = helper })).ShouldBe((409, "mediation.is-party"));
        (await head.Refused($"/api/mediation/disputes/{mine}/co-mediators", new { accountId = helper })).ShouldBe(
            (409, "mediation.is-party")
        );
        (await second.Refused($"/api/mediation/disputes/{mine}", method: HttpMethod.Get)).Status.ShouldBe(404);
        var named = await head.Do(
            "/api/mediation/applications",
            new
            {
                committee = Committee,
                kind = "damage",
                facts = "主任的同名人",
                applicantName = "秦和平",
                respondentName = "某乙",
            }
        );
        (await head.Refused($"/api/mediation/disputes/{named["id"]}", method: HttpMethod.Get)).Status.ShouldBe(
            404,
            "the head bears a party's name"
        );
        await head.Do($"/api/mediation/disputes/{mine}/withdrawal", new { });
    }

    private static async Task Helper(Town town, string id)
    {
        using var head = await town.As(Role.Mediator, "tiaojie01");
        using var police = await town.As(Role.Police, "minjing01");
        var officer = await town.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "minjing01").Select(a => a.Id).SingleAsync()
        );
        (await head.Refused($"/api/mediation/disputes/{id}/helpers", new { kind = "Police", accountId = officer })).ShouldBe(
            (409, "mediation.consent-missing")
        );
        await head.Do(
            $"/api/mediation/disputes/{id}/helpers",
            new
            {
                kind = "Police",
                accountId = officer,
                areConsenting = true,
            }
        );
        await head.Do(
            $"/api/mediation/disputes/{id}/helpers",
            new
            {
                kind = "Property",
                name = Secret[10],
                areConsenting = true,
            }
        );
        town.Clock.Move(TimeSpan.FromMinutes(1));
        await head.Do(
            $"/api/mediation/disputes/{id}/records",
            new
            {
                kind = "Together",
                content = Secret[7],
                present = "双方、民警",
            }
        );
        var seen = (await police.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get)).ToJsonString(Readable);
        seen.ShouldContain(Secret[7]);
        foreach (var word in new[] { Secret[2], Secret[5], Secret[6], Secret[11], Secret[4], OnePhone })
            seen.ShouldNotContain(word);
        (await police.Refused($"/api/mediation/disputes/{id}/records", new { kind = "Note", content = "x" })).Status.ShouldBe(404);
        (await police.See($"/mediation/{id}/dossier")).Status.ShouldBe(HttpStatusCode.NotFound);
        var helpers = (await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get))["helpers"]!.AsArray();
        await head.Do($"/api/mediation/disputes/{id}/helpers/{helpers.First(h => h!["hasAccount"]!.GetValue<bool>())!["id"]}/end", new { });
        (await police.Refused($"/api/mediation/disputes/{id}", method: HttpMethod.Get)).Status.ShouldBe(404);
    }

    private static async Task Agree(Town town, string id, string other)
    {
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().AddHours(8).DateTime);
        object Draft(DateOnly due) =>
            new
            {
                form = "Written",
                content = Secret[8],
                duties = new[]
                {
                    new
                    {
                        partyId = other,
                        what = Secret[9],
                        dueOn = $"{due:yyyy-MM-dd}",
                        amountFen = 60_000,
                    },
                },
            };
        var agreement = $"/api/mediation/disputes/{id}/agreement";

        town.Clock.Move(TimeSpan.FromDays(31));
        today = today.AddDays(31);
        await town.Ring();
        await Reminded(town);
        using var head = await town.As(Role.Mediator, "tiaojie01"); // sessions end
        (await head.Refused(agreement, Draft(today.AddDays(10)))).ShouldBe((409, "mediation.overdue"));
        var extension = $"/api/mediation/disputes/{id}/extension";
        (await head.Refused(extension, new { until = $"{today.AddDays(9):yyyy-MM-dd}", reason = "双方还愿意谈" })).ShouldBe(
            (409, "mediation.consent-missing")
        );
        (
            await head.Refused(
                extension,
                new
                {
                    until = $"{today.AddDays(90):yyyy-MM-dd}",
                    reason = "双方还愿意谈",
                    areConsenting = true,
                }
            )
        ).ShouldBe((400, "input.invalid"));
        await head.Do(
            extension,
            new
            {
                until = $"{today.AddDays(9):yyyy-MM-dd}",
                reason = "双方还愿意谈",
                areConsenting = true,
            }
        );

        (await head.Refused(agreement + "/signature", new { haveAllSigned = true })).ShouldBe((409, "mediation.no-draft"));
        (await head.Refused(agreement, Draft(today.AddDays(-1)))).ShouldBe((400, "input.invalid"));
        await head.Do(agreement, Draft(today.AddDays(20)));
        await head.Do(agreement, Draft(today.AddDays(10)));
        (await head.Refused(agreement + "/signature", new { })).ShouldBe((409, "mediation.not-all-signed"));
        await head.Do(agreement + "/signature", new { haveAllSigned = true });
        (await head.Refused(agreement, Draft(today.AddDays(11)))).ShouldBe((409, "mediation.signed"));
        var view = await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get);
        view["agreement"]!["isUnchanged"]!.GetValue<bool>().ShouldBeTrue();
        view["duties"]!.AsArray().Count.ShouldBe(1);
        view["agreement"]!["courtUntil"]!.GetValue<string>().ShouldBe($"{today.AddDays(30):yyyy-MM-dd}");
    }

    /// <summary>A month without anybody at it: each limit of both dossiers was called out, by number and kind of thing alone.</summary>
    private static async Task Reminded(Town town)
    {
        var told = await town.With(
            (_, db) => db.Set<Message>().Where(m => m.Kind == MessageKind.Mediation).Select(m => m.Text).ToListAsync()
        );
        string[] kinds =
        [
            "调解期限快到了",
            "调解期限已过",
            "有一项约定快到期了",
            "有一项约定到期还没有履行记录",
            "共同申请司法确认的期限快到了",
            "请回访当事人",
        ];
        foreach (var kind in kinds)
            told.Count(t => t.Contains(kind, StringComparison.Ordinal)).ShouldBeGreaterThan(0, kind);
        foreach (var word in Secret.Concat(["丁一", "丁二", "赔一百元", "口头说好"]))
            told.Count(t => t.Contains(word, StringComparison.Ordinal)).ShouldBe(0, "a message names no party and no word");
    }

    /// <summary>Each side sees the agreement and its days; neither sees what the other said alone, in pages, data or the copy of the own data.</summary>
    private static async Task OwnParts(Town town, string id)
    {
        foreach (var (phone, otherPhone) in new[] { (OnePhone, OtherPhone), (OtherPhone, OnePhone) })
        {
            using var party = new Handset(town);
            await PhoneOwner.SignIn(town, party, phone);
            await party.Open("/my/mediation");
            var page = party.Words;
            page.ShouldContain(Secret[8]);
            page.ShouldContain(Secret[9]);
            var data = await party.Client.GetStringAsync(new Uri("/api/my/mediation", UriKind.Relative));
            var copy = await party.Client.GetStringAsync(new Uri("/my/data/copy", UriKind.Relative));
            foreach (var word in new[] { Secret[2], Secret[5], Secret[6], Secret[7], Secret[11], otherPhone })
            {
                page.ShouldNotContain(word);
                System.Text.RegularExpressions.Regex.Unescape(data).ShouldNotContain(word);
                System.Text.RegularExpressions.Regex.Unescape(copy).ShouldNotContain(word);
            }
        }
        using var stranger = new Handset(town);
        await PhoneOwner.SignIn(town, stranger, "15400096007");
        (await stranger.Client.Do("/api/my/mediation", method: HttpMethod.Get)).AsArray().ShouldBeEmpty();
        (await stranger.Client.Refused($"/api/my/mediation/{id}/notice", new { })).Status.ShouldBe(404);
    }

    private static async Task Perform(Town town, string id)
    {
        var path = $"/api/mediation/disputes/{id}";
        town.Clock.Move(TimeSpan.FromDays(8));
        await town.Ring();
        await town.Settle();
        using var head = await town.As(Role.Mediator, "tiaojie01");
        (await head.Refused(path + "/court", new { step = "Confirmed" })).ShouldBe((409, "mediation.court-order"));
        (await head.Refused(path + "/court", new { step = "Applied" })).ShouldBe((409, "mediation.court-together"));
        (await town.With((_, db) => db.Set<Gezhi.Platform.Notify.Parcel>().CountAsync(p => p.Kind == "mediation.duty"))).ShouldBe(
            1,
            "whoever owes it is told where to look"
        );
        await head.Do(
            path + "/court",
            new
            {
                step = "Applied",
                areTogether = true,
                court = "二七区人民法院",
            }
        );
        await head.Do(path + "/court", new { step = "Confirmed" });
        var duty = (await head.Do(path, method: HttpMethod.Get))["duties"]![0]!["id"]!.GetValue<string>();
        (await head.Refused(path + "/ending", new { ending = "Fulfilled", reason = "x" })).ShouldBe((409, "mediation.duties-open"));
        await head.Do(path + $"/duties/{duty}/outcome", new { isDone = true });
        (
            await head.Refused(
                path + "/ending",
                new
                {
                    ending = "Failed",
                    reason = "x",
                    wereTold = true,
                }
            )
        ).ShouldBe((409, "mediation.ending"));
        await head.Do(path + "/ending", new { ending = "Fulfilled", reason = Secret[12] });
        var view = await head.Do(path, method: HttpMethod.Get);
        view["risk"].ShouldBeNull("the colour is gone with the dispute");
        (await head.Refused(path + "/archive", new { })).ShouldBe((409, "mediation.part-missing"));
        await head.Do(path + "/records", new { kind = "FollowUp", content = Secret[13] });
        await head.Do(path + "/archive", new { });
        (await head.Refused(path + "/records", new { kind = "Note", content = "x" })).ShouldBe((409, "mediation.not-now"));

        var print = await head.See($"/mediation/{id}/dossier");
        print
            .Page.QuerySelectorAll(".sheet[data-part]")
            .Select(s => int.Parse(s.GetAttribute("data-page")!, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(1, print.Page.QuerySelectorAll(".sheet[data-part]").Length));
        print
            .Page.QuerySelectorAll(".sheet[data-part]")
            .Select(s => s.GetAttribute("data-part"))
            .Distinct()
            .ShouldBe(["1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "12", "13"]);
        print.Texts("main .said").ShouldBeEmpty();
        print.Page.QuerySelectorAll(".sheet[data-part='6'] img.scan").Length.ShouldBe(1);
        (await head.See($"/mediation/{id}")).Text("main").ShouldContain("与签订时一致");
        using var leader = await town.As(Role.Leader, "lingdao01");
        var figures = await leader.Do($"/api/mediation/statistics?year={town.Clock.GetUtcNow().Year}", method: HttpMethod.Get);
        figures["taken"]!.GetValue<int>().ShouldBeGreaterThan(5);
        figures["kinds"]!
            .AsArray()
            .ShouldAllBe(k => k!["count"] == null, "one of a kind is too few, and what would give it away is hidden");
    }

    /// <summary>Every role at every door: what reads answers without a word of it, what acts answers as for something that is not there.</summary>
    private static async Task Sweep(Town town, Engine engine, Guid caseId, string id)
    {
        var ids = new Dictionary<string, string>
        {
            ["disputeId"] = id,
            ["Id"] = id,
            ["caseId"] = caseId.ToString(),
            ["Key"] = caseId.ToString(),
        };
        var doors = Door.Of(town)
            .Where(d => !d.Pattern.StartsWith("/dev/", StringComparison.Ordinal) && d.Pattern != "/demo/sign-in/{role}")
            .ToList();
        if (engine != Engine.Sqlite) // what differs between the engines are the queries of this module and of the lists of cases
            doors = doors.FindAll(IsNear);
        var (leaks, tried) = (new List<string>(), 0);
        foreach (var role in Enum.GetValues<Role>())
        {
            var isWide = role is Role.Leader or Role.CommunitySecretary or Role.Mediator; // the others differ only in how little they see
            using var person = await town.As(
                role,
                role switch
                {
                    Role.Mediator => "tiaojie02",
                    _ => null,
                }
            );
            foreach (var door in doors.Where(d => !d.IsForResidents && (isWide || IsNear(d))))
            {
                var isOurs =
                    door.Pattern.Contains("mediation", StringComparison.Ordinal)
                    && (
                        door.Pattern.Contains("{disputeId", StringComparison.Ordinal)
                        || door.Pattern.Contains("{Id", StringComparison.Ordinal)
                    );
                if (door.Method != "GET" && !(isOurs && !door.IsForPeople))
                    continue;
                using var answer = await person.SendAsync(
                    new HttpRequestMessage(new HttpMethod(door.Method), door.Address(ids))
                    {
                        Content = door.Method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
                    },
                    HttpCompletionOption.ResponseHeadersRead // a feed never ends
                );
                tried++;
                if (isOurs && answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden))
                    leaks.Add($"{role} {door.Name}: {(int)answer.StatusCode}");
                if (
                    answer.Content.Headers.ContentType?.MediaType
                    is not ("text/html" or "application/json" or "application/problem+json" or "text/csv")
                )
                    continue;
                var text = await answer.Content.ReadAsStringAsync();
                var read = text.Contains("\\u", StringComparison.Ordinal)
                    ? System.Text.RegularExpressions.Regex.Replace(
                        text,
                        @"\\u([0-9a-fA-F]{4})",
                        m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()
                    )
                    : WebUtility.HtmlDecode(text);
                leaks.AddRange(
                    Secret
                        .Concat([OnePhone, OtherPhone])
                        .Where(s => read.Contains(s, StringComparison.Ordinal))
                        .Select(s => $"{role} {door.Name}: {s}")
                );
            }
            foreach (var find in new[] { "/cases?q=", "/registry?q=", "/api/cases?q=", "/centre?q=" })
            {
                var text = WebUtility.HtmlDecode(
                    await (
                        await person.GetAsync(new Uri(find + Uri.EscapeDataString(Secret[0]), UriKind.Relative))
                    ).Content.ReadAsStringAsync()
                );
                if (text.Contains(Secret[2], StringComparison.Ordinal) || text.Contains(id, StringComparison.Ordinal))
                    leaks.Add($"{role} {find}");
            }
        }
        leaks.Distinct().ShouldBeEmpty();
        tried.ShouldBeGreaterThan(engine == Engine.Sqlite ? 600 : 300);
    }

    /// <summary>Of mediation and of cases, where a dispute may come from.</summary>
    private static bool IsNear(Door door) =>
        door.Pattern.Contains("mediation", StringComparison.Ordinal) || door.Pattern.Contains("cases", StringComparison.Ordinal);

    /// <summary>Feed, trail, messages, timeline and the file itself: the words stand nowhere in the open.</summary>
    private static async Task Traces(Town town, Engine engine, string id)
    {
        await town.Settle();
        var texts = await town.With(
            async (_, db) =>
                (List<string>)
                    [
                        .. await db.Set<EventRow>().Where(e => e.Payload != null).Select(e => e.Payload!).ToListAsync(),
                        .. await db.Set<AuditRow>().Select(a => a.Detail).ToListAsync(),
                        .. await db.Set<Message>().Select(m => m.Title + m.Text).ToListAsync(),
                        .. await db.Set<Gezhi.Cases.Timelines.TimelineText>().Select(t => t.Note + t.PublicText).ToListAsync(),
                    ]
        );
        foreach (var word in Secret.Concat([OnePhone, OtherPhone, "Red", "红："]))
            texts.ShouldAllBe(t => !t.Contains(word, StringComparison.Ordinal));
        var dispute = Guid.Parse(id);
        (await town.With((_, db) => db.Set<EventRow>().AnyAsync(e => e.SubjectId == dispute))).ShouldBeFalse(
            "nothing of it is on the feed"
        );
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == dispute).Select(a => a.Action).Distinct().ToListAsync()
        );
        trail.ShouldBe(["mediation.opened", "mediation.printed", "mediation.step"], ignoreOrder: true);
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "mediation.revealed"))).ShouldBe(1);
        if (engine != Engine.Sqlite)
            return;
        foreach (var file in Directory.GetFiles(town.Services.GetRequiredService<StorageRoot>().Path, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            foreach (var word in Secret)
                bytes
                    .GetBuffer()
                    .AsSpan(0, (int)bytes.Length)
                    .IndexOf(Encoding.UTF8.GetBytes(word))
                    .ShouldBe(-1, $"{Path.GetFileName(file)}: {word}");
        }
    }

    /// <summary>After its years nothing sealed is left; a word changed behind the product's back is seen before.</summary>
    private static async Task Forgotten(Town town, string id)
    {
        using var head = await town.As(Role.Mediator, "tiaojie01");
        var dispute = Guid.Parse(id);
        await town.With(
            async (services, db) =>
            {
                var agreement = await db.Set<Agreement>().SingleAsync(a => a.DisputeId == dispute);
                agreement.Content = services.GetRequiredService<FieldCipher>().Seal(db.DistrictId, Agreement.ContentField, "另一份协议");
                await db.Save(CancellationToken.None);
                return true;
            }
        );
        (await head.Do($"/api/mediation/disputes/{id}", method: HttpMethod.Get))["agreement"]!["isUnchanged"]!
            .GetValue<bool>()
            .ShouldBeFalse();
        await town.With(
            async (services, db) =>
            {
                // Ten years of the whole town would ring with it.
                var timer = (await db.Set<TimerRow>().Where(t => t.SubjectId == dispute && t.NextAt != null).ToListAsync()).Single();
                (timer.DueAt - town.Clock.GetUtcNow().UtcDateTime).TotalDays.ShouldBe(3_650, 1);
                await services
                    .GetServices<ITimerHandler>()
                    .Single(h => h.Kind == timer.Kind)
                    .Fire(timer, db, timer.DueAt, CancellationToken.None);
                await db.Save(CancellationToken.None);
                return true;
            }
        );
        var left = await town.With(
            async (_, db) =>
                (
                    await db.Set<Dispute>().SingleAsync(d => d.Id == dispute),
                    await db.Set<Party>().Where(p => p.DisputeId == dispute).ToListAsync(),
                    await db.Set<DisputeRecord>().Where(r => r.DisputeId == dispute).ToListAsync()
                )
        );
        left.Item1.ForgottenAt.ShouldNotBeNull();
        left.Item1.Facts.ShouldBeNull();
        left.Item2.ShouldAllBe(p => p.Name == null && p.Phone == null && p.PhoneIndex == null && p.Address == null);
        left.Item3.ShouldAllBe(r => r.Content == null && r.Present == null);
        (await town.With((_, db) => db.Set<ScannedPage>().CountAsync(p => p.DisputeId == dispute))).ShouldBe(0);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
