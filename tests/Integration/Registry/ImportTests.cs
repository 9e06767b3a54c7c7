using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Gezhi.Registry.Importing;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>Files for the registry: looked through, taken in, given back, taken back; and twenty and more that are broken.</summary>
public sealed class ImportTests
{
    private const string Area = "41010301000400101";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task People_come_in_with_their_doors_are_found_and_go_again_with_the_whole_file(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var number = CitizenId.Upgrade("410199790506771", new DateOnly(2026, 1, 1))!.Value.Value;
        var wrong = number[..17] + (number[17] == '1' ? '2' : '1');
        var table =
            "网格编码,地址,姓名,手机号,身份证号,同意留存,与户主关系\r\n"
            + $"{Area},名册路9号名册园一3号楼2单元501室,澹台入册,15405991001,{number},是,户主\r\n"
            + $"{Area},名册园一3-2-501,澹台小册,,,,子女\r\n"
            + $"{Area},名册园一3-2-501,澹台小册,,,,子女\r\n" // stands twice
            + $"{Area},名册园一3-2-502,澹台无据,15405991002,,,户主\r\n" // no consent
            + $"{Area},名册园一3-2-503,澹台错号,,{wrong},是,户主\r\n"; // wrong check digit
        var id = await Upload(worker, "Residents", "一.csv", Workbooks.Csv(table), "一号名册");

        var checkedFile = await Until(worker, id, "Checked");
        (Int(checkedFile, "good"), Int(checkedFile, "refused"), Int(checkedFile, "repeated"), Int(checkedFile, "added")).ShouldBe(
            (2, 2, 1, 0)
        );
        (await Found(worker, "澹台入册")).ShouldBe(0, "a dry run writes nothing");
        var file = Guid.Parse(id);
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().SingleAsync(a => a.SubjectId == file && a.Action == "registry.import-checked")
        );
        trail.Detail.ShouldStartWith("5 Residents ", customMessage: "a check that compares people counts for whoever asked");
        trail.AccountId.ShouldNotBeNull();

        await worker.Do($"/api/registry/imports/{id}/begin", new { version = Int(checkedFile, "version") });
        var done = await Until(worker, id, "Done");
        Int(done, "added").ShouldBe(5, "a building, a dwelling, a household, two people");
        (await Found(worker, "澹台入册")).ShouldBe(1);
        (await Found(worker, "15405991001")).ShouldBe(1);
        (await Found(worker, "名册园一3-2-501")).ShouldBeGreaterThanOrEqualTo(4);
        await town.With(
            async (_, db) =>
            {
                var people = await db.Set<Person>().Where(p => p.Source == "一号名册" && p.ValidTo == null).ToListAsync();
                people.Count.ShouldBe(2);
                people.Select(p => p.HouseholdId).Distinct().Count().ShouldBe(1);
                people.ShouldAllBe(p => p.NameMask == "澹台**");
                return 0;
            }
        );

        var again = await Upload(worker, "Residents", "一.csv", Workbooks.Csv(table), "一号名册");
        var known = await Until(worker, again, "Checked");
        (Int(known, "good"), Int(known, "known")).ShouldBe((0, 2), "who is there already is not added again");

        await worker.Do($"/api/registry/imports/{id}/undo", new { version = Int(done, "version") });
        var undone = await Until(worker, id, "Undone");
        Int(undone, "withdrawn").ShouldBe(5);
        (await Found(worker, "澹台入册")).ShouldBe(0);
        (await Found(worker, "名册园一")).ShouldBe(0);
        await town.With(
            async (_, db) =>
            {
                (await db.Set<Person>().CountAsync(p => p.Source == "一号名册")).ShouldBe(0, "nothing of it is kept");
                (await db.Set<AuditRow>().Where(a => a.SubjectId == Guid.Parse(id)).Select(a => a.Action).ToListAsync()).ShouldBe(
                    ["registry.import-uploaded", "registry.import-checked", "registry.import-begun", "registry.import-undone"],
                    ignoreOrder: true
                );
                return 0;
            }
        );

