using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Cases.Joining;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Registry.Records;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Resident;

/// <summary>What residents agreed to: asked before the sign-in, seen as it was, taken back, given again.</summary>
public sealed class ConsentTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    private static string PhoneOf(Engine engine, int number) => $"154000{(engine == Engine.Sqlite ? "61" : "62")}{number:D3}";

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_is_signed_in_who_did_not_agree_and_the_code_stays_good(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 1);
        using var aunt = new Handset(town);
        (await aunt.Client.PostAsJsonAsync("/api/resident-session/code", new { phone })).EnsureSuccessStatusCode();
        var code = await PhoneOwner.CodeFor(town, phone);

        (await aunt.Client.Refused("/api/resident-session", new { phone, code })).Code.ShouldBe("consent.needed");
        (
            await aunt.Client.Refused(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 2,
                    agreedBy = "Self",
                }
            )
        ).Code.ShouldBe("consent.needed");
        (
            await aunt.Client.Refused(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                }
            )
        ).Status.ShouldBe(400);
        (
            await aunt.Client.Refused(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Guardian",
                }
            )
        ).Status.ShouldBe(400);
        (await Records(town, phone)).ShouldBeEmpty();
        aunt.Keep(
            (
                await aunt.Client.PostAsJsonAsync(
                    "/api/resident-session",
                    new
                    {
                        phone,
                        code,
                        agreedTo = 1,
                        agreedBy = "Guardian",
                        relation = "Mother",
                    }
                )
            ).EnsureSuccessStatusCode()
        );

        var record = (await Records(town, phone)).ShouldHaveSingleItem();
        (record.Purpose, record.TextNumber, record.IsChild, record.GivenBy, record.Relation, record.Channel).ShouldBe(
            (ConsentPurposes.Account, 1, true, ConsentGiver.Guardian, GuardianRelation.Mother, ConsentChannel.Page)
        );
        record.PhoneSealed!.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(phone)).ShouldBe(-1, "sealed");
        (
            await aunt.Client.Refused(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Self",
                }
            )
        ).Status.ShouldBe(400, "once");
        town.Clock.Move(TimeSpan.FromMinutes(2));
        using var again = new Handset(town);
        (await again.Client.PostAsJsonAsync("/api/resident-session/code", new { phone })).EnsureSuccessStatusCode();
        code = await PhoneOwner.CodeFor(town, phone);
        (await again.Client.PostAsJsonAsync("/api/resident-session", new { phone, code })).StatusCode.ShouldBe(
            HttpStatusCode.NoContent,
            "who agreed to these words is not asked again"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Withdrawing_the_sign_in_ends_it_everywhere_and_the_history_is_there_after_the_next(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 2);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        await aunt.Open("/my/data");
        aunt.Words.ShouldContain("撤回后马上退出登录");
        aunt.Words.ShouldContain("我们用验证码核对手机号是您本人在用");
        var id = (await Mine(aunt.Client))[0]!["id"]!.GetValue<Guid>();

        await aunt.Send($"form:has(input[value='withdraw-{id}'])");

        aunt.Path.ShouldBe("/");
        await aunt.Open("/my/data");
        aunt.Path.ShouldStartWith("/my/sign-in");
        (await town.With((_, db) => db.Set<ConsentRecord>().SingleAsync(c => c.Id == id))).WithdrawnAt.ShouldNotBeNull();
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await PhoneOwner.SignIn(town, aunt, phone);
        var mine = await Mine(aunt.Client);
        mine.Count.ShouldBe(2);
        (mine[0]!["withdrawnAt"] is null, mine[1]!["withdrawnAt"] is null).ShouldBe((true, false));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Withdrawing_reminders_drops_every_follow_and_nobody_else_can(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 3);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        await town.With(
            async (services, db) =>
            {
                var book = services.GetRequiredService<ConsentBook>();
                await book.Give(
                    ConsentPurposes.Notices,
                    new ConsentSubject(ConsentSubjectKind.Phone, null, phone),
                    new ConsentSaid(ConsentChannel.Page),
                    false,
                    null,
                    Actor.Anonymous(db.DistrictId),
                    CancellationToken.None
                );
                await db.Save(CancellationToken.None);
                return 0;
            }
        );
        var row = (await Mine(aunt.Client)).Single(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Notices)!;
        var (id, version) = (row["id"]!.GetValue<Guid>(), row["version"]!.GetValue<int>());
        using var other = new Handset(town);
        await PhoneOwner.SignIn(town, other, PhoneOf(engine, 4));

        (await other.Client.Refused($"/api/my/consents/{id}/withdrawal", new { version })).Status.ShouldBe(404);
        (await aunt.Client.Refused($"/api/my/consents/{id}/withdrawal", new { version = version + 1 })).Status.ShouldBe(412);
        await aunt.Client.Do($"/api/my/consents/{id}/withdrawal", new { version });
        (await aunt.Client.Refused($"/api/my/consents/{id}/withdrawal", new { version = version + 1 })).Code.ShouldBe("consent.withdrawn");
        (await aunt.Client.Refused($"/api/my/consents/{id}/agreement", new { agreedTo = 9 })).Code.ShouldBe("consent.newer");
        await aunt.Client.Do($"/api/my/consents/{id}/agreement", new { agreedTo = 1 });

        var rows = (await Mine(aunt.Client)).Where(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Notices).ToList();
        rows.Count.ShouldBe(2, "the history stays");
        rows.Count(r => r!["withdrawnAt"] is null).ShouldBe(1);
        (await aunt.Client.GetStringAsync(new Uri("/my/data/copy", UriKind.Relative))).ShouldContain("只发与这件事有关的内容");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_in_the_registry_goes_with_the_withdrawal_and_comes_back_with_a_new_yes(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 5);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "许甲" : "许乙");
        var person = Guid.Parse(await home.Person(worker, "试许可", phone, null));
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        var row = (await Mine(aunt.Client)).Single(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Registry)!;
        row["channel"]!.GetValue<string>().ShouldBe("HomeVisit");
        row["post"]!.GetValue<string>().ShouldNotBeEmpty("the post that wrote it down");

        await aunt.Client.Do($"/api/my/consents/{row["id"]}/withdrawal", new { version = row["version"]!.GetValue<int>() });

        (await PersonOf(town, person)).ShouldSatisfyAllConditions(
            p => p.PhoneSealed.ShouldBeNull(),
            p => p.PhoneIndex.ShouldBeNull(),
            p => p.ConsentedOn.ShouldBeNull()
        );
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "consent.withdrawn" && a.SubjectId == person))).ShouldBe(
            1
        );
        await aunt.Client.Do($"/api/my/consents/{row["id"]}/agreement", new { agreedTo = 1 });
        (await PersonOf(town, person)).PhoneTail.ShouldBe(phone[^4..]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_version_asks_again_and_the_old_words_stay_readable(Engine engine)
    {
        await using var house = await NewTown(engine);
        var town = house;
        var phone = PhoneOf(engine, 6);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        using var security = await town.As(Role.SecurityAdmin);
        using var audit = await town.As(Role.AuditAdmin);
        object Words(string title, int? version) =>
            new
            {
                titleZh = title,
                titleEn = "Signing in by phone, new",
                wordsZh = "新的说明文字。",
                wordsEn = "New words.",
                fieldsZh = "手机号",
                fieldsEn = "Phone",
                keepZh = "撤回为止",
                keepEn = "Until withdrawn",
                effectZh = "撤回后马上退出。",
                effectEn = "You are signed out.",
                asksAgain = true,
                version,
            };
        (await audit.Refused("/api/consent-texts/account/draft", Words("新文字", null), HttpMethod.Put)).Status.ShouldBe(403);
        (await security.Refused("/api/consent-texts/nothing/draft", Words("新文字", null), HttpMethod.Put)).Status.ShouldBe(404);
        var drafted = (await security.Do("/api/consent-texts/account/draft", Words("新文字", null), HttpMethod.Put))[
            "version"
        ]!.GetValue<int>();
        (await security.Refused("/api/consent-texts/account/draft", Words("别人的", null), HttpMethod.Put)).Status.ShouldBe(412);
        (
            await security.Refused("/api/consent-texts/account/draft/publication", new { version = drafted, validFrom = "2001-01-01" })
        ).Status.ShouldBe(400);
        (await security.Do("/api/consent-texts/account/draft/publication", new { version = drafted }))["number"]!
            .GetValue<int>()
            .ShouldBe(2);
        (await security.Refused("/api/consent-texts/account/draft/publication", new { version = drafted })).Code.ShouldBe(
            "consent.no-draft"
        );

        var mine = (await Mine(aunt.Client)).Single()!;
        mine["mustAskAgain"]!.GetValue<bool>().ShouldBeTrue();
        mine["text"]!["parts"]!["wordsZh"]!.GetValue<string>().ShouldContain("我们用验证码核对手机号", customMessage: "as it was");
        town.Clock.Move(TimeSpan.FromMinutes(2));
        using var again = new Handset(town);
        (await again.Client.PostAsJsonAsync("/api/resident-session/code", new { phone })).EnsureSuccessStatusCode();
        var code = await PhoneOwner.CodeFor(town, phone);
        (
            await again.Client.Refused(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Self",
                }
            )
        ).Code.ShouldBe("consent.needed");
        (
            await again.Client.PostAsJsonAsync(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 2,
                    agreedBy = "Self",
                }
            )
        ).EnsureSuccessStatusCode();
        var page = await security.GetStringAsync(new Uri("/admin/consent-texts/account", UriKind.Relative));
        page.ShouldContain("第 2 版");
        page.ShouldContain("我们用验证码核对手机号是您本人在用", customMessage: "old versions stay readable");
        (await security.GetStringAsync(new Uri("/admin/consent-texts", UriKind.Relative))).ShouldContain("有进展时提醒我");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_real_follow_is_dropped_with_the_consent_that_came_with_it(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 11);
        var caseId = (await town.Dispatched("井盖缺角，想跟着看", PhoneOf(engine, 12))).CaseId();
        using var anybody = town.Anybody();
        await anybody.Do(
            "/api/near/follows",
            new
            {
                caseId,
                lon = Town.Lon,
                lat = Town.Lat,
                phone,
            }
        );
        Task<int> Follows() => town.With((_, db) => db.Set<Follow>().CountAsync(f => f.OwnCaseId == caseId));
        (await Follows()).ShouldBe(1);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        var row = (await Mine(aunt.Client)).Single(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Notices)!;

        var stopped = await aunt.Client.Do($"/api/my/consents/{row["id"]}/withdrawal", new { version = row["version"]!.GetValue<int>() });

        stopped["stopped"]!.GetValue<int>().ShouldBe(1);
        (await Follows()).ShouldBe(0);
        (await aunt.Client.Do("/api/my/follows", method: HttpMethod.Get)).AsArray().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_came_with_a_list_sees_the_consent_that_has_no_row_and_takes_it_back(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 13);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var mark = engine == Engine.Sqlite ? "甲" : "乙";
        var content = new ByteArrayContent(
            Workbooks.Csv(
                "网格编码,地址,姓名,手机号,身份证号,同意留存,与户主关系\r\n"
                    + $"41010301000400101,同意路9号同意园{mark}3号楼2单元501室,澹台同意{mark},{phone},,是,户主\r\n"
            )
        );
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var file = (await worker.Do("/api/registry/imports?kind=Residents&name=a.csv&source=consent", content))["id"]!.GetValue<string>();
        var seen = await Until(worker, file, "Checked");
        await worker.Do($"/api/registry/imports/{file}/begin", new { version = seen["version"]!.GetValue<int>() });
        await Until(worker, file, "Done");
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);

        var row = (await Mine(aunt.Client)).Single(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Registry)!;
        (row["version"]!.GetValue<int>(), row["channel"]!.GetValue<string>()).ShouldBe((0, "List"), "it has no row of its own");
        var person = row["id"]!.GetValue<Guid>();
        (await town.With((_, db) => db.Set<ConsentRecord>().CountAsync(c => c.SubjectId == person))).ShouldBe(0);
        using var other = new Handset(town);
        await PhoneOwner.SignIn(town, other, PhoneOf(engine, 14));
        (await other.Client.Refused($"/api/my/consents/{person}/withdrawal", new { version = 0 })).Status.ShouldBe(404);

        await aunt.Client.Do($"/api/my/consents/{person}/withdrawal", new { version = 0 });

        (await PersonOf(town, person)).PhoneSealed.ShouldBeNull();
        var written = await town.With((_, db) => db.Set<ConsentRecord>().AsNoTracking().SingleAsync(c => c.SubjectId == person));
        (written.Channel, written.WithdrawnAt.HasValue).ShouldBe((ConsentChannel.List, true));
        (await Mine(aunt.Client))
            .Count(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Registry)
            .ShouldBe(1, "not once more without a row");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_opened_the_record_of_a_consent_stands_on_the_list_of_who_looked(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = PhoneOf(engine, 15);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, engine == Engine.Sqlite ? "看甲" : "看乙");
        await home.Person(worker, "试看过", phone, null);
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        var row = (await Mine(aunt.Client)).Single(r => r!["purpose"]!.GetValue<string>() == ConsentPurposes.Registry)!;
        await worker.Do($"/api/registry/consents/{row["id"]}/opening");

        var looks = (await aunt.Client.Do("/api/my/data", method: HttpMethod.Get))["looks"]!.AsArray();

        looks.ShouldHaveSingleItem()!["itemId"]!.GetValue<string>().ShouldBe(row["id"]!.GetValue<string>());
        await aunt.Open("/my/data");
        aunt.Page.QuerySelector($"section[aria-labelledby='c-{row["id"]}']")!.TextContent.ShouldContain("核对同意记录");
        (await aunt.Client.GetStringAsync(new Uri("/my/data/copy", UriKind.Relative))).ShouldContain("核对同意记录");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_reporter_says_with_one_tick_that_a_child_can_be_recognised_and_the_photos_are_nobody_elses(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        MultipartFormDataContent Report(string? tick) =>
            Form.With(("text", "滑梯坏了"), ("lon", $"{Town.Lon}"), ("lat", $"{Town.Lat}"), ("showsChild", tick ?? "false"))
                .Photo("files", Photos.Small);
        var ticked = await aunt.Do("/api/reports", Report("true"));
        var open = await aunt.Do("/api/reports", Report(null));
        var (no, openNo) = (ticked["receiptNo"]!.GetValue<string>(), open["receiptNo"]!.GetValue<string>());

        var record = (await PhotoWords(town, ticked.CaseId())).ShouldHaveSingleItem();
        (record.Stands, record.IsChild, record.Channel, record.RecordedBy).ShouldBe((false, true, ConsentChannel.Page, null));
        (await PhotoWords(town, open.CaseId())).ShouldBeEmpty();
        (await aunt.See($"/receipt/{no}")).Text("main").ShouldContain("照片不对外公开");

        var page = await aunt.See($"/receipt/{openNo}");
        var form = page.Page.QuerySelectorAll("form").Single(f => f.TextContent.Contains("照片里能认出孩子，不公开"));
        form.Id = "child";
        await aunt.Submit(page, "#child");
        (await aunt.See($"/receipt/{openNo}")).Text("main").ShouldContain("照片不对外公开");
        await aunt.Do($"/api/receipts/{openNo}/hidden-photos"); // the same again
        (await PhotoWords(town, open.CaseId())).ShouldHaveSingleItem().IsChild.ShouldBeTrue();
        (await aunt.Refused("/api/receipts/AAAAAAAAAAAA/hidden-photos")).Status.ShouldBe(404);
    }

    private static Task<List<ConsentRecord>> PhotoWords(Town town, Guid caseId) =>
        town.With(
            (_, db) =>
                db.Set<ConsentRecord>()
                    .AsNoTracking()
                    .Where(c => c.SubjectId == caseId && c.Purpose == ConsentPurposes.Photos)
                    .ToListAsync()
        );

    private static async Task<JsonNode> Until(HttpClient person, string id, string state)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var seen = await person.Do($"/api/registry/imports/{id}", method: HttpMethod.Get);
            if (seen["state"]!.GetValue<string>() == state)
                return seen;
            await Task.Delay(50);
        }
        throw new TimeoutException($"never {state}");
    }

    private static Task<Town> NewTown(Engine engine) => Town.Start(engine);

    private static Task<Person> PersonOf(Town town, Guid id) =>
        town.With((_, db) => db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == id));

    private static async Task<JsonArray> Mine(HttpClient aunt) => (await aunt.Do("/api/my/consents", method: HttpMethod.Get)).AsArray();

    private static Task<List<ConsentRecord>> Records(Town town, string phone) =>
        town.With(async (services, db) => await services.GetRequiredService<ConsentBook>().Of(phone, CancellationToken.None));
}
