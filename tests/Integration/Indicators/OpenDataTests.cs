using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Grids.Areas;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Facts;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.OpenData;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>A month of open data from the frozen month to the public file: drafted, looked at, released, corrected, withdrawn.</summary>
public class OpenDataTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    private const string Rubbish = "gb47678/matter/06010";
    private const string Dirty = "gb47678/matter/06012";
    private const string Bicycles = "gb47678/matter/09010";
    private static readonly string[] Secret = ["local/matter/S102", "gb47678/matter/09003", "local/matter/410103-X901", ""];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_month_is_drafted_looked_at_and_released_and_stays_as_it_is(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var (month, grids) = await Frozen(town);
        var name = OpenFiles.MonthText(month);
        using var anybody = town.Anybody();
        using var leader = await town.As(Role.Leader);
        using (var caozuo = await town.As(Role.Operator, "caozuo01"))
        using (var secretary = await town.As(Role.CommunitySecretary))
        {
            (await caozuo.Refused($"/api/indicators/open-data/{name}/draft", new { })).Status.ShouldBe(403);
            (await secretary.Refused($"/api/indicators/open-data/{name}/draft", new { })).Status.ShouldBe(
                403,
                "signs for one community only"
            );
            (await caozuo.See("/reports/open-data")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await anybody.Refused($"/api/indicators/open-data/{name}/draft", new { })).Status.ShouldBe(401);
        (await anybody.See("/open-data")).Text("main").ShouldContain("还没有公开的月份");
        (await leader.Refused("/api/indicators/open-data/2001-13/draft", new { })).Status.ShouldBe(404);
        (await leader.Refused("/api/indicators/open-data/2001-12/draft", new { })).ShouldBe((409, "open-data.not-frozen"));

        // drafted on the page; nobody outside sees it
        var draft = await leader.Submit(await leader.See("/reports/open-data"), "table.opens form");
        draft.Address.ShouldStartWith("/reports/open-data/");
        var id = draft.Address.Split('/')[^1];
        draft.Text(".said").ShouldContain("草稿");
        draft.Text("main").ShouldContain("当月立案 88 件"); // 40 + 11 + 12 + 25 that are in no table
        (await anybody.GetAsync(At(name, 1, OpenFiles.Csv))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync(new Uri($"{draft.Address}/{OpenFiles.Csv}", UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized
        );
        (await anybody.See("/open-data")).Text("main").ShouldContain("还没有公开的月份");
        var first = await Version(town, id);
        (await leader.Do($"/api/indicators/open-data/{name}/draft", new { }))["id"]!.GetValue<string>().ShouldBe(id);
        var again = await Version(town, id);
        again.Sha256.ShouldBe(first.Sha256, "the same month gives the same files to the byte");

        // released only by somebody who looked, and only what they looked at
        var release = $"/api/indicators/open-data/{id}/release";
        var (version, sha256) = (again.Version, again.Sha256);
        (
            await leader.Refused(
                release,
                new
                {
                    version = version - 1,
                    sha256,
                    isLooked = true,
                }
            )
        ).Status.ShouldBe(412);
        (
            await leader.Refused(
                release,
                new
                {
                    version,
                    sha256 = new string('0', 64),
                    isLooked = true,
                }
            )
        ).Status.ShouldBe(412);
        (
            await leader.Refused(
                release,
                new
                {
                    version,
                    sha256,
                    isLooked = false,
                }
            )
        ).Status.ShouldBe(400);
        var page = await leader.See($"/reports/open-data/{id}");
        (await leader.Submit(page, "form.form", ("IsLooked", "true"))).Text(".said").ShouldContain("公开");
        (
            await leader.Refused(
                release,
                new
                {
                    version = version + 1,
                    sha256,
                    isLooked = true,
                }
            )
        ).ShouldBe((409, "open-data.released"));
        (await leader.Refused($"/api/indicators/open-data/{id}/drop", new { version = version + 1 })).ShouldBe((409, "open-data.released"));

        // what everybody gets
        var csv = await anybody.GetAsync(At(name, 1, OpenFiles.Csv));
        csv.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        csv.Headers.CacheControl!.Public.ShouldBeTrue();
        var bytes = await csv.Content.ReadAsByteArrayAsync();
        bytes.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        var rows = Rows(Encoding.UTF8.GetString(bytes));
        rows.SelectMany(r => r.Values).Where(v => v is not null).ShouldAllBe(v => v >= 5);
        rows.Single(r => r is { Area: "410103", Category: "all" }).Values.ShouldBe([145, 145]);
        rows.ShouldNotContain(r => r.Area == grids[0] && r.Category == Dirty, "three cases");
        rows.ShouldContain(r => r.Area == grids[2] && r.Category == Rubbish && r.Values[0] == 20);
        var known = await leader.Do($"/api/indicators?frozen={month}&category=gb47678/matter/06", method: HttpMethod.Get);
        rows.Single(r => r is { Area: "410103", Category: "gb47678/matter/06" })
            .Values[0]
            .ShouldBe(
                known["figures"]!.AsArray().Single(f => f!["key"]!.GetValue<string>() == "filed")!["counted"]!.GetValue<int>(),
                "the same number as in the register of figures"
            );
        foreach (var kind in OpenFiles.Kinds)
        {
            var text = await Text(anybody, At(name, 1, kind.Name));
            foreach (var secret in Secret.Where(s => s.Length > 0))
                text.ShouldNotContain(secret, Case.Sensitive, kind.Name);
            text.ShouldNotContain("婚姻家庭纠纷", Case.Sensitive, kind.Name);
            OpenFiles.Hash(text).ShouldBe((await anybody.GetAsync(At(name, 1, kind.Name))).Headers.ETag!.Tag.Trim('"'));
        }
        using var asked = new HttpRequestMessage(HttpMethod.Get, At(name, 1, OpenFiles.Csv));
        asked.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(csv.Headers.ETag!.Tag));
        (await anybody.SendAsync(asked)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var map = JsonNode.Parse(await anybody.GetStringAsync(At(name, 1, OpenFiles.GeoJson)))!["features"]!.AsArray();
        map.Count.ShouldBe(rows.Select(r => r.Area).Distinct().Count());
        foreach (
            var nonsense in new[]
            {
                $"{name}/v2/cases.csv",
                $"{name}/v1/notes.csv",
                "2001-13/v1/cases.csv",
                $"{name}/v99999999999/cases.csv",
            }
        )
            (await anybody.GetAsync(new Uri("/open-data/" + nonsense, UriKind.Relative))).StatusCode.ShouldBe(
                HttpStatusCode.NotFound,
                nonsense
            );
        var open = await anybody.See("/open-data");
        open.Text("h1").ShouldBe("开放数据");
        open.Texts(".opennumbers dd").ShouldContain("145");
        open.Text("main").ShouldContain(sha256);
        open.Text("main").ShouldNotContain("婚姻");
        using var english = town.Anybody("en");
        (await english.See("/open-data")).Text("main").ShouldContain("Never published", Case.Insensitive);
        await Corrected(town, leader, anybody, name, id, rows);
    }

    /// <summary>A correction shows nothing new, says why and leaves the earlier version where it was, until somebody withdraws it.</summary>
    private static async Task Corrected(
        Town town,
        HttpClient leader,
        HttpClient anybody,
        string name,
        string first,
        IReadOnlyList<(string Area, string Category, int?[] Values)> before
    )
    {
        var draft = $"/api/indicators/open-data/{name}/draft";
        (await leader.Refused(draft, new { reason = " " })).Status.ShouldBe(400);
        var dropped = (await leader.Do(draft, new { reason = "试一试" }))["id"]!.GetValue<string>();
        await leader.Do($"/api/indicators/open-data/{dropped}/drop", new { version = (await Version(town, dropped)).Version });
        (await leader.Refused($"/api/indicators/open-data/{dropped}/drop", new { version = 1 })).Status.ShouldBe(404);
        var id = (await leader.Do(draft, new { reason = "许可写明" }))["id"]!.GetValue<string>();
        var second = await Version(town, id);
        await leader.Do(
            $"/api/indicators/open-data/{id}/release",
            new
            {
                version = second.Version,
                sha256 = second.Sha256,
                isLooked = true,
            }
        );
        var rows = Rows(await anybody.GetStringAsync(At(name, 2, OpenFiles.Csv)));
        rows.Select(r => (r.Area, r.Category)).ShouldBeSubsetOf(before.Select(r => (r.Area, r.Category)));
        (await anybody.GetAsync(At(name, 1, OpenFiles.Csv))).StatusCode.ShouldBe(HttpStatusCode.OK, "the earlier version stays");
        var catalogue = JsonNode.Parse(await anybody.GetStringAsync(new Uri("/open-data/catalog.jsonld", UriKind.Relative)))!;
        var dataset = catalogue["dcat:dataset"]!.AsArray().ShouldHaveSingleItem()!;
        dataset["dcat:version"]!.GetValue<string>().ShouldBe("2");
        var distributions = dataset["dcat:distribution"]!.AsArray();
        distributions.Count.ShouldBe(4);
        foreach (var one in distributions)
            OpenFiles
                .Hash(await Text(anybody, new Uri(one!["dcat:downloadURL"]!["@id"]!.GetValue<string>(), UriKind.Relative)))
                .ShouldBe(one["spdx:checksum"]!["spdx:checksumValue"]!["@value"]!.GetValue<string>());

        var (of, version) = ($"/api/indicators/open-data/{first}/withdraw", (await Version(town, first)).Version);
        (await leader.Refused(of, new { version, reason = "" })).Status.ShouldBe(400);
        await leader.Do(of, new { version, reason = "名称写错" });
        await leader.Do(of, new { version, reason = "又一次" }); // done already
        (await anybody.GetAsync(At(name, 1, OpenFiles.Csv))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        var page = await anybody.See("/open-data");
        page.Texts(".openversion").Count.ShouldBe(2);
        page.Text("main").ShouldContain("名称写错");
        page.Text("main").ShouldContain("许可写明");
        var actions = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.Action.StartsWith("open-data.")).Select(a => a.Action).ToListAsync()
        );
        actions.Count(a => a == "open-data.released").ShouldBe(2);
        actions.Count(a => a == "open-data.withdrawn").ShouldBe(1);
        actions.Count(a => a == "open-data.dropped").ShouldBe(1);
    }

    private static Uri At(string month, int version, string file) => new($"/open-data/{month}/v{version}/{file}", UriKind.Relative);

    /// <summary>With its byte-order mark, which reading as text takes off.</summary>
    private static async Task<string> Text(HttpClient anybody, Uri address) =>
        Encoding.UTF8.GetString(await anybody.GetByteArrayAsync(address));

    private static Task<OpenRelease> Version(Town town, string id) =>
        town.With((_, db) => db.Set<OpenRelease>().AsNoTracking().SingleAsync(r => r.Id == Guid.Parse(id)));

    private static List<(string Area, string Category, int?[] Values)> Rows(string csv) =>
        [
            .. csv.TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(c =>
                    (c[2], c[6], c[9..].Select(v => v.Length == 0 ? (int?)null : int.Parse(v, CultureInfo.InvariantCulture)).ToArray())
                ),
        ];

    /// <summary>A frozen month of last month in four grids; what must not be published counts more than what may.</summary>
    private static async Task<(int Month, string[] Grids)> Frozen(Town town)
    {
        var today = await town.Today();
        var month = FigureList.MonthOf(today.AddMonths(-1));
        var day = FigureList.DaysOf(month).From.AddDays(3);
        var grids = await town.With(
            async (_, db) =>
            {
                var all = await db.Areas.Where(a => a.Code.Length == 15).Select(a => a.Code).Distinct().OrderBy(c => c).ToListAsync();
                var street = all.GroupBy(c => c[..9]).First(s => s.GroupBy(c => c[..12]).Count(c => c.Count() > 1) > 1).ToList();
                var pair = street.GroupBy(c => c[..12]).First(c => c.Count() > 1).Take(2).ToList();
                return new[] { pair[0], pair[1], street.First(c => c[..12] != pair[0][..12]), all.First(c => c[..9] != pair[0][..9]) };
            }
        );
        (string Area, string Category, int Cases)[] cells =
        [
            (grids[0], Rubbish, 12),
            (grids[0], Dirty, 3),
            (grids[1], Rubbish, 9),
            (grids[1], Dirty, 8),
            (grids[2], Rubbish, 20),
            (grids[2], Dirty, 15),
            (grids[3], Bicycles, 30),
            (grids[3], Rubbish, 48),
            (grids[0], Secret[0], 40),
            (grids[1], Secret[1], 11),
            (grids[2], Secret[2], 12),
            (grids[3], Secret[3], 25),
        ];
        await town.With(
            async (_, db) =>
            {
                var now = town.Clock.GetUtcNow().UtcDateTime;
                foreach (var (area, category, cases) in cells)
                    for (var i = 0; i < cases; i++)
                        db.Append(
                            new FrozenFact
                            {
                                DistrictId = Town.District,
                                Month = month,
                                CaseId = Ids.New(now),
                                ReportedOn = day,
                                FiledOn = day,
                                ClosedOn = day,
                                AreaCode = area,
                                CategoryKey = category,
                                Marks = (long)(Mark.Filed | Mark.EverFiled | Mark.Closed),
                            }
                        );
                db.Append(
                    new FrozenMonth
                    {
                        DistrictId = Town.District,
                        Month = month,
                        FrozenAt = now,
                        Cases = cells.Sum(c => c.Cases),
                    }
                );
                await db.Save(default);
                return 0;
            }
        );
        return (month, grids);
    }
}