        var mended = await Upload(
            worker,
            "Residents",
            "二.csv",
            Workbooks.Csv(table.Replace(wrong, "", StringComparison.Ordinal)),
            "一号名册"
        );
        Int(await Until(worker, mended, "Checked"), "good").ShouldBe(3, "the mended file comes in after the first one was taken back");
        await worker.Do($"/api/registry/imports/{mended}/begin", new { version = Int(await Until(worker, mended, "Checked"), "version") });
        Int(await Until(worker, mended, "Done"), "added").ShouldBe(8, "a building, two dwellings, two households, three people");
        (await Found(worker, "澹台入册")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_somebody_has_used_since_stays_when_a_file_is_taken_back_and_the_page_names_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var shops = await TakeIn(
            worker,
            "Organisations",
            $"网格编码,名称,地址\r\n{Area},留册证照店,留册路1号\r\n{Area},留册空店,留册路2号\r\n",
            "留册店"
        );
        var places = await TakeIn(
            worker,
            "Places",
            $"网格编码,名称,类型,地址\r\n{Area},留册夜市,市场,留册路3号\r\n{Area},留册点,充电点,留册路4号\r\n{Area},留册查,小餐饮,留册路5号\r\n",
            "留册点"
        );
        var (shop, market, inspected) = await town.With(
            async (_, db) =>
                (
                    await db.Set<Organisation>().Where(o => o.Name == "留册证照店").Select(o => o.Id).SingleAsync(),
                    await db.Set<Place>().Where(p => p.Name == "留册夜市").Select(p => p.Id).SingleAsync(),
                    await db.Set<Place>().Where(p => p.Name == "留册查").Select(p => p.Id).SingleAsync()
                )
        );
        await worker.Do($"/api/registry/organisations/{shop}/licences", new { name = "食品经营许可证", no = "留册001" });
        await worker.Do(
            "/api/registry/places",
            new
            {
                areaCode = Area,
                name = "留册摊",
                type = "Stall",
                address = "留册路3号",
                marketId = market,
            }
        );
        await town.With(
            async (_, db) =>
            {
                var now = town.Clock.GetUtcNow().UtcDateTime;
                db.Add(
                    new Gezhi.Field.Inspections.Inspection
                    {
                        DistrictId = Town.District,
                        Id = Gezhi.Platform.Ids.New(now),
                        No = "20260305-" + engine.ToString()[..5],
                        Record = Gezhi.Registry.Contract.RecordKind.Place,
                        SubjectId = inspected,
                        Sequence = 1,
                        Title = "留册查",
                        AreaCode = Area,
                        ChecklistId = await db.Set<Gezhi.Field.Inspections.Checklist>().OrderBy(c => c.Id).Select(c => c.Id).FirstAsync(),
                        MadeAt = now,
                        ReceivedAt = now,
                    }
                );
                await db.Save(default);
                return 0;
            }
        );

        var shopsUndone = await Undo(worker, shops);
        (Int(shopsUndone, "withdrawn"), Int(shopsUndone, "kept")).ShouldBe((1, 1));
        var placesUndone = await Undo(worker, places);
        (Int(placesUndone, "withdrawn"), Int(placesUndone, "kept")).ShouldBe((1, 2));

        (await Found(worker, "留册证照店")).ShouldBe(1);
        (await Found(worker, "留册空店")).ShouldBe(0);
        (await Found(worker, "留册夜市")).ShouldBe(1);
        (await Found(worker, "留册点")).ShouldBe(0);
        var page = await worker.See($"/registry/imports/{shops}");
        page.Text("section:has(#kept) .regrows").ShouldContain("留册证照店");
        page.Text("section:has(#kept) .regrows").ShouldContain("登记了证照");
        page = await worker.See($"/registry/imports/{places}");
        page.Text("section:has(#kept) .regrows").ShouldContain("里面还有别的台账");
        page.Text("section:has(#kept) .regrows").ShouldContain("有检查或隐患");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Parts_come_back_after_a_file_was_taken_back_and_an_address_taken_back_leaves_the_doors_behind_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        const string Table = $"部件标识码,部件名称,网格编码\r\n41010301003300077,复册井盖,{Area}\r\n";
        await Undo(worker, await TakeIn(worker, "Components", Table, "复册"));
        await TakeIn(worker, "Components", Table, "复册");
        (await Found(worker, "复册井盖")).ShouldBe(1);

        var home = await Home.Make(worker, "退");
        await home.Person(worker, "东郭退册", null, null);
        var named = await TakeIn(worker, "Buildings", "小区,楼号,俗称\r\n试验里退,7,\r\n", "退册"); // nothing to fill
        (await Found(worker, "旧糖厂大院")).ShouldBe(0);
        await town.With(
            async (_, db) =>
            {
                var building = await db.Set<Building>().SingleAsync(b => b.Compound == "试验里退");
                building.Aliases = "";
                await db.Save(default);
                return 0;
            }
        );
        var filled = await TakeIn(worker, "Buildings", "小区,楼号,俗称\r\n试验里退,7,旧糖厂大院\r\n", "退册", "Fill");
        (await Found(worker, "旧糖厂大院")).ShouldBe(4, "building, dwelling, household, person");
        await Undo(worker, filled);
        (await Found(worker, "旧糖厂大院")).ShouldBe(0, "nor behind the door");
        (await Found(worker, "试验里退")).ShouldBe(4);
        named.ShouldNotBe(filled);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_household_that_is_there_already_is_named_as_one_and_its_link_opens(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "链");
        var id = await Upload(worker, "Residents", "链.csv", Workbooks.Csv("小区,楼号,单元,房号\r\n试验里链,7,2,901\r\n"), "链册");
        Int(await Until(worker, id, "Checked"), "known").ShouldBe(1);

        var page = await worker.See($"/registry/imports/{id}");
        var link = page.Page.QuerySelector("#known ~ .regrows a, section:has(#known) .regrows a")!.GetAttribute("href")!;
        link.ShouldBe($"/registry/households/{home.Household}");
        (await worker.GetAsync(link)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }

    private static async Task<string> TakeIn(HttpClient person, string kind, string table, string source, string policy = "Leave")
    {
        var id = await Upload(person, kind, "表.csv", Workbooks.Csv(table), source);
        var seen = await Until(person, id, "Checked");
        await person.Do($"/api/registry/imports/{id}/begin", new { version = Int(seen, "version"), policy });
        await Until(person, id, "Done");
        return id;
    }

    private static async Task<JsonNode> Undo(HttpClient person, string id)
    {
        var done = await Until(person, id, "Done");
        await person.Do($"/api/registry/imports/{id}/undo", new { version = Int(done, "version") });
        return await Until(person, id, "Undone");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_registry_lacks_is_proposed_filled_in_and_taken_back_and_what_somebody_changed_since_stays(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "册");
        var (one, two) = (await home.Person(worker, "夹谷补册", null, null), await home.Person(worker, "夹谷不动", null, null));
        var table =
            "小区,楼号,单元,房号,姓名,电话,同意留存,出生年份\r\n"
            + "试验里册,7,2,901,夹谷补册,15405992001,是,1968\r\n"
            + "试验里册,7,2,901,夹谷不动,15405992002,是,\r\n"
            + "试验里册,7,2,902,夹谷新来,,,\r\n";
        var id = await Upload(worker, "Residents", "补.csv", Workbooks.Csv(table), "补册");
        var seen = await Until(worker, id, "Checked");
        (Int(seen, "good"), Int(seen, "known")).ShouldBe((1, 2));
        var page = await worker.See($"/registry/imports/{id}");
        page.Text("#known ~ .regrows").ShouldContain("可补充出生年份、电话");
        await worker.Do($"/api/registry/imports/{id}/rows/3/leave", new { });

        await worker.Do($"/api/registry/imports/{id}/begin", new { version = Int(seen, "version"), policy = "Fill" });
        var done = await Until(worker, id, "Done");

        (Int(done, "filled"), Int(done, "added")).ShouldBe((1, 3));
        (await Found(worker, "15405992001")).ShouldBe(1);
        (await Found(worker, "15405992002")).ShouldBe(0, "a person said: not this row");
        (await View(worker, one)).ShouldContain("1968");
        var newcomer = await town.With((_, db) => db.Set<Person>().SingleAsync(p => p.Source == "补册" && p.ValidTo == null));
        await worker.Do($"/api/registry/records/{newcomer.Id}/confirmation", new { kind = "Person", version = 1 });

        await worker.Do($"/api/registry/imports/{id}/undo", new { version = Int(done, "version") });
        Int(await Until(worker, id, "Undone"), "withdrawn").ShouldBe(0, "somebody was there since: person, household and door stay");

        (await Found(worker, "15405992001")).ShouldBe(0);
        (await View(worker, one)).ShouldNotContain("1968");
        (await Found(worker, "夹谷补册")).ShouldBe(1);
        (await Found(worker, "夹谷新来")).ShouldBe(1);
        (await Found(worker, "夹谷不动")).ShouldBe(1);
        two.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Columns_are_chosen_by_a_person_once_and_remembered_for_the_source(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var file = Workbooks.Csv($"甲栏,乙栏,丙栏\r\n{Area},册记小店,册记路1号\r\n");
        var first = await Upload(worker, "Organisations", "店.csv", file, "工商册");
        var seen = await Until(worker, first, "Checked");
        seen["code"]!.GetValue<string>().ShouldBe("registry.columns-unknown");
        (await worker.Refused($"/api/registry/imports/{first}/begin", new { version = Int(seen, "version") })).ShouldBe(
            (409, "registry.columns-unknown")
        );

        var page = await worker.See($"/registry/imports/{first}");
        var chosen = await worker.Submit(page, "form.form", ("AreaCode", "甲栏"), ("Name", "乙栏"), ("Address", "丙栏"));
        chosen.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        Int(await Until(worker, first, "Checked"), "good").ShouldBe(1);

        var second = await Upload(worker, "Organisations", "店.csv", file, "工商册");
        var remembered = await Until(worker, second, "Checked");
        Int(remembered, "good").ShouldBe(1);
        remembered["columns"]!["Name"]!.GetValue<string>().ShouldBe("乙栏");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Broken_workbooks_are_refused_or_read_and_never_an_error(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        string[] head = ["网格编码", "名称", "地址"];
        object[] good = [Area, "破册店", "破册路1号"];
        var plain = Workbooks.Xlsx([head, good]);
        var cases = new (string Name, byte[] File, string Result)[]
        {
            ("a picture named .xlsx", Photos.Small, "registry.columns-unknown"),
            ("packed rubbish", [.. "PK\u0003\u0004"u8, .. new byte[400]], "table.unreadable"),
            ("a bomb", Workbooks.Bomb(), "table.unreadable"),
            ("cut off", plain[..(plain.Length / 2)], "table.unreadable"),
            ("formulas", Workbooks.Xlsx([head, [Area, Workbooks.Formula("CONCATENATE(\"破\",\"册\")", "破册算店"), "破册路2号"]]), "1/0"),
            ("a formula never reckoned", Workbooks.Xlsx([head, [Area, Workbooks.Formula("A1", ""), "破册路2号"]]), "0/1"),
            (
                "titles in merged cells",
                Workbooks.Xlsx([
                    ["二七区商户台账"],
                    ["填报单位：破册社区"],
                    head,
                    good,
                ]),
                "1/0"
            ),
            ("a password", Workbooks.Locked(), "table.unreadable"),
            ("nothing", [], "table.empty"),
            ("an empty sheet", Workbooks.Xlsx([]), "table.empty"),
            ("headings alone", Workbooks.Xlsx([head]), "0/0"),
            ("columns missing", Workbooks.Csv("序号,备注\r\n1,没有名称\r\n"), "Checked:registry.columns-unknown"),
            ("one heading twice", Workbooks.Csv($"网格编码,名称,名称,地址\r\n{Area},破册双名,别名,破册路3号\r\n"), "1/0"),
            ("macros", Workbooks.Macro([head, good]), "1/0"),
            ("GB18030", Workbooks.Csv($"网格编码,名称,地址\r\n{Area},破册𠮷店,破册路4号\r\n", CsvText.Gb18030), "1/0"),
            (
                "UTF-8 with a mark",
                [.. Encoding.UTF8.Preamble, .. Workbooks.Csv($"网格编码,名称,地址\r\n{Area},破册标记,破册路5号\r\n")],
                "1/0"
            ),
            (
                "UTF-16",
                [.. Encoding.Unicode.Preamble, .. Workbooks.Csv($"网格编码,名称,地址\r\n{Area},破册宽字,破册路6号\r\n", Encoding.Unicode)],
                "1/0"
            ),
            ("one column", Workbooks.Csv("名称\r\n破册孤列\r\n"), "0/1"),
            ("a huge cell", Workbooks.Csv($"网格编码,名称,地址\r\n{Area},{new string('长', 200_000)},破册路7号\r\n"), "0/1"),
            (
                "days as numbers",
                Workbooks.Xlsx([
                    [.. head, "有效期至"],
                    [.. good, 46387d],
                ]),
                "1/0"
            ),
            (
                "a day that is none",
                Workbooks.Xlsx([
                    [.. head, "有效期至"],
                    [.. good, "明年春天"],
                ]),
                "0/1"
            ),
            ("a phone as a power of ten", Workbooks.Csv($"网格编码,名称,电话\r\n{Area},破册科学,1.54059E+10\r\n"), "0/1"),
            ("a code as a power of ten", Workbooks.Csv($"网格编码,名称,信用代码\r\n{Area},破册科学,9.14101E+17\r\n"), "0/1"),
            ("a hidden sheet in front", Workbooks.Xlsx([head, good], hiddenFirst: "机密"), "1/0"),
            ("an old workbook in GBK", Workbooks.Xls([head, [Area, "破册旧店", "破册路8号"]]), "1/0"),
            ("a page named .xls", Workbooks.Csv("<html><table><tr><td>名称</td></tr></table></html>"), "table.unreadable"),
            (
                "300 columns",
                Workbooks.Csv(string.Join(',', Enumerable.Range(0, 300).Select(i => "列" + i)) + "\r\n1\r\n"),
                "table.too-wide"
            ),
            (
                "257 columns of which the last are blank",
                Workbooks.Csv($"网格编码,名称,地址{new string(',', 254)}\r\n{Area},破册宽边,破册路12号\r\n"),
                "1/0"
            ),
            ("an old workbook of 33 MB", [.. Workbooks.Xls([head]), .. new byte[33 * 1024 * 1024]], "table.old-too-large"),
            ("a quote never closed", Workbooks.Csv($"网格编码,名称,地址\r\n{Area},\"破册引号,破册路9号\r\n"), "1/0"),
            ("somebody else's grid", Workbooks.Csv("网格编码,名称,地址\r\n41010301000400201,破册越界,破册路10号\r\n"), "0/1"),
            ("control characters", Workbooks.Csv($"网格编码,名称,地址\r\n{Area},破册\u0000\u202e控制,破册路11号\r\n"), "1/0"),
        };
        cases.Length.ShouldBeGreaterThan(20);
        foreach (var (name, file, result) in cases)
        {
            var answer = await worker.Ask("/api/registry/imports?kind=Organisations&source=broken&name=x.xlsx", new ByteArrayContent(file));
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                ((int)answer.StatusCode).ShouldBe(400, name);
                var said = town
                    .Services.GetRequiredService<ProblemTexts>()
                    .Find(result, System.Globalization.CultureInfo.GetCultureInfo("zh-CN"));
                (text.Contains(said.Title, StringComparison.Ordinal) || text.Contains(said.Detail, StringComparison.Ordinal)).ShouldBeTrue(
                    $"{name}: {text}"
                );
                continue;
            }
            var id = JsonNode.Parse(text)!["id"]!.GetValue<string>();
            var seen = await Until(worker, id, "Checked", "Broken");
            var code = seen["code"]?.GetValue<string>();
            (
                code is null ? $"{Int(seen, "good")}/{Int(seen, "refused")}"
                : seen["state"]!.GetValue<string>() == "Checked" && result.StartsWith("Checked:", StringComparison.Ordinal)
                    ? "Checked:" + code
                : code
            ).ShouldBe(result, name);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_returned_table_says_what_is_wrong_beside_the_row_and_is_the_uploaders_alone(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var table =
            $"部件标识码,部件名称,网格编码,状态\r\n41010301001900001,册试井盖,{Area},完好\r\n4101030100190002,册试短码,{Area},完好\r\n41010301001900003,册试状态,{Area},发光\r\n";
        var id = await Upload(worker, "Components", "部件.csv", Workbooks.Csv(table), "部件册");
        Int(await Until(worker, id, "Checked"), "refused").ShouldBe(2);

        var file = await worker.GetAsync($"/api/registry/imports/{id}/returned.xlsx");
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var rows = SheetReader.Rows(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).ToList();
        rows.Select(r => r["核对说明"])
            .ShouldBe([
                "",
                "部件标识码：请填写 17 位数字：本区县 6 位、大类 2 位、小类 3 位、顺序号 6 位。",
                "部件状态：请改用系统里的选项，例如住宅、出租、户主。",
            ]);
        rows[1]["部件名称"].ShouldBe("册试短码");

        using var other = await town.As(Role.CommunitySecretary, "shuji001");
        (await other.Refused($"/api/registry/imports/{id}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await other.GetAsync($"/api/registry/imports/{id}/returned.xlsx")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var handler = await town.As(Role.Handler, "chuzhi001");
        (await handler.Ask("/api/registry/imports?kind=Places", new ByteArrayContent([1]))).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_import_that_was_stopped_goes_on_where_it_was_and_no_row_comes_twice(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Loops:FirstRest=1.00:00:00", "--Registry:ChecksPerGrid=0"); // nobody else runs it
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var table = new StringBuilder("网格编码,小区,楼号,房号\r\n");
        const int Rows = ImportLoop.Portion * 3 + 100;
        for (var i = 0; i < Rows; i++)
            table.Append(CultureInfo.InvariantCulture, $"{Area},续册园,{i / 100 + 1},{i % 100 + 101}\r\n");
        var id = await Upload(worker, "Residents", "续.csv", Workbooks.Csv(table.ToString()), "续册");
        var loop = town.Services.GetRequiredService<ImportLoop>();
        await loop.RunNext(Town.District, CancellationToken.None);
        var seen = await Until(worker, id, "Checked");
        Int(seen, "good").ShouldBe(Rows);
        await worker.Do($"/api/registry/imports/{id}/begin", new { version = Int(seen, "version") });

        using (var stop = new CancellationTokenSource())
        {
            var running = Task.Run(() => loop.RunNext(Town.District, stop.Token)); // SQLite never waits by itself
            while (
                !running.IsCompleted
                && await town.With(
                    (_, db) => db.Set<RegistryImport>().Where(i => i.Id == Guid.Parse(id)).Select(i => i.DoneRow).SingleAsync()
                ) == 0
            )
                await Task.Delay(5);
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(running);
        }
        var kept = await town.With((_, db) => db.Set<Dwelling>().CountAsync(d => d.Source == "续册"));
        kept.ShouldBeInRange(ImportLoop.Portion, Rows - 1, "whole portions, not all of it");
        town.Clock.Move(TimeSpan.FromMinutes(3)); // the lease of the stopped one ends
        await loop.RunNext(Town.District, CancellationToken.None);

        var done = await Until(worker, id, "Done");
        (Int(done, "good"), Int(done, "seen")).ShouldBe((Rows, Rows));
        (await town.With((_, db) => db.Set<Dwelling>().CountAsync(d => d.Source == "续册"))).ShouldBe(Rows);
        (await town.With((_, db) => db.Set<RegistryEntry>().CountAsync(e => e.Address.Contains("续册园")))).ShouldBe(Rows * 2 + Rows / 100);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_sent_file_lies_sealed_and_is_forgotten_in_time(Engine engine)
    {
        var town = await Town.On(engine);
        var id = Gezhi.Platform.Ids.New(town.Clock.GetUtcNow().UtcDateTime);
        var content = new byte[SealedFiles.PartBytes + 1_000];
        new Random(7).NextBytes(content);
        "独孤明文"u8.CopyTo(content);
        await town.With(
            async (services, db) =>
            {
                var files = services.GetRequiredService<SealedFiles>();
                (await files.Write(id, new MemoryStream(content), content.Length, default)).ShouldBe(content.Length);
                using var back = new MemoryStream();
                files.Read(id, content.Length).CopyTo(back);
                back.ToArray().ShouldBe(content);
                using var middle = files.Read(id, content.Length);
                middle.Seek(-500, SeekOrigin.End);
                var tail = new byte[500];
                middle.ReadExactly(tail);
                tail.ShouldBe(content[^500..]);
                await files.Drop(id, default);
                Should.Throw<InvalidOperationException>(() => files.Read(id, content.Length).ReadByte());
                await Should.ThrowAsync<Gezhi.Platform.Problems.InvalidInput>(() =>
                    files.Write(id, new MemoryStream(content), 1_000, default)
                );
                return 0;
            }
        );
    }

    private static async Task<string> Upload(HttpClient person, string kind, string name, byte[] file, string source)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var answer = await person.Do(
            $"/api/registry/imports?kind={kind}&name={Uri.EscapeDataString(name)}&source={Uri.EscapeDataString(source)}",
            content
        );
        return answer["id"]!.GetValue<string>();
    }

    private static async Task<JsonNode> Until(HttpClient person, string id, params string[] states)
    {
        JsonNode seen = new JsonObject();
        for (var tries = 0; tries < 600; tries++)
        {
            seen = await person.Do($"/api/registry/imports/{id}", method: HttpMethod.Get);
            if (states.Contains(seen["state"]!.GetValue<string>()))
                return seen;
            await Task.Delay(50);
        }
        throw new TimeoutException($"never {string.Join('/', states)}: {seen}");
    }

    private static async Task<int> Found(HttpClient person, string typed) =>
        (await person.Do($"/api/registry?q={Uri.EscapeDataString(typed)}", method: HttpMethod.Get))["rows"]!.AsArray().Count;

    private static async Task<string> View(HttpClient person, string id) =>
        (await person.Do($"/api/registry/people/{id}", method: HttpMethod.Get)).ToJsonString();

    private static int Int(JsonNode node, string name) => node[name]!.GetValue<int>();
}
